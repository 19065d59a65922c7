// Answers of the service as signals: asked once for all who show them, asked again when something was changed here or in another tab, and when the window
// comes back into view.
import { type Signal, signal, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { address, call, type Problem, type Values } from "./client";
import type { Page } from "./types";

export interface Shown<T> {
  value: T | undefined;
  etag: string;
  problem: Problem | undefined;
  again(): void;
}

interface Entry { state: Signal<Omit<Shown<unknown>, "again">>; shown: number; text: string; asked: number; asking?: Promise<void>; retry?: ReturnType<typeof setTimeout> }

const entries = new Map<string, Entry>();
const refreshed = signal(0); // how often everything was asked for again
const fresh = 2_000; // milliseconds in which an answer is not asked for again

function entryOf(path: string): Entry {
  let entry = entries.get(path);
  if (!entry) {
    entry = { state: signal({ value: undefined, etag: "", problem: undefined }), shown: 0, text: "", asked: 0 };
    entries.set(path, entry);
  }
  return entry;
}

function ask(path: string, entry: Entry): Promise<void> {
  clearTimeout(entry.retry);
  entry.asked = Date.now();
  const asking = call<unknown>("GET", path).then(
    ({ value, etag }) => {
      if (entry.asking !== asking) return; // a later question's answer counts
      const text = JSON.stringify(value) ?? "";
      if (text !== entry.text || entry.state.value.problem || entry.state.value.etag !== etag) entry.state.value = { value: text === entry.text ? entry.state.value.value : value, etag, problem: undefined };
      entry.text = text;
    },
    (problem: Problem) => {
      if (entry.asking !== asking) return;
      entry.state.value = { ...entry.state.value, problem };
      if (problem.retryAfter > 0 && entry.shown > 0) entry.retry = setTimeout(() => void ask(path, entry), problem.retryAfter * 1000);
    },
  );
  entry.asking = asking;
  return asking;
}

/** The answer to a GET, null asks nothing. While it is asked for again, the one before stays. */
export function useAnswer<T>(path: string | null): Shown<T> {
  const entry = useMemo(() => (path === null ? undefined : entryOf(path)), [path]);
  useEffect(() => {
    if (!entry || path === null) return;
    entry.shown++;
    if (Date.now() - entry.asked > fresh) void ask(path, entry);
    return () => {
      entry.shown--;
      if (entry.shown === 0) clearTimeout(entry.retry);
    };
  }, [entry]);
  const state = entry?.state.value;
  return { value: state?.value as T | undefined, etag: state?.etag ?? "", problem: state?.problem, again: () => entry && path !== null && void ask(path, entry) };
}

/** A list of which the service tells a page at a time: all pages so far as one, and more where there are more. */
export function usePages<T>(path: string, query: Values = {}): Shown<T[]> & { more?: () => void } {
  const asked = address(path, query);
  const first = useAnswer<Page<T>>(asked);
  const further = useSignal<Page<T>[]>([]);
  const turn = refreshed.value;
  const load = async (count: number) => {
    const pages: Page<T>[] = [];
    for (let cursor = first.value?.nextCursor; cursor && pages.length < count; cursor = pages.at(-1)!.nextCursor) pages.push((await call<Page<T>>("GET", path, { query: { ...query, cursor } })).value);
    further.value = pages;
  };
  useEffect(() => { further.value = []; }, [asked]);
  useEffect(() => { if (further.value.length) void load(further.value.length); }, [turn]);
  const last = further.value.at(-1) ?? first.value;
  return { ...first, value: first.value && [first.value, ...further.value].flatMap((page) => page.items), more: last?.nextCursor ? () => void load(further.value.length + 1).catch(() => {}) : undefined };
}

/** Asks for everything again that is on the screen, and forgets the rest. */
export function refresh(): Promise<unknown> {
  refreshed.value++;
  const asked: Promise<void>[] = [];
  for (const [path, entry] of entries) {
    if (entry.shown > 0) asked.push(ask(path, entry));
    else entries.delete(path);
  }
  return Promise.all(asked);
}

/** Shows a change before the service has confirmed it; the returned function takes it back. */
export function showAs<T>(path: string, change: (value: T) => T): () => void {
  const entry = entries.get(path);
  const before = entry?.state.value;
  if (!entry || before?.value === undefined) return () => {};
  entry.state.value = { ...before, value: change(before.value as T) };
  entry.text = "";
  return () => { entry.state.value = before; };
}

const otherTabs = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("kith");
otherTabs?.addEventListener("message", () => void refresh());

/** Sends a change, then asks for what is on the screen again, here and in the other tabs. */
export async function change<T>(method: string, path: string, body?: unknown, etag?: string): Promise<T> {
  const { value } = await call<T>(method, path, { body, etag });
  otherTabs?.postMessage("changed");
  await refresh();
  return value;
}

/** Deletes a record: nothing is asked of it any more, and for the rest again. */
export async function remove(path: string, query?: Values): Promise<void> {
  await call("DELETE", path, { query });
  for (const asked of [...entries.keys()]) if (asked.startsWith(path)) entries.delete(asked);
  otherTabs?.postMessage("changed");
  await refresh();
}

export function refreshOnReturn(): void {
  const back = () => {
    if (document.visibilityState === "visible") for (const [path, entry] of entries) if (entry.shown > 0 && Date.now() - entry.asked > fresh) void ask(path, entry);
  };
  document.addEventListener("visibilitychange", back);
  window.addEventListener("focus", back);
  window.addEventListener("online", back);
}
