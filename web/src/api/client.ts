// How the app asks the service: one function for every request, one class for every failure.
import { signal } from "@preact/signals";
import { t } from "../texts";
import type { ProblemDocument } from "./types";

/** A failure of a request, in words that a person can act on. Status 0: the service was not reached. */
export class Problem extends Error {
  constructor(readonly status: number, readonly document: ProblemDocument, readonly retryAfter = 0) {
    super(t.problems.words(status, document));
  }
  /** What is wrong with one field of the body. */
  field(name: string): string | undefined {
    return this.document.errors?.find((e) => e.pointer === `/${name}` || e.pointer.startsWith(`/${name}/`))?.detail;
  }
}

export type Values = Record<string, string | number | boolean | null | undefined>;
export interface Sending { query?: Values; body?: unknown; form?: FormData; etag?: string; retry?: boolean }
export interface Answer<T> { value: T; etag: string }

/** Whether somebody has to sign in before the requests that wait go on. */
export const signInWanted = signal(false);
let signedInAgain: (() => void)[] = [];

/** Why the service gives no answers at the moment, while it does not: not reached, or it says itself that it will be back. */
export const away = signal<Problem | null>(null);

/** Lets the requests go on that waited for somebody to sign in. */
export function signedIn(): void {
  signInWanted.value = false;
  const waiting = signedInAgain;
  signedInAgain = [];
  for (const go of waiting) go();
}

/** The address of a question: parameters that are null, undefined or empty are left out. */
export function address(path: string, query: Values = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined && value !== "") parameters.set(name, String(value));
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

/** Sends a request below /api/v1. A session that has ended is begun anew by the sign-in window, then the request is sent again: nothing is lost. */
export async function call<T>(method: string, path: string, { query, body, form, etag }: Sending = {}): Promise<Answer<T>> {
  for (;;) {
    const response = await send(method, `/api/v1${address(path, query)}`, body, form, etag);
    if (response.status !== 503) away.value = null;
    if (response.ok) {
      const value = response.status === 204 ? undefined : response.headers.get("Content-Type")?.includes("json") ? await response.json() : await response.text();
      return { value: value as T, etag: response.headers.get("ETag") ?? "" };
    }
    if (response.status === 401 && !path.startsWith("/sessions")) {
      signInWanted.value = true;
      await new Promise<void>((go) => signedInAgain.push(go));
      continue;
    }
    const document = await response.json().catch(() => ({}));
    const problem = new Problem(response.status, document as ProblemDocument, Number(response.headers.get("Retry-After") ?? 0));
    if (response.status === 503) away.value = problem;
    throw problem;
  }
}

async function send(method: string, url: string, body: unknown, form: FormData | undefined, etag: string | undefined): Promise<Response> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers["Content-Type"] = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  if (etag !== undefined) headers["If-Match"] = etag;
  try {
    return await fetch(url, { method, headers, body: form ?? (body === undefined ? undefined : JSON.stringify(body)), credentials: "same-origin" });
  } catch {
    away.value = new Problem(0, {}, 3);
    throw away.value;
  }
}
