// One person: everything worth knowing before a call, on one page that is one printed sheet.
import { useSignal } from "@preact/signals";
import { useAnswer } from "../api/answers";
import { address } from "../api/client";
import type { Brief, BriefSeat, Company } from "../api/types";
import type { PageProps } from "../app";
import { day } from "../format";
import { GraphView } from "../graph/GraphView";
import { Load, Menu, Tabs, useTitle } from "../parts/basics";
import { Ago, AttitudeMark, Face, PersonLink, Roles, Strength } from "../parts/marks";
import { asOf, href, pageOf, param } from "../router";
import { mayWrite } from "../session";
import { t } from "../texts";
import { Activity } from "./Activity";
import { Colleagues } from "./Colleagues";
import { editing } from "./create";
import { departing } from "./Departure";
import { HistoryView } from "./HistoryView";
import { PathCard } from "./Paths";
import { type PersonTask, PersonForm } from "./PersonForm";
import { TiesView } from "./TiesView";

export function PersonPage({ id, tab }: PageProps) {
  const brief = useAnswer<Brief>(address(`/contacts/${id}/brief`, { asOf: asOf.value, opportunityId: param("deal") }));
  useTitle(brief.value?.person.name);
  const shown = tab || "sheet";
  const tabs = ([["sheet", t.person.sheet], ["graph", t.account.graph], ["ties", t.person.ties], ["colleagues", t.person.colleagues], ["companies", t.person.companies], ["activity", t.account.activity], ["history", t.do.history]] as const).map(([key, text]) => ({ key, text, href: href(`/people/${id}${key === "sheet" ? "" : `/${key}`}`) }));
  return (
    <div class={`page${shown === "graph" ? " full" : ""}`}>
      <Load page from={brief} lines={10}>{(value) => <>
        <Head of={value} />
        <Tabs label={t.account.views} tabs={tabs} current={shown} />
        {shown === "sheet" && <Sheet of={value} />}
        {shown === "graph" && <GraphView key={id} focus={{ kind: "contact", id, name: value.person.name }} />}
        {shown === "ties" && <TiesView of={`/contacts/${id}/ties`} name={value.person.name} />}
        {shown === "colleagues" && <Colleagues id={id} />}
        {shown === "companies" && <Companies of={value.companies} />}
        {shown === "activity" && <Activity of={`/contacts/${id}/interactions`} />}
        {shown === "history" && <HistoryView of={`/contacts/${id}`} />}
      </>}</Load>
    </div>
  );
}

function Head({ of: brief }: { of: Brief }) {
  const { person, seat } = brief;
  const task = useSignal<PersonTask | null>(null);
  const start = (kind: PersonTask["kind"]) => { task.value = { kind, id: person.id, name: person.name }; };
  return (
    <header class="row apart person-head">
      <div class="row">
        <Face name={person.name} large />
        <div class="stack tight">
          <nav aria-label={t.app.crumbs}><ol class="crumbs"><li><a href={href("/people")}>{t.rail.people}</a></li>{seat && <li><a class="name" href={pageOf("account", seat.account.id)}>{seat.account.name}</a></li>}</ol></nav>
          <h1 class="name" dir="auto">{person.name}</h1>
          <p>{seat ? <>{seat.title}{seat.department && <span class="soft">, {seat.department}</span>} <a class="name" href={href(`/accounts/${seat.account.id}`, { seat: seat.positionId })}>{seat.account.name}</a>{seat.since && <span class="soft"> {t.since(day(seat.since))}</span>}</> : <span class="soft">{t.person.noSeat}</span>}</p>
        </div>
      </div>
      <div class="row no-print">
        <a class="button first" href={href("/paths", { to: person.id, deal: param("deal") })}>{t.paths.ask}</a>
        {mayWrite("ties") && <button class="button" onClick={() => start("know")}>{t.person.iKnow}</button>}
        <button class="button" onClick={() => print()}>{t.app.print}</button>
        <Menu label={t.app.more} icon="more">
          {mayWrite("ties") && <button onClick={() => start("dontKnow")}>{t.person.iDont}</button>}
          <a href={href(`/people/${person.id}/ties`)}>{t.person.whyNumber}</a>
          {mayWrite("ties") && <button onClick={() => start("private")}>{t.person.private}</button>}
          {mayWrite("contacts") && <button onClick={() => start("note")}>{t.person.note}</button>}
          {mayWrite("interactions") && <button onClick={() => start("meeting")}>{t.person.meeting}</button>}
          {mayWrite("relations") && <button onClick={() => start("relation")}>{t.person.relation}</button>}
          {mayWrite("contacts") && <><button onClick={() => { departing.value = { contactId: person.id, name: person.name, accountId: seat?.account.id ?? null }; }}>{t.person.left}</button>
            <button onClick={() => { editing.value = { kind: "contact", id: person.id }; }}>{t.do.edit}</button><button onClick={() => { editing.value = { kind: "contact", id: person.id, merge: true, name: person.name }; }}>{t.do.merge}</button><button onClick={() => { editing.value = { kind: "contact", id: person.id, remove: true, name: person.name }; }}>{t.do.delete}</button></>}
        </Menu>
      </div>
      {task.value && <PersonForm task={task.value} close={() => { task.value = null; }} />}
    </header>
  );
}

