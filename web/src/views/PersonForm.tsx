// What a rep says of a person: that they know them, a note, a meeting, a relation.
import { useRef } from "preact/hooks";
import { change, useAnswer } from "../api/answers";
import { call, Problem } from "../api/client";
import type { Contact, Page, RelationType, TieItem } from "../api/types";
import { today } from "../format";
import { Form, type FieldValues } from "../parts/Form";
import type { Picked } from "../parts/Pick";
import { say, undoLast } from "../parts/toasts";
import { myId } from "../session";
import { t } from "../texts";

export interface PersonTask { kind: "know" | "dontKnow" | "private" | "note" | "meeting" | "relation"; id: string; name: string }

export function PersonForm({ task: { kind, id, name }, close }: { task: PersonTask; close: () => void }) {
  const types = useAnswer<Page<RelationType>>(kind === "relation" ? "/relation-types?limit=200" : null);
  const undo = { undo: () => undoLast("contacts", id) };
  const shared = { close, fields: [] };
  const levels: [string, string][] = (["weak", "familiar", "strong"] as const).map((level) => [level, t.ties.level[level]]);
  if (kind === "know") return <Form {...shared} title={t.person.iKnowTitle(name)} values={{ level: "familiar" }} fields={[{ name: "level", label: t.ties.howWell, type: "choice", options: levels, required: true }, { name: "since", label: t.fields.since, type: "date" }, { name: "note", label: t.deal.note }]} submit={async (values) => {
    await change("PUT", "/ties", { personA: myId(), personB: id, level: values.level, ...(values.since ? { since: values.since } : {}), ...(values.note ? { note: values.note } : {}) });
    say(t.do.saved, undo);
  }} />;
  if (kind === "dontKnow") return <Form {...shared} title={t.person.iDontTitle(name)} text={t.person.iDontText} go={t.person.iDont} submit={async () => {
    await change("PUT", "/ties", { personA: myId(), personB: id, muted: true });
    say(t.do.saved, undo);
  }} />;
  if (kind === "private") return <Form {...shared} title={t.person.privateTitle(name)} text={t.person.privateText} values={{ private: true }} fields={[{ name: "private", label: t.ties.private, type: "check" }]} submit={async (values) => {
    const tie = await myTie(id);
    if (!tie) throw new Problem(422, { detail: t.person.noTie });
    const said = tie.sources.find((source) => source.kind === "asserted")?.detail; // what is sent replaces what one said
    await change("PUT", "/ties", { personA: myId(), personB: id, level: said?.level ?? null, note: said?.note ?? null, private: values.private === true });
    say(t.do.saved);
  }} />;
  if (kind === "note") return <NoteForm id={id} close={close} />;
  if (kind === "meeting") return <Form {...shared} title={t.person.meetingTitle(name)} values={{ kind: "meeting", on: today() }} fields={[{ name: "kind", label: t.activity.what, type: "choice", required: true, options: Object.entries(t.activity.kind) }, { name: "on", label: t.activity.on, type: "date", required: true }]} submit={async (values: FieldValues) => {
    const mail = values.kind === "email" || values.kind === "message";
    const item = { source: "kith", externalId: crypto.randomUUID(), kind: values.kind, at: values.on === today() ? new Date().toISOString() : `${String(values.on)}T12:00:00Z`, ...(mail ? { from: myId(), to: [id] } : { organizer: myId(), attendees: [id] }) };
    const { items } = await change<{ items: { problem: { detail: string } | null }[] }>("POST", "/interactions:batch", { items: [item] });
    if (items[0]?.problem) throw new Problem(422, items[0].problem);
    say(t.do.saved);
  }} />;
  const options = (types.value?.items ?? []).map((type) => [type.id, type.forward ?? type.name ?? ""] as [string, string]);
  return <Form {...shared} title={t.person.relationTitle(name)} fields={[{ name: "type", label: t.person.relationKind, type: "choice", options, required: true }, { name: "to", label: t.person.relationTo, type: "record", kinds: "contact,account,user", required: true }, { name: "since", label: t.fields.since, type: "date" }, { name: "note", label: t.deal.note }]} submit={async (values) => {
    const to = values.to as Picked | null;
    if (!to) throw new Problem(422, { detail: t.chart.choosePerson });
    await change("POST", "/relations", { from: id, to: to.id, type: values.type, since: values.since ?? null, note: values.note ?? null });
    say(t.do.saved, undo);
  }} />;
}

/** One's own tie to somebody, among all that they have. */
async function myTie(id: string): Promise<TieItem | undefined> {
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const { value }: { value: Page<TieItem> } = await call("GET", `/contacts/${id}/ties`, { query: { limit: 200, cursor } });
    const tie = value.items.find((one) => one.person.id === myId());
    if (tie) return tie;
    cursor = value.nextCursor;
  }
}

function NoteForm({ id, close }: { id: string; close: () => void }) {
  const contact = useAnswer<Contact>(`/contacts/${id}`);
  const opened = useRef(contact); // what was read before the writing began: a later answer is somebody else's
  if (!opened.current.value) opened.current = contact;
  if (!opened.current.value) return null;
  const theirs = async () => {
    const now = await call<Contact>("GET", `/contacts/${id}`);
    opened.current = { ...opened.current, ...now };
    return { notes: now.value.notes };
  };
  return <Form title={t.person.note} fields={[{ name: "notes", label: t.fields.notes, type: "long" }]} values={{ notes: opened.current.value.notes }} close={close} theirs={theirs} submit={async (values) => {
    await change("PATCH", `/contacts/${id}`, { notes: values.notes }, opened.current.etag);
    say(t.do.saved, { undo: () => undoLast("contacts", id) });
  }} />;
}
