// Short messages that say what happened, with the way back.
import { signal } from "@preact/signals";
import { call, Problem } from "../api/client";
import { change, refresh } from "../api/answers";
import type { AuditItem, Page } from "../api/types";
import { t } from "../texts";

/** Looks what there is to take back, and answers how: asked when a message comes up, so that it takes back what the message tells of and nothing later. */
type Undo = () => Promise<() => Promise<unknown>>;
interface Toast { id: number; text: string; bad?: boolean; undo?: Promise<(() => Promise<unknown>) | undefined> }
const toasts = signal<Toast[]>([]);
let last = 0;

export function say(text: string, { bad, undo }: { bad?: boolean; undo?: Undo } = {}): void {
  const toast = { id: ++last, text, bad, undo: undo?.().catch(() => undefined) };
  toasts.value = [...toasts.value.slice(-2), toast];
  setTimeout(() => drop(toast.id), undo ? 15_000 : bad ? 12_000 : 5_000);
}
const drop = (id: number) => { toasts.value = toasts.value.filter((toast) => toast.id !== id); };

/** Says what went wrong; what is no problem of ours goes on up. */
export function sayProblem(problem: unknown): void {
  if (!(problem instanceof Problem)) throw problem;
  say(`${t.problems.title(problem.status)}. ${problem.message}`, { bad: true });
}

/** Does something, says what was done, and offers the way back; where it fails, says why and does what rolls the screen back. */
export async function doing<T>(text: string, act: () => Promise<T>, { undo, rollBack }: { undo?: Undo; rollBack?: () => void } = {}): Promise<T | undefined> {
  try {
    const value = await act();
    say(text, { undo });
    return value;
  } catch (problem) {
    rollBack?.();
    sayProblem(problem);
    return undefined;
  }
}

/** Looks now what the last change is that the history of a record tells of, and answers how that one is taken back. */
export async function undoLast(records: string, id: string): Promise<() => Promise<unknown>> {
  const { value } = await call<Page<AuditItem>>("GET", `/${records}/${id}/history`, { query: { limit: 1 } });
  const entry = value.items[0];
  return async () => entry && change("POST", `/audit/${entry.id}:undo`);
}

export function Toasts() {
  const undo = async (toast: Toast) => {
    drop(toast.id);
    try {
      await (await toast.undo)?.();
      await refresh();
      say(t.do.undone);
    } catch (problem) {
      sayProblem(problem);
    }
  };
  return (
    <div class="toasts no-print" role="log" aria-live="polite" aria-label={t.app.details}>
      {toasts.value.map((toast) => (
        <div key={toast.id} class={`toast${toast.bad ? " bad" : ""}`}><span class="grow">{toast.text}</span>{toast.undo && <button onClick={() => undo(toast)}>{t.do.undo}</button>}<button aria-label={t.app.close} onClick={() => drop(toast.id)}>×</button></div>
      ))}
    </div>
  );
}
