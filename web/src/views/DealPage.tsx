// One deal: how it stands and why, and its buying centre as a map and as a list.
import { useSignal } from "@preact/signals";
import { useAnswer } from "../api/answers";
import { address } from "../api/client";
import type { Account, BuyingCenter, Member, Opportunity } from "../api/types";
import type { PageProps } from "../app";
import { attitudeWord, day, money } from "../format";
import { Empty, Load, Menu, Tabs, useTitle } from "../parts/basics";
import { AttitudeMark, HealthMark, PersonLink, Roles, TieMark } from "../parts/marks";
import { type Column, Table } from "../parts/Table";
import { asOf, href, pageOf, param, setParams } from "../router";
import { mayWrite } from "../session";
import { t } from "../texts";
import { BuyingMap } from "./BuyingMap";
import { editing } from "./create";
import { DifferencesView } from "./Differences";
import { HistoryView } from "./HistoryView";
import { MemberForm, MemberPanel } from "./MemberForm";

export function DealPage({ id, tab }: PageProps) {
  const deal = useAnswer<Opportunity>(`/opportunities/${id}`);
  const account = useAnswer<Account>(deal.value?.accountId ? `/accounts/${deal.value.accountId}` : null);
  const centre = useAnswer<BuyingCenter>(address(`/opportunities/${id}/buying-center`, { asOf: asOf.value }));
  const adding = useSignal(false);
  useTitle(deal.value?.name ?? undefined);
  const shown = tab || "map";
  const tabs = ([["map", t.deal.map], ["list", t.deal.list], ["changes", t.account.changes], ["history", t.do.history]] as const).map(([key, text]) => ({ key, text, href: href(`/deals/${id}${key === "map" ? "" : `/${key}`}`) }));
  const writes = mayWrite("buyingCenterMembers") && !asOf.value;
  return (
    <div class={`page${shown === "map" ? " full" : ""}`}>
      <Load page from={deal} lines={3}>{(value) => <>
        <div class="row apart">
          <div class="stack">
            <nav aria-label={t.app.crumbs}><ol class="crumbs"><li><a href={href("/deals")}>{t.rail.deals}</a></li>{account.value && <li><a class="name" href={pageOf("account", account.value.id)}>{account.value.name}</a></li>}</ol></nav>
            <h1 class="name" dir="auto">{value.name}</h1>
            <p class="soft">{[t.status[value.status ?? "open"], value.stage, value.value != null && money({ value: value.value, currency: value.currency }), value.closeDate && t.deal.closes(day(value.closeDate))].filter(Boolean).join(", ")}</p>
          </div>
          <div class="row no-print">
            {writes && <button class="button first" onClick={() => { adding.value = true; }}>{t.deal.add}</button>}
            {value.accountId && <a class="button" href={href(`/accounts/${value.accountId}`, { deal: id })}>{t.deal.inChart}</a>}
            <Menu label={t.app.more} icon="more">{mayWrite("opportunities") && <><button onClick={() => { editing.value = { kind: "opportunity", id }; }}>{t.do.edit}</button><button onClick={() => { editing.value = { kind: "opportunity", id, merge: true, name: value.name ?? "" }; }}>{t.do.merge}</button><button onClick={() => { editing.value = { kind: "opportunity", id, remove: true, name: value.name ?? "" }; }}>{t.do.delete}</button></>}<button onClick={() => print()}>{t.app.print}</button></Menu>
          </div>
        </div>
        <Load from={centre} lines={6}>{(answer) => <>
          {value.status === "open" && <HealthCard of={answer} />}
          <Tabs label={t.account.views} tabs={tabs} current={shown} />
          {shown === "changes" ? <DifferencesView of={`/opportunities/${id}`} /> : shown === "history" ? <HistoryView of={`/opportunities/${id}`} />
            : answer.members.length === 0 ? <Empty title={t.deal.empty} text={t.deal.emptyText}>{writes && <button class="button first" onClick={() => { adding.value = true; }}>{t.deal.add}</button>}</Empty>
              : shown === "list" ? <Table name={value.name ?? ""} rows={answer.members} columns={columns} keyOf={(row) => row.contactId} />
                : <div class="chart-body map-body"><BuyingMap centre={answer} writes={writes} /><MemberPanel centre={answer} id={param("person")} writes={writes} close={() => setParams({ person: null })} /></div>}
        </>}</Load>
        {adding.value && <MemberForm dealId={id} close={() => { adding.value = false; }} />}
      </>}</Load>
    </div>
  );
}

function HealthCard({ of: { health, members } }: { of: BuyingCenter }) {
  const nameOf = (id: string) => members.find((member) => member.contactId === id)?.name;
  return (
    <section class="card row" aria-label={t.deal.health}><HealthMark of={health} />
      <ul class="grow">{health.reasons.map((reason, i) => <li key={i} dir="auto">{reason.contactIds.some(nameOf) ? <a href={href(location.pathname, { person: reason.contactIds.find(nameOf) })}>{reason.text}</a> : reason.text}</li>)}
        {health.missingRoles.length > 0 && !health.reasons.some((reason) => reason.code === "missingRole") && <li>{t.deal.missing(health.missingRoles.map((role) => t.role[role] ?? role).join(", "))}</li>}
        {health.reasons.length === 0 && health.missingRoles.length === 0 && <li>{t.deal.allWell}</li>}</ul>
    </section>
  );
}

const columns: Column<Member>[] = [
  { key: "name", title: t.fields.name, value: (row) => row.name, show: (row) => <PersonLink of={{ id: row.contactId, kind: "contact", name: row.name, title: row.title, accountId: row.accountId, accountName: row.external ? row.accountName : null }} /> },
  { key: "roles", title: t.deal.roles, value: (row) => row.roles?.map((role) => t.role[role]).join(", "), show: (row) => <span class="row tight"><Roles of={row.roles} />{row.external && <span class="mark role">{t.external}</span>}</span> },
  { key: "attitude", title: t.deal.attitude, value: (row) => attitudeWord(row.attitude), show: (row) => <AttitudeMark of={row.attitude} /> },
  { key: "influence", title: t.deal.influence, number: true, value: (row) => row.influence, show: (row) => row.influence ?? "" },
  { key: "politics", title: t.deal.politics, value: (row) => row.politicalStatus && t.politicalStatus[row.politicalStatus], show: (row) => row.politicalStatus && t.politicalStatus[row.politicalStatus] },
  { key: "coverage", title: t.deal.coverage, value: (row) => row.coverage && t.coverage[row.coverage], show: (row) => row.coverage && t.coverage[row.coverage] },
  { key: "tie", title: t.chart.ourTie, value: (row) => row.tie?.strength ?? null, show: (row) => <TieMark of={row.tie} /> },
  { key: "note", title: t.deal.note, value: (row) => row.note, show: (row) => <span dir="auto">{row.note}</span>, hidden: true },
];
