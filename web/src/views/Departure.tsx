// Somebody leaves an account: the seat stays, and what hung on the person is answered.
import { signal, useSignal } from "@preact/signals";
import { change } from "../api/answers";
import type { Departure } from "../api/types";
import { day, today } from "../format";
import { Dialog } from "../parts/basics";
import { Form, type FieldValues } from "../parts/Form";
import { Roles, Strength } from "../parts/marks";
import type { Picked } from "../parts/Pick";
import { say, undoLast } from "../parts/toasts";
import { href, pageOf } from "../router";
import { t } from "../texts";

export const departing = signal<{ contactId: string; name: string; accountId: string | null } | null>(null);

export function DepartureWindow() {
  const left = useSignal<Departure | null>(null);
  const who = departing.value;
  const close = () => { departing.value = null; };
  if (left.value) return <Left of={left.value} close={() => { left.value = null; }} />;
  if (!who) return null;
  const submit = async (values: FieldValues) => {
    const to = values.to as Picked | null;
    const successor = values.successor as Picked | null;
    left.value = await change<Departure>("POST", `/contacts/${who.contactId}:depart`, { accountId: who.accountId, on: values.on, successorId: successor?.id ?? null, to: to ? { accountId: to.id, title: values.title ?? null } : null });
    say(t.person.leftOn(who.name, day(String(values.on))), { undo: () => undoLast("contacts", who.contactId) });
  };
  return <Form title={t.person.leftTitle(who.name)} text={t.person.leftText} close={close} go={t.person.left} values={{ on: today() }} submit={submit} fields={[
    { name: "on", label: t.person.lastDay, type: "date", required: true }, { name: "successor", label: t.person.successor, type: "record", kinds: "contact", hint: t.person.noSuccessor },
    { name: "to", label: t.person.goesTo, type: "record", kinds: "account", hint: t.unknown }, { name: "title", label: t.person.newTitle },
  ]} />;
}

function Left({ of: left, close }: { of: Departure; close: () => void }) {
  return (
    <Dialog title={t.person.whatHangs(left.contact.name)} close={close}>
      <div class="inside">
        <h2>{t.person.whatHangs(left.contact.name)}</h2>
        {left.deals.length > 0 && <section><h3>{t.rail.deals}</h3><ul class="list">{left.deals.map((deal) => <li key={deal.opportunityId}><a class="name" href={pageOf("opportunity", deal.opportunityId)} onClick={close}>{deal.name}</a><Roles of={deal.roles} /></li>)}</ul></section>}
        {left.ties.length > 0 && <section><h3>{t.person.knownBy}</h3><ul class="list">{left.ties.map((tie) => <li key={tie.id}><a class="name" href={pageOf("user", tie.userId)} onClick={close}>{tie.userName}</a><Strength of={tie.strength} /></li>)}</ul></section>}
        {left.reports.length > 0 && <section><h3>{t.person.reports}</h3><ul class="list">{left.reports.map((seat) => <li key={seat.id}><a href={href(`/accounts/${seat.accountId}`, { seat: seat.id })} onClick={close}>{seat.title}</a></li>)}</ul></section>}
        {left.deals.length + left.ties.length + left.reports.length === 0 && <p>{t.person.nothingHangs}</p>}
        <div class="end"><button class="button first" onClick={close}>{t.do.done}</button></div>
      </div>
    </Dialog>
  );
}
