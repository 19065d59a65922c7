// The state of the app is its address: a path that names the view and parameters that say how it is shown.
import { computed, signal } from "@preact/signals";

const here = signal(new URL(location.href));
addEventListener("popstate", () => { here.value = new URL(location.href); });

export const path = computed(() => here.value.pathname);

/** A parameter of the address, or "". */
export const param = (name: string): string => here.value.searchParams.get(name) ?? "";

/** The day that every view shows, "" for today. */
export const asOf = computed(() => param("asOf"));

export type Parameters = Record<string, string | null | undefined>;

/** An address within the app; the day that is shown goes along. */
export function href(to: string, parameters: Parameters = {}): string {
  const url = new URL(to, location.origin);
  if (asOf.value) url.searchParams.set("asOf", asOf.value);
  for (const [name, value] of Object.entries(parameters)) if (value) url.searchParams.set(name, value);
  return url.pathname + url.search;
}

export function go(to: string, replace = false): void {
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  const before = here.value.pathname;
  here.value = new URL(location.href);
  if (before !== here.value.pathname) document.querySelector(".main")?.scrollTo(0, 0);
}

/** Changes parameters of the address; null takes one away. */
export function setParams(parameters: Parameters, replace = true): void {
  const url = new URL(here.value);
  for (const [name, value] of Object.entries(parameters)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  if (url.search !== here.value.search) go(url.pathname + url.search, replace);
}

/** Follows links within the app without loading the page again. */
export function followLinks(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest?.("a");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || /^\/(api|docs|sign-in|problems)(\/|$)/.test(url.pathname)) return;
    event.preventDefault();
    go(url.pathname + url.search);
  });
}

/** Where a record has its page. */
export function pageOf(kind: string, id: string): string {
  const pages: Record<string, string> = { account: "/accounts/", contact: "/people/", user: "/colleagues/", opportunity: "/deals/" };
  return href((pages[kind] ?? "/people/") + id);
}
