// Many seats at once: written or pasted as an indented list or as columns of a spreadsheet. Enter adds a sibling, Tab a report.
import { useSignal } from "@preact/signals";
import { refresh } from "../api/answers";
import { call, Problem } from "../api/client";
import type { Position } from "../api/types";
import { Dialog } from "../parts/basics";
import { Pick, type Picked } from "../parts/Pick";
import { say } from "../parts/toasts";
import { t } from "../texts";
import type { Tree } from "./layout";
import { type Entry, readOutline } from "./outline";
import { nameOf } from "./painter";

export function FastEntry({ tree, close }: { tree: Tree; close: () => void }) {
  const text = useSignal("");
  const below = useSignal<Picked | null>(null);
  const done = useSignal(-1);
  const problem = useSignal("");
  const entries = readOutline(text.value);
  const find = async (words: string) => tree.chart.positions.filter((seat) => `${nameOf(seat)} ${seat.title}`.toLocaleLowerCase().includes(words.toLocaleLowerCase())).slice(0, 8).map((seat) => ({ id: seat.id, name: nameOf(seat), under: seat.title ?? "" }));
  const key = (event: KeyboardEvent) => {
    const at = event.currentTarget as HTMLTextAreaElement;
    const start = at.value.lastIndexOf("\n", at.selectionStart - 1) + 1;
    const line = at.value.slice(start, at.selectionStart);
    if (event.key === "Enter") at.setRangeText(`\n${/^\s*/.exec(line)![0]}`, at.selectionStart, at.selectionEnd, "end");
    else if (event.key === "Tab" && !event.shiftKey && !line.trim()) at.setRangeText("    ", start, start, "end");
    else if (event.key === "Tab" && event.shiftKey && /^ {4}\s*$/.test(line)) at.setRangeText("", start, start + 4, "end");
    else return; // Tab leaves the field from a line that has been written
    event.preventDefault();
    text.value = at.value;
  };
  const create = async () => {
    const made: string[] = [];
    try {
      for (const entry of entries) {
        done.value = made.length;
        made.push(await createEntry(entry, tree.chart.account.id, entry.manager >= 0 ? made[entry.manager]! : (below.value?.id ?? null)));
      }
      say(t.chart.entered(made.length));
      close();
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      problem.value = `${t.chart.enteredSome(made.length, entries.length)} ${failed.message}`;
      text.value = text.value.split(/\r?\n/).filter((line) => line.trim()).slice(made.length).join("\n"); // what is left to do
    } finally {
      done.value = -1;
      await refresh();
    }
  };
  return (
    <Dialog title={t.chart.fastEntry} wide close={close}>
      <div class="inside">
        <h2>{t.chart.fastEntry}</h2>
        <p class="soft">{t.chart.fastEntryText}</p>
        {problem.value && <p class="alert bad" role="alert">{problem.value}</p>}
        <Pick label={t.chart.below} find={find} value={below.value} choose={(picked) => { below.value = picked; }} hint={t.chart.belowNobody} />
        <div class="columns">
          <label class="field"><span>{t.chart.list}</span><textarea rows={12} value={text.value} placeholder={t.chart.listHint} spellcheck={false} onKeyDown={key} onInput={(e) => { text.value = e.currentTarget.value; }} /></label>
          <div class="field"><span>{t.chart.preview}</span><ul class="outline">{entries.map((entry, i) => <li key={i} class={`level-${Math.min(entry.level, 8)}`}><bdi class="name">{entry.name}</bdi> <span class="soft small">{entry.title}{entry.problem && ` (${t.chart.unknownManager})`}</span></li>)}</ul></div>
        </div>
        <div class="end"><button class="button" onClick={close}>{t.do.cancel}</button><button class="button first" disabled={entries.length === 0 || done.value >= 0} onClick={create}>{done.value >= 0 ? `${done.value} / ${entries.length}` : t.chart.enter(entries.length)}</button></div>
      </div>
    </Dialog>
  );
}

async function createEntry(entry: Entry, accountId: string, managerId: string | null): Promise<string> {
  const { value: seat } = await call<Position>("POST", "/positions", { body: { accountId, title: entry.title || null, placeholder: !entry.name } });
  if (managerId) await call("PUT", `/positions/${seat.id}/manager`, { body: { managerId } });
  if (entry.name) {
    const { value: contact } = await call<{ id: string }>("POST", "/contacts", { body: { name: entry.name } });
    await call("PUT", `/positions/${seat.id}/holder`, { body: { contactId: contact.id } });
  }
  return seat.id;
}
