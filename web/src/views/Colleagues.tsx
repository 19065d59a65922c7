import { useAnswer } from "../api/answers";
import { address } from "../api/client";
import type { FormerColleague, Page } from "../api/types";
import { day } from "../format";
import { Empty, Load } from "../parts/basics";
import { PersonLink, Strength } from "../parts/marks";
import { asOf, param, setParams } from "../router";
import { t } from "../texts";

/** Who worked where somebody worked, at the same time. */
export function Colleagues({ id }: { id: string }) {
  const known = param("known") !== "0";
  const page = useAnswer<Page<FormerColleague>>(address(`/contacts/${id}/former-colleagues`, { knownToUs: known, asOf: asOf.value, limit: 100 }));
  return <>
    <label class="check"><input type="checkbox" checked={known} onChange={(e) => setParams({ known: e.currentTarget.checked ? null : "0" })} />{t.person.onlyKnown}</label>
    <Load from={page}>{({ items }) => items.length === 0 ? <Empty title={t.person.noColleagues} /> : (
      <ul class="list card">{items.map((one) => (
        <li key={one.person.id}><PersonLink of={one.person} />
          <span class="grow small">{one.overlaps.map((overlap) => `${t.person.together(overlap.account.name, overlap.months)} (${[day(overlap.from), day(overlap.to)].filter(Boolean).join(" – ")})`).join("; ")}</span>
          <span class="row tight">{one.ties.slice(0, 2).map((tie) => <span key={tie.userId} class="row tight small">{tie.userName} <Strength of={tie.strength} short /></span>)}</span></li>
      ))}</ul>
    )}</Load>
  </>;
}
