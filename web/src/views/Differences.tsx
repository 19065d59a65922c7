import { useAnswer } from "../api/answers";
import { address } from "../api/client";
import type { Difference } from "../api/types";
import { day, today } from "../format";
import { Empty, Load } from "../parts/basics";
import { asOf, pageOf, param, setParams } from "../router";
import { t } from "../texts";

const quarterAgo = () => new Date(Date.now() - 91 * 86_400_000).toISOString().slice(0, 10);

/** What changed between two days, as sentences. */
export function DifferencesView({ of }: { of: string }) {
  const from = param("from") || quarterAgo();
  const to = asOf.value || today();
  const found = useAnswer<{ items: Difference[] }>(from < to ? address(`${of}/differences`, { from, to: asOf.value }) : null);
  return (
    <div class="stack">
      <div class="row no-print"><label class="field"><span>{t.differences.from}</span><input type="date" value={from} max={to} onChange={(e) => setParams({ from: e.currentTarget.value })} /></label><label class="field"><span>{t.differences.to}</span><input type="date" value={to} onChange={(e) => setParams({ asOf: e.currentTarget.value === today() ? null : e.currentTarget.value })} /></label></div>
      {from >= to ? <p class="alert">{t.differences.order}</p> : <Load from={found}>{({ items }) => items.length === 0 ? <Empty title={t.differences.none} text={t.differences.noneText(day(from), day(to))} /> : <DifferenceList of={items} />}</Load>}
    </div>
  );
}

const signs: Record<string, string> = { arrival: "+", joined: "+", seatOpened: "+", tie: "+", departure: "−", left: "−", seatClosed: "−", tieEnded: "−" };

export const DifferenceList = ({ of }: { of: Difference[] }) => (
  <ul class="list card">{of.map((one, i) => (
    <li key={i}><span class={`face${signs[one.kind] === "+" ? " ours" : ""}`} aria-hidden="true">{signs[one.kind] ?? "≠"}</span><time class="soft number">{day(one.on)}</time>
      <span class="grow" dir="auto">{one.people[0]?.id ? <a href={pageOf(one.people[0].kind, one.people[0].id)}>{one.text}</a> : one.opportunity ? <a href={pageOf("opportunity", one.opportunity.id)}>{one.text}</a> : one.text}</span></li>
  ))}</ul>
);
