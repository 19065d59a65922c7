// What is known of the seat that is selected on a chart, and what can be done with it.
import type { Seat } from "../api/types";
import { day } from "../format";
import { Icon, Menu } from "../parts/basics";
import { AttitudeMark, Face, Roles, TieMark } from "../parts/marks";
import { href, pageOf, param } from "../router";
import { departing } from "../views/Departure";
import { AttitudeField } from "../views/AttitudeField";
import { t } from "../texts";
import { removeSeat, type SeatTask, vacate } from "./edits";
import type { Tree } from "./layout";
import { nameOf } from "./painter";

interface Props { seat: Seat; tree: Tree; accountId: string; editing: boolean; close: () => void; select: (id: string) => void; start: (task: SeatTask) => void }

export function SeatPanel({ seat, tree, accountId, editing, close, select, start }: Props) {
  const manager = seat.managerId ? tree.seats.get(seat.managerId) : undefined;
  const reports = tree.reportsOf(seat.id);
  return (
    <aside class="inspector no-print" aria-label={t.app.details} onKeyDown={(e) => e.key === "Escape" && close()}>
      <div class="row apart"><h2 tabIndex={-1}>{seat.title ?? t.chart.noTitle}</h2><button class="button plain icon" aria-label={t.app.close} onClick={close}><Icon name="close" size={15} /></button></div>
      <p class="soft small">{[seat.department, seat.location].filter(Boolean).join(", ")}</p>
      {seat.holders.length === 0 && <p class="soft">{nameOf(seat)}</p>}
      {seat.holders.map((holder) => (
        <section key={holder.id} class="stack">
          <a class="person" href={pageOf("contact", holder.id)}><Face name={holder.name} /><span><bdi class="name">{holder.name}</bdi>{holder.since && <span class="under">{t.since(day(holder.since))}</span>}</span></a>
          <div class="row tight"><AttitudeMark of={holder.attitude} /><Roles of={holder.roles} /></div>
          {param("deal") && <AttitudeField dealId={param("deal")} contactId={holder.id} attitude={holder.attitude} />}
          {(holder.email ?? holder.phone) && <p class="small">{holder.email && <a href={`mailto:${holder.email}`}>{holder.email}</a>} {holder.phone && <a href={`tel:${holder.phone}`}>{holder.phone}</a>}</p>}
          <div class="row tight"><a class="button" href={href("/paths", { to: holder.id })}>{t.paths.ask}</a>{editing && <button class="button" onClick={() => { departing.value = { contactId: holder.id, name: holder.name, accountId }; }}>{t.person.left}</button>}</div>
        </section>
      ))}
      {seat.tie !== undefined && <section><h3>{t.chart.ourTie}</h3><TieMark of={seat.tie} /></section>}
      {manager && <section><h3>{t.chart.reportsTo}</h3><button class="button plain" onClick={() => select(manager.id)}>{nameOf(manager)}</button></section>}
      {seat.dottedManagerIds.length > 0 && <section><h3>{t.chart.dotted}</h3>{seat.dottedManagerIds.map((id) => tree.seats.get(id)).map((one) => one && <button key={one.id} class="button plain" onClick={() => select(one.id)}>{nameOf(one)}</button>)}</section>}
      {reports.length > 0 && <section><h3>{t.chart.reports(seat.directReports, seat.totalReports)}</h3><ul>{reports.slice(0, 30).map((one) => <li key={one.id}><button class="button plain" onClick={() => select(one.id)}>{nameOf(one)}</button></li>)}</ul></section>}
      {editing && (
        <div class="row">
          <button class="button first" onClick={() => start({ kind: "manager", seat })}>{t.chart.changeManager}</button>
          <button class="button" onClick={() => start({ kind: "add", accountId, managerId: seat.id })}>{t.chart.addReport}</button>
          <Menu label={t.app.more} icon="more">
            <button onClick={() => start({ kind: "edit", seat })}>{t.chart.editSeat}</button>
            <button onClick={() => start({ kind: "holder", seat })}>{t.chart.seatSomebody(seat.title ?? "")}</button>
            {!seat.vacant && <button onClick={() => void vacate(seat)}>{t.chart.markVacant}</button>}
            <button onClick={() => start({ kind: "dotted", seat })}>{t.chart.addDotted}</button>
            <button onClick={() => void removeSeat(seat)}>{t.chart.closeSeat}</button>
          </Menu>
        </div>
      )}
    </aside>
  );
}