function Sheet({ of: brief }: { of: Brief }) {
  return (
    <div class="sheet">
      <section class="card stack"><h2>{t.person.who}</h2>
        <div class="row tight"><AttitudeMark of={brief.attitude} />{brief.inDeal && <><Roles of={brief.inDeal.roles} /></>}</div>
        <ul>{brief.emails?.map((email) => <li key={email}><a href={`mailto:${email}`}>{email}</a></li>)}{brief.phones?.map((phone) => <li key={phone}><a href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`}>{phone}</a></li>)}{brief.location && <li>{brief.location}</li>}{brief.linkedinUrl && <li><a href={brief.linkedinUrl} target="_blank" rel="noopener noreferrer">LinkedIn</a></li>}</ul>
        {brief.lastContact !== undefined && <p>{t.account.lastContact}: <b><Ago at={brief.lastContact} /></b></p>}
        {brief.notes && <p class="quote" dir="auto">{brief.notes}</p>}
      </section>
      <section class="card"><h2>{t.person.wayIn}</h2>{brief.wayIn ? <div class="bare"><PathCard path={brief.wayIn} /></div> : <><p class="soft">{t.paths.none}</p><ul class="list">{brief.nearest.map((one) => <li key={one.person.id}><PersonLink of={one.person} /><span class="small" dir="auto">{one.why}</span></li>)}</ul></>}</section>
      {brief.knownBy && <section class="card"><h2>{t.person.knownBy}</h2>{brief.knownBy.length === 0 ? <p class="soft">{t.person.nobodyKnows}</p> : <ul class="list">{brief.knownBy.slice(0, 8).map((tie) => <li key={tie.user.id}><PersonLink of={{ ...tie.user, kind: "user", title: null, accountId: null, accountName: null }} under={tie.since ? t.since(day(tie.since)) : ""} /><span class="grow" /><Strength of={tie.strength} band={tie.band} /></li>)}</ul>}</section>}
      {brief.chain && <section class="card"><h2>{t.person.chain}</h2><Chain of={brief} /></section>}
      {brief.involvements && <section class="card"><h2>{t.person.deals}</h2>{brief.involvements.length === 0 ? <p class="soft">{t.person.noDeals}</p> : <ul class="list">{brief.involvements.slice(0, 8).map((one) => <li key={one.opportunity.id}><span class="stack tight"><span><a class="name" href={pageOf("opportunity", one.opportunity.id)}>{one.opportunity.name}</a> <span class="soft small">{t.status[one.status]}</span></span><span class="row tight"><Roles of={one.roles} /><AttitudeMark of={one.attitude} /></span></span></li>)}</ul>}</section>}
      <section class="card"><h2>{t.person.unknown}</h2>{brief.unknown.length === 0 ? <p class="soft">{t.person.allKnown}</p> : <ul class="bullets">{brief.unknown.map((one) => <li key={one.code} dir="auto">{one.text}</li>)}</ul>}</section>
      <section class="card"><h2>{t.person.formerColleagues}</h2>{brief.formerColleagues.length === 0 ? <p class="soft">{t.person.noColleagues}</p> : <ul class="list">{brief.formerColleagues.map((one) => <li key={one.person.id}><PersonLink of={one.person} under={one.overlaps[0] && t.person.together(one.overlaps[0].account.name, one.overlaps[0].months)} /></li>)}{brief.formerColleagueCount > brief.formerColleagues.length && <li><a href={href(`/people/${brief.person.id}/colleagues`)}>{t.person.allColleagues(brief.formerColleagueCount)}</a></li>}</ul>}</section>
      <section class="card"><h2>{t.person.companies}</h2><Companies of={brief.companies.slice(0, 6)} bare /></section>
    </div>
  );
}

function Chain({ of: { chain, reports, directReports, person } }: { of: Brief }) {
  const row = (seat: BriefSeat) => <li key={seat.positionId}>{seat.holders[0] ? <PersonLink of={seat.holders[0]} under={seat.title} /> : <span><i>{seat.vacant ? t.vacant : t.placeholder}</i> <span class="soft small">{seat.title}</span></span>}</li>;
  return <>
    <ol class="list">{[...chain].reverse().map(row)}<li><b dir="auto">{person.name}</b></li></ol>
    {directReports > 0 && <details><summary>{t.chart.reports(directReports, directReports)}</summary><ul class="list">{reports.map(row)}</ul></details>}
  </>;
}

function Companies({ of, bare }: { of: Company[]; bare?: boolean }) {
  return of.length === 0 ? <p class="soft">{t.person.noCompanies}</p> : (
    <ul class={`list${bare ? "" : " card"}`}>{of.map((company) => <li key={company.account.id}><span class="stack tight"><a class="name strong" href={pageOf("account", company.account.id)}>{company.account.name}</a>
      {company.ties.map((tie, i) => <span key={i} class="small soft">{[tie.label ?? t.person.tieKind[tie.kind], [day(tie.since), tie.until ? day(tie.until) : tie.current && tie.since ? t.day.today : ""].filter(Boolean).join(" – ")].filter(Boolean).join(", ")}</span>)}</span></li>)}</ul>
  );
}
