// What every view is put together from.
import type { ComponentChildren, TargetedMouseEvent } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Shown } from "../api/answers";
import type { Problem } from "../api/client";
import { t } from "../texts";

const drawings = {
  accounts: "M3 21V5l8-3v19M11 8h10v13M3 21h19M6 8h2M6 12h2M6 16h2M14.5 12h3M14.5 16h3", people: "M16 20v-1.5a4 4 0 0 0-4-4H7a4 4 0 0 0-4 4V20M9.500 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M21 20v-1.500a4 4 0 0 0-3-3.900M15.500 4.200a3.500 3.500 0 0 1 0 6.700",
  deals: "M3 7h18v13H3zM8 7V5a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2M3 12.500h18", paths: "M5 18.500a2.500 2.500 0 1 0 0 .01M19 5.500a2.500 2.500 0 1 0 0 .01M7.500 18.500H15a3 3 0 0 0 0-6.500H9a3 3 0 0 1 0-6.500h7.500",
  asked: "M21 12a8 8 0 0 1-8 8H4l2-3.500A8 8 0 1 1 21 12z", import: "M12 3v12M7 10.500l5 5 5-5M4 20.500h16", search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M16 16l5 5", close: "M5 5l14 14M19 5L5 19", theme: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  me: "M12 12a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9M4 21v-1a5 5 0 0 1 5-5h6a5 5 0 0 1 5 5v1", more: "M5 12h.01M12 12h.01M19 12h.01", plus: "M12 4v16M4 12h16", minus: "M4 12h16", fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5", gear: "M4 7h10M18 7h2M4 17h2M10 17h10M16 4.500v5M8 14.500v5",
};
export type IconName = keyof typeof drawings;
export const Icon = ({ name, size = 18 }: { name: IconName; size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width={name === "more" ? 3 : 1.8} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d={drawings[name]} /></svg>
);

export const Bones = ({ lines = 5 }: { lines?: number }) => (
  <div class="stack" role="status" aria-label={t.app.loading}>{Array.from({ length: lines }, (_, i) => <span key={i} class={`bone bone-${i % 4}`} />)}</div>
);

/** What went wrong. It is the heading of the page where it stands in the place of one. */
export function Trouble({ problem, again, page }: { problem: Problem; again?: () => void; page?: boolean }) {
  const Heading = page ? "h1" : "h2";
  return (
    <div class="empty" role="alert">
      <Heading>{t.problems.title(problem.status)}</Heading>
      <p>{problem.message}</p>
      {problem.status >= 500 && problem.document.requestId && <p class="small">{t.problems.number(problem.document.requestId)}</p>}
      {again && problem.status !== 404 && problem.status !== 403 && <button class="button" onClick={again}>{t.problems.tryAgain}</button>}
    </div>
  );
}

export const Empty = ({ title, text, children }: { title: string; text?: string; children?: ComponentChildren }) => (
  <div class="empty"><h2>{title}</h2>{text && <p>{text}</p>}{children && <div class="row">{children}</div>}</div>
);

/** What an answer shows: bones until it is there, words where it fails, and the answer. Page says that all of a page rests on it, its heading too. */
export function Load<T>({ from, lines, page, children }: { from: Shown<T>; lines?: number; page?: boolean; children: (value: T) => ComponentChildren }) {
  if (from.value !== undefined) return <>{children(from.value)}</>;
  if (from.problem) return <Trouble problem={from.problem} again={from.again} page={page} />;
  return <Bones lines={lines} />;
}

/** One fact of a list of them. One that the role does not see is absent, and its label with it. */
export const Fact = ({ label, children, className }: { label: string; children: ComponentChildren; className?: string }) => (children === undefined ? null : <div class={className}><dt>{label}</dt><dd>{children}</dd></div>);

/** Where a list goes on. */
export const More = ({ of }: { of: { more?: () => void } }) => (of.more ? <div><button class="button" onClick={of.more}>{t.do.more}</button></div> : null);

/** A window over the page. It is there as long as it is drawn; Esc and Cancel call close. */
export function Dialog({ title, wide, close, children, className }: { title: string; wide?: boolean; close: () => void; children: ComponentChildren; className?: string }) {
  const at = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    at.current?.showModal();
    return () => before?.focus?.();
  }, []);
  const shut = (event: TargetedMouseEvent<HTMLDialogElement>) => event.target === at.current && close();
  return (
    <dialog ref={at} class={className ?? (wide ? "wide" : "")} aria-label={title} onCancel={(e) => { e.preventDefault(); close(); }} onMouseDown={shut}>{children}</dialog>
  );
}

export function Menu({ label, icon, children }: { label: string; icon?: IconName; children: ComponentChildren }) {
  const at = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const shut = (event: Event) => {
      if (at.current?.open && (event.type === "click" ? !(event.target instanceof Element && event.target.closest("summary") && at.current.contains(event.target)) : (event as KeyboardEvent).key === "Escape")) at.current.open = false;
    };
    document.addEventListener("click", shut);
    document.addEventListener("keydown", shut);
    return () => { document.removeEventListener("click", shut); document.removeEventListener("keydown", shut); };
  }, []);
  return (
    <details class="menu no-print" ref={at}>
      <summary class={icon ? "button icon" : "button"} aria-label={label} title={label}>{icon ? <Icon name={icon} /> : label}</summary>
      <div>{children}</div>
    </details>
  );
}

export function Segments<V extends string>({ label, options, value, choose }: { label: string; options: [V, string][]; value: V; choose: (value: V) => void }) {
  return <div class="segments" role="group" aria-label={label}>{options.map(([key, text]) => <button key={key} type="button" aria-pressed={key === value} onClick={() => choose(key)}>{text}</button>)}</div>;
}

export const Tabs = ({ label, tabs, current }: { label: string; tabs: { key: string; text: string; href: string }[]; current: string }) => (
  <nav class="tabs" aria-label={label}>{tabs.map((tab) => <a key={tab.key} href={tab.href} aria-current={tab.key === current ? "page" : undefined}>{tab.text}</a>)}</nav>
);

/** Names the page in the window's title. */
export function useTitle(title: string | undefined): void {
  useEffect(() => { document.title = title ? `${title} · ${t.app.name}` : t.app.name; }, [title]);
}
