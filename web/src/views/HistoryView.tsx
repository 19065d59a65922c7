import { change, usePages } from "../api/answers";
import type { AuditItem } from "../api/types";
import { instant } from "../format";
import { Empty, Load, More } from "../parts/basics";
import { doing } from "../parts/toasts";
import { t } from "../texts";

/** What happened to a record, as sentences; what can be taken back has its button. */
export function HistoryView({ of }: { of: string }) {
  const page = usePages<AuditItem>(of === "/audit" ? of : `${of}/history`, { limit: 100 });
  const undo = (item: AuditItem) => doing(t.do.undone, () => change("POST", `/audit/${item.id}:undo`));
  return <Load from={page}>{(items) => items.length === 0 ? <Empty title={t.history.none} text={t.history.noneText} /> : <>
    <ul class="list card">{items.map((item) => (
      <li key={item.id}><time class="soft number" dateTime={item.at}>{instant(item.at)}</time><span class="grow" dir="auto">{item.sentence}</span>{(item.changes.length > 0 || item.relations.length > 0) && !item.undoes && <button class="button plain no-print" onClick={() => void undo(item)}>{t.do.undo}</button>}</li>
    ))}</ul>
    <More of={page} />
  </>}</Load>;
}
