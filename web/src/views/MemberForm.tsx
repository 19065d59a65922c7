// A person's part in a deal: shown beside the map, changed in a window.
import { useSignal } from "@preact/signals";
import { change } from "../api/answers";
import { Problem } from "../api/client";
import type { BuyingCenter, Member } from "../api/types";
import { Fact, Icon } from "../parts/basics";
import { type Field, Form, type FieldValues } from "../parts/Form";
import { AttitudeMark, PersonLink, Roles, TieMark } from "../parts/marks";
import type { Picked } from "../parts/Pick";
import { doing, say, undoLast } from "../parts/toasts";
import { href } from "../router";
import { t } from "../texts";
import { AttitudeField } from "./AttitudeField";

const words = (list: Record<string, string>): [string, string][] => Object.entries(list);
const fields: Field[] = [
  { name: "roles", label: t.deal.roles, type: "choices", options: words(t.role) },
  { name: "attitude", label: t.deal.attitude, type: "choice", options: (["mentor", "supporter", "neutral", "nonSupporter", "enemy"] as const).map((one) => [one, t.attitude[one]]) },
  { name: "influence", label: t.deal.influenceOf, type: "choice", options: ["1", "2", "3", "4", "5"].map((n) => [n, n]) },
  { name: "politicalStatus", label: t.deal.politics, type: "choice", options: words(t.politicalStatus) },
  { name: "coverage", label: t.deal.coverage, type: "choice", options: words(t.coverage) },
  { name: "decisionOrientation", label: t.deal.orientation, type: "choice", options: words(t.orientation) },
  { name: "note", label: t.deal.note, type: "long" },
];

/** Without a member it asks who joins. */
export function MemberForm({ dealId, member, close }: { dealId: string; member?: Member; close: () => void }) {
  const submit = async ({ person, influence, ...rest }: FieldValues) => {
    const contactId = member?.contactId ?? (person as Picked | null)?.id;
    if (!contactId) throw new Problem(422, { detail: t.chart.choosePerson });
    await change("PUT", `/opportunities/${dealId}/buying-center/members/${contactId}`, { ...rest, influence: influence ? Number(influence) : null });
    say(t.do.saved, { undo: () => undoLast("opportunities", dealId) });
  };
  const values: FieldValues = member ? { ...Object.fromEntries(fields.map(({ name }) => [name, (member as unknown as FieldValues)[name] ?? null])), influence: member.influence ? String(member.influence) : null } : { roles: [] };
  return <Form title={member ? t.deal.editMember(member.name) : t.deal.add} fields={member ? fields : [{ name: "person", label: t.chart.who, type: "record", kinds: "contact", required: true }, ...fields]} values={values} go={member ? t.do.save : t.do.add} submit={submit} close={close} />;
}

export function MemberPanel({ centre, id, writes, close }: { centre: BuyingCenter; id: string; writes: boolean; close: () => void }) {
  const changing = useSignal(false);
  const member = centre.members.find((one) => one.contactId === id);
  if (!member) return null;
  const dealId = centre.opportunity.id;
  const remove = () => doing(t.deal.removed(member.name), () => change("DELETE", `/opportunities/${dealId}/buying-center/members/${id}`), { undo: () => undoLast("opportunities", dealId) });
  const others = new Map(centre.members.map((one) => [one.contactId, one.name]));
  return (
    <aside class="inspector no-print" aria-label={t.app.details}>
      <div class="row apart"><PersonLink of={{ id, kind: "contact", name: member.name, title: member.title, accountId: member.accountId, accountName: member.accountName }} /><button class="button plain icon" aria-label={t.app.close} onClick={close}><Icon name="close" size={15} /></button></div>
      <div class="row tight"><AttitudeMark of={member.attitude} /><Roles of={member.roles} />{member.external && <span class="mark role">{t.external}</span>}</div>
      {writes && <AttitudeField dealId={dealId} contactId={id} attitude={member.attitude} />}
      <dl class="facts">
        <Fact label={t.deal.influence}>{member.influence === null ? t.unknown : member.influence}</Fact>
        <Fact label={t.deal.politics}>{member.politicalStatus === null ? t.unknown : t.politicalStatus[member.politicalStatus]}</Fact>
        <Fact label={t.deal.coverage}>{member.coverage === null ? t.unknown : t.coverage[member.coverage]}</Fact>
      </dl>
      {member.note && <p dir="auto">{member.note}</p>}
      <section><h3>{t.chart.ourTie}</h3><TieMark of={member.tie} /></section>
      <section><h3>{t.deal.lines}</h3><ul>{centre.edges.filter((edge) => edge.from === id || edge.to === id).map((edge) => <li key={edge.id} class="small">{others.get(edge.from)} <b>{edge.effect === "conflict" ? t.deal.conflictsWith : t.edge[edge.kind]}</b> {others.get(edge.to)}</li>)}</ul></section>
      <div class="row"><a class="button first" href={href("/paths", { to: id, deal: dealId })}>{t.paths.ask}</a>{writes && <button class="button" onClick={() => { changing.value = true; }}>{t.do.edit}</button>}{writes && <button class="button danger" onClick={() => void remove()}>{t.do.remove}</button>}</div>
      {changing.value && <MemberForm dealId={dealId} member={member} close={() => { changing.value = false; }} />}
    </aside>
  );
}
