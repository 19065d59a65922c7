import { useAnswer } from "../api/answers";
import type { Advocates, Bridges, Resilience } from "../api/types";
import { amounts, percent } from "../format";
import { Load } from "../parts/basics";
import { PersonLink, Strength } from "../parts/marks";
import { t } from "../texts";
import { accountAnswer } from "./AccountPage";

/** Who speaks for us here, what hangs on one person, and the ways in from other accounts. */
export function ResilienceView({ accountId }: { accountId: string }) {
  const advocates = useAnswer<Advocates>(accountAnswer(accountId, "advocates"));
  const resilience = useAnswer<Resilience>(accountAnswer(accountId, "resilience"));
  const bridges = useAnswer<Bridges>(accountAnswer(accountId, "bridges"));
  return (
    <div class="columns">
      <section class="card"><h2>{t.ways.advocates}</h2><Load from={advocates}>{({ items }) => items.length === 0 ? <p class="soft">{t.ways.noAdvocates}</p> : <ul class="list">{items.slice(0, 12).map((one) => (
        <li key={one.person.id}><PersonLink of={one.person} /><span class="grow" /><details class="small"><summary>{percent(one.score)}</summary><ul>{one.factors.map((factor) => <li key={factor.kind} dir="auto">{factor.text}</li>)}</ul></details></li>
      ))}</ul>}</Load></section>
      <section class="card"><h2>{t.ways.resilience}</h2><Load from={resilience}>{({ people, deals }) => people.length === 0 && deals.every((deal) => deal.critical.length === 0) ? <p class="soft">{t.ways.noResilience}</p> : <ul class="list">
        {people.map((one) => <li key={one.person.id}><PersonLink of={one.person} /><span class="grow" dir="auto">{one.text}</span><span class="number">{amounts(one.value)}</span></li>)}
        {deals.flatMap((deal) => deal.critical.map((one) => <li key={deal.opportunity.id + one.person.id}><span class="grow" dir="auto"><b>{deal.opportunity.name}</b>: {one.text}</span></li>))}
      </ul>}</Load></section>
      <section class="card"><h2>{t.ways.bridges}</h2><Load from={bridges}>{({ items }) => items.length === 0 ? <p class="soft">{t.ways.noBridges}</p> : <ul class="list">{items.slice(0, 20).map((one, i) => (
        <li key={i}><PersonLink of={one.person} /><span class="grow" dir="auto">{one.text}</span>{one.strength !== null && <Strength of={one.strength} short />}</li>
      ))}</ul>}</Load></section>
    </div>
  );
}
