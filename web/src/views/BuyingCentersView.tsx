import { useAnswer } from "../api/answers";
import type { BuyingCenters } from "../api/types";
import { Empty, Load } from "../parts/basics";
import { AttitudeMark, PersonLink, Roles, TieMark } from "../parts/marks";
import { pageOf } from "../router";
import { money } from "../format";
import { t } from "../texts";
import { accountAnswer } from "./AccountPage";

/** The deals of an account side by side: who took part in which, and who got us there. */
export function BuyingCentersView({ accountId }: { accountId: string }) {
  const centres = useAnswer<BuyingCenters>(accountAnswer(accountId, "buying-centers"));
  return <Load from={centres}>{({ opportunities, people }) => opportunities.length === 0 ? <Empty title={t.account.noDeals} text={t.account.noDealsText} /> : (
    <div class="table" tabIndex={0} role="region" aria-label={t.account.buyingCentres}><table>
      <thead><tr><th>{t.account.who}</th><th>{t.chart.ourTie}</th>{opportunities.map((deal) => <th key={deal.id} class="deal"><a class="name" href={pageOf("opportunity", deal.id)}>{deal.name}</a><br /><span class={`mark ${deal.status === "won" ? "green" : deal.status === "lost" ? "red" : "role"}`}>{t.status[deal.status]}</span> {deal.value !== null && <span class="soft">{money({ value: deal.value, currency: deal.currency })}</span>}</th>)}</tr></thead>
      <tbody>{people.map((player) => (
        <tr key={player.person.id}><td><PersonLink of={player.person} /></td><td><TieMark of={player.tie} short /></td>
          {opportunities.map((deal) => { const at = player.involvements.find((one) => one.opportunityId === deal.id); return <td key={deal.id}>{at && <span class="row tight"><Roles of={at.roles} /><AttitudeMark of={at.attitude} /></span>}</td>; })}</tr>
      ))}</tbody>
    </table></div>
  )}</Load>;
}
