import { usePages } from "../api/answers";
import type { TieItem } from "../api/types";
import { day, figure, percent } from "../format";
import { Empty, Load, More } from "../parts/basics";
import { PersonLink, Strength } from "../parts/marks";
import { asOf } from "../router";
import { t } from "../texts";

/** Who somebody knows, how well, and why the number is what it is. */
export function TiesView({ of, name }: { of: string; name: string }) {
  const page = usePages<TieItem>(of, { asOf: asOf.value, limit: 100 });
  return <Load from={page}>{(items) => items.length === 0 ? <Empty title={t.ties.none(name)} text={t.ties.noneText} /> : <>
    <ul class="list card">{items.map((tie) => (
      <li key={tie.id}><PersonLink of={tie.person} /><span class="grow small soft">{[tie.since && t.since(day(tie.since)), tie.lastContact ? t.ties.lastContact(day(tie.lastContact)) : tie.lastContactQuarter && t.ties.lastContact(tie.lastContactQuarter), tie.private && t.ties.private].filter(Boolean).join(", ")}</span>
        {tie.strengthYearAgo !== null && tie.strength !== null && <span class="small soft">{tie.strength >= tie.strengthYearAgo ? "↑" : "↓"} {t.ties.yearAgo(figure(tie.strengthYearAgo))}</span>}
        <details class="small"><summary><Strength of={tie.strength} band={tie.band} /></summary>
          <ul class="bullets">{tie.sources.map((source, i) => <li key={i}>{percent(source.share)} {t.evidence[source.kind]}{detailOf(source)}</li>)}</ul></details></li>
    ))}</ul>
    <More of={page} />
  </>}</Load>;
}

function detailOf({ detail, kinds }: TieItem["sources"][number]): string {
  if (!detail) return kinds?.length ? `: ${kinds.map((kind) => t.evidence[kind]).join(", ")}` : "";
  const parts = [...(detail.counts ?? []).map((count) => `${count.count} ${t.evidence[count.kind]}`), detail.level && t.tie[detail.level], detail.account?.name, detail.relation, detail.saidBy && t.ties.saidBy(detail.saidBy), detail.saidOn && day(detail.saidOn), detail.last && t.ties.lastContact(day(detail.last)), detail.note];
  const text = parts.filter(Boolean).join(", ");
  return text ? `: ${text}` : "";
}
