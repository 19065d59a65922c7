// One account: the compact view, and its chart, graph, deals, people, activity below.
import { useAnswer } from "../api/answers";
import { address } from "../api/client";
import type { Account, AccountSummary, Alert } from "../api/types";
import type { PageProps } from "../app";
import { OrgChart } from "../chart/OrgChart";
import { GraphView } from "../graph/GraphView";
import { amounts } from "../format";
import { Bones, Fact, Load, Menu, Tabs, useTitle } from "../parts/basics";
import { Ago, HealthMark } from "../parts/marks";
import { asOf, href, pageOf } from "../router";
import { mayWrite } from "../session";
import { t } from "../texts";
import { AccountPeople } from "./AccountPeople";
import { Activity } from "./Activity";
import { BuyingCentersView } from "./BuyingCentersView";
import { creating, editing } from "./create";
import { DifferencesView } from "./Differences";
import { HistoryView } from "./HistoryView";
import { ResilienceView } from "./ResilienceView";

export function AccountPage({ id, tab }: PageProps) {
  const account = useAnswer<Account>(`/accounts/${id}`);
  const summary = useAnswer<AccountSummary>(accountAnswer(id, "summary"));
  useTitle(account.value?.name ?? undefined);
  const shown = tab || "chart";
  const tabs = ([["chart", t.account.chart], ["graph", t.account.graph], ["deals", t.account.buyingCentres], ["people", t.account.people], ["ways", t.account.ways], ["activity", t.account.activity], ["changes", t.account.changes], ["history", t.do.history]] as const)
    .map(([key, text]) => ({ key, text, href: href(`/accounts/${id}${key === "chart" ? "" : `/${key}`}`) }));
  return (
    <div class={`page${shown === "chart" || shown === "graph" ? " full" : ""}`}>
      <Load page from={account} lines={3}>{(value) => <>
        <div class="row apart">
          <div class="stack">
            <nav aria-label={t.app.crumbs}><ol class="crumbs"><li><a href={href("/accounts")}>{t.rail.accounts}</a></li><li>{value.industry ?? t.kind.account}</li></ol></nav>
            <h1 class="name" dir="auto">{value.name}</h1>
          </div>
          <div class="row no-print">
            {mayWrite("contacts") && <button class="button" onClick={() => { creating.value = { kind: "contact", accountId: id, accountName: value.name ?? "" }; }}>{t.commands.newContact}</button>}
            {mayWrite("opportunities") && <button class="button" onClick={() => { creating.value = { kind: "opportunity", accountId: id, accountName: value.name ?? "" }; }}>{t.commands.newDeal}</button>}
            <Menu label={t.app.more} icon="more">{mayWrite("accounts") && <><button onClick={() => { editing.value = { kind: "account", id }; }}>{t.do.edit}</button><button onClick={() => { editing.value = { kind: "account", id, merge: true, name: value.name ?? "" }; }}>{t.do.merge}</button><button onClick={() => { editing.value = { kind: "account", id, remove: true, name: value.name ?? "" }; }}>{t.do.delete}</button></>}<button onClick={() => print()}>{t.app.print}</button></Menu>
          </div>
        </div>
        {summary.value ? <Summary of={summary.value} accountId={id} /> : !summary.problem && <Bones lines={2} />}
        <Tabs label={t.account.views} tabs={tabs} current={shown} />
        {shown === "chart" && <OrgChart accountId={id} />}
        {shown === "graph" && <GraphView key={id} focus={{ kind: "account", id, name: value.name ?? "" }} />}
        {shown === "deals" && <BuyingCentersView accountId={id} />}
        {shown === "people" && <AccountPeople accountId={id} />}
        {shown === "ways" && <ResilienceView accountId={id} />}
        {shown === "activity" && <Activity of={`/accounts/${id}/interactions`} />}
        {shown === "changes" && <DifferencesView of={`/accounts/${id}`} />}
        {shown === "history" && <HistoryView of={`/accounts/${id}`} />}
      </>}</Load>
    </div>
  );
}

function Summary({ of: summary, accountId }: { of: AccountSummary; accountId: string }) {
  const deal = summary.worstDeal;
  return (
    <section class="card stack" aria-label={t.account.compact}>
      <dl class="facts">
        {summary.class && <Fact label={t.account.class}>{summary.class}</Fact>}
        <Fact label={t.account.owner}>{summary.owner ? <a class="name" href={pageOf("user", summary.owner.id)}>{summary.owner.name}</a> : summary.owner === null ? t.nobody : undefined}</Fact>
        <Fact label={t.account.won}>{summary.valueWon && (amounts(summary.valueWon) || "0")}</Fact>
        <Fact label={t.account.open}>{summary.valueOpen && (amounts(summary.valueOpen) || "0")}</Fact>
        <Fact label={t.account.lastContact}>{summary.lastContact === undefined ? undefined : <Ago at={summary.lastContact} />}</Fact>
        <Fact label={t.account.coverage}>{summary.keyPlayers && t.account.known(summary.keyPlayers.known, summary.keyPlayers.all)}</Fact>
        {deal && <Fact label={t.account.worst}><span class="row tight"><HealthMark of={deal.health} /><a class="name" href={pageOf("opportunity", deal.opportunity.id)}>{deal.opportunity.name}</a></span></Fact>}
        {summary.vacancies > 0 && <Fact label={t.account.vacant}>{summary.vacancies}</Fact>}
        {summary.team?.length > 0 && <Fact label={t.account.team} className="wide-only">{summary.team.slice(0, 4).map((one, i) => <span key={one.user.id}>{i > 0 && ", "}<a class="name" href={pageOf("user", one.user.id)}>{one.user.name}</a></span>)}</Fact>}
      </dl>
      {summary.alerts?.length > 0 && !asOf.value && <Alerts of={summary.alerts} accountId={accountId} />}
    </section>
  );
}

function Alerts({ of: alerts, accountId }: { of: Alert[]; accountId: string }) {
  const to = (alert: Alert) => alert.positionId ? href(`/accounts/${accountId}`, { seat: alert.positionId }) : alert.opportunityId ? pageOf("opportunity", alert.opportunityId) : alert.contactIds[0] ? pageOf("contact", alert.contactIds[0]) : undefined;
  return (
    <details class="alert"><summary><b>{t.account.alerts(alerts.length)}</b> <span class="soft">{alerts[0]!.text}</span></summary>
      <ul class="stack">{alerts.map((alert, i) => <li key={i} dir="auto">{to(alert) ? <a href={to(alert)}>{alert.text}</a> : alert.text}</li>)}</ul>
    </details>
  );
}

export const accountAnswer = (id: string, question: string): string => address(`/accounts/${id}/${question}`, { asOf: asOf.value });
