// Windows that make, change, merge and delete accounts, people and deals: one set of fields for each kind.
import { signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { change, remove, useAnswer } from "../api/answers";
import { call, Problem } from "../api/client";
import type { Account, Contact, Opportunity, User } from "../api/types";
import { type Field, Form, type FieldValues } from "../parts/Form";
import type { Picked } from "../parts/Pick";
import { say, undoLast } from "../parts/toasts";
import { go, href, pageOf } from "../router";
import { t } from "../texts";
import { DepartureWindow } from "./Departure";

export type RecordKind = "account" | "contact" | "opportunity";
type Create = RecordKind | { kind: RecordKind; accountId?: string; accountName?: string; externalIds?: { source: string; id: string }[] };
interface Edit { kind: RecordKind; id: string; merge?: boolean; remove?: boolean; name?: string }

export const creating = signal<Create | null>(null);
export const editing = signal<Edit | null>(null);
const recordsOf = { account: "accounts", contact: "contacts", opportunity: "opportunities" } as const;

const attitudes: [string, string][] = (["mentor", "supporter", "neutral", "nonSupporter", "enemy"] as const).map((one) => [one, t.attitude[one]]);
const fieldsOf: Record<RecordKind, Field[]> = {
  account: [
    { name: "name", label: t.fields.name, required: true }, { name: "legalName", label: t.fields.legalName }, { name: "class", label: t.account.class }, { name: "industry", label: t.fields.industry }, { name: "employees", label: t.fields.employees, type: "number" },
    { name: "annualRevenue", label: t.fields.annualRevenue, type: "number" }, { name: "currency", label: t.fields.currency, hint: "EUR" }, { name: "website", label: t.fields.website, type: "url" }, { name: "phone", label: t.fields.phone, type: "tel" },
    { name: "domains", label: t.fields.domains, type: "list" }, { name: "ownerId", label: t.account.owner, type: "record", kinds: "user" },
  ],
  contact: [
    { name: "name", label: t.fields.name, required: true }, { name: "emails", label: t.fields.emails, type: "list" }, { name: "phones", label: t.fields.phones, type: "list" }, { name: "location", label: t.fields.location }, { name: "linkedinUrl", label: t.fields.linkedin, type: "url" },
    { name: "attitude", label: t.fields.attitude, type: "choice", options: attitudes }, { name: "notes", label: t.fields.notes, type: "long" }, { name: "ownerId", label: t.account.owner, type: "record", kinds: "user" },
  ],
  opportunity: [
    { name: "name", label: t.fields.name, required: true }, { name: "status", label: t.fields.status, type: "choice", required: true, options: Object.entries(t.status) }, { name: "stage", label: t.fields.stage }, { name: "value", label: t.fields.value, type: "number" },
    { name: "currency", label: t.fields.currency, hint: "EUR" }, { name: "closeDate", label: t.fields.closeDate, type: "date" }, { name: "ownerId", label: t.account.owner, type: "record", kinds: "user" },
  ],
};
const where: Field = { name: "accountId", label: t.portfolio.account, type: "record", kinds: "account" };
const employment: Field[] = [where, { name: "title", label: t.chart.title }, { name: "department", label: t.chart.department }];

/** What is sent of what was written: ids of records, and of a change only what differs. */
function sent(values: FieldValues, before: FieldValues = {}): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (JSON.stringify(value ?? null) === JSON.stringify(before[name] ?? null)) continue;
    body[name] = value && typeof value === "object" && "id" in value ? value.id : value;
  }
  return body;
}

function CreateForm({ of }: { of: Create }) {
  const kind = typeof of === "string" ? of : of.kind;
  const { accountId, accountName = "", externalIds } = typeof of === "string" ? {} as Exclude<Create, string> : of;
  const account = accountId ? { id: accountId, name: accountName } : null;
  const fields = kind === "contact" ? [fieldsOf.contact[0]!, ...employment, ...fieldsOf.contact.slice(1)] : kind === "opportunity" ? [fieldsOf.opportunity[0]!, { ...where, required: true }, ...fieldsOf.opportunity.slice(1)] : fieldsOf.account;
  const values: FieldValues = kind === "opportunity" ? { accountId: account, status: "open" } : kind === "contact" ? { accountId: account } : {};
  const submit = async (written: FieldValues) => {
    const { accountId, title, department, ...own } = sent(written);
    const rest = externalIds ? { ...own, externalIds } : own;
    const body = kind === "contact" ? { ...rest, ...(accountId ? { employment: { accountId, ...(title ? { title } : {}), ...(department ? { department } : {}) } } : {}) } : { ...rest, ...(accountId ? { accountId } : {}) };
    const made = await change<{ id: string }>("POST", `/${recordsOf[kind]}`, body);
    say(t.do.saved, { undo: () => undoLast(recordsOf[kind], made.id) });
    go(pageOf(kind, made.id));
  };
  return <Form title={t.commands[kind === "contact" ? "newContact" : kind === "account" ? "newAccount" : "newDeal"]} go={t.do.create} fields={fields} values={values} submit={submit} close={() => { creating.value = null; }} />;
}

type Any = Account & Contact & Opportunity;

function EditForm({ of: { kind, id } }: { of: Edit }) {
  const path = `/${recordsOf[kind]}/${id}`;
  const record = useAnswer<Any>(path);
  const users = useAnswer<User>(record.value?.ownerId ? `/users/${record.value.ownerId}` : null);
  if (!record.value || (record.value.ownerId && !users.value && !users.problem)) return null;
  const owner = record.value.ownerId ? { id: record.value.ownerId, name: users.value?.name ?? "" } : null;
  return <EditFields kind={kind} path={path} id={id} record={record.value} etag={record.etag} owner={owner} />;
}

function EditFields({ kind, path, id, record, etag, owner }: { kind: RecordKind; path: string; id: string; record: Any; etag: string; owner: Picked | null }) {
  const fields = fieldsOf[kind].filter((field) => field.name in record); // a field that one may not read is not there
  const valuesOf = (one: Any): FieldValues => Object.fromEntries(fields.map(({ name }) => [name, name === "ownerId" ? (one.ownerId === owner?.id ? owner : one.ownerId ? { id: one.ownerId, name: one.ownerId } : null) : ((one as unknown as FieldValues)[name] ?? null)]));
  const opened = useRef({ values: valuesOf(record), etag }).current; // a later answer does not change what is compared with
  const submit = async (written: FieldValues) => {
    const body = sent(written, opened.values);
    if (Object.keys(body).length === 0) return;
    await change("PATCH", path, body, opened.etag);
    say(t.do.saved, { undo: () => undoLast(recordsOf[kind], id) });
  };
  const theirs = async () => {
    const now = await call<Any>("GET", path);
    opened.etag = now.etag;
    return valuesOf(now.value);
  };
  return <Form title={t.do.edit} fields={fields} values={opened.values} submit={submit} theirs={theirs} close={() => { editing.value = null; }} />;
}

function MergeForm({ of: { kind, id, name } }: { of: Edit }) {
  const submit = async ({ from }: FieldValues) => {
    const double = from as Picked | null;
    if (!double) throw new Problem(422, { detail: t.fields.chooseDouble });
    await change("POST", `/${recordsOf[kind]}/${id}:merge`, { from: double.id });
    say(t.fields.merged(double.name), { undo: () => undoLast(recordsOf[kind], id) });
  };
  return <Form title={t.fields.mergeTitle(name ?? "")} text={t.fields.mergeText} go={t.fields.mergeGo} fields={[{ name: "from", label: t.fields.double, type: "record", kinds: kind, required: true }]} submit={submit} close={() => { editing.value = null; }} />;
}

function DeleteForm({ of: { kind, id, name } }: { of: Edit }) {
  const submit = async (values: FieldValues) => {
    await remove(`/${recordsOf[kind]}/${id}`, { cascade: values.cascade === true || null });
    say(t.fields.deleted(name ?? ""), { undo: async () => () => change("POST", `/bin/${id}:restore`) });
    if (history.length > 1) history.back();
    else go(href("/accounts"));
  };
  return <Form title={t.fields.deleteTitle(name ?? "")} text={t.fields.deleteText} go={t.do.delete} fields={[{ name: "cascade", label: t.fields.cascade, type: "check" }]} submit={submit} close={() => { editing.value = null; }} />;
}

/** The window that is open, if one is. */
export function Creating() {
  const edit = editing.value;
  return <>
    {creating.value && <CreateForm of={creating.value} />}
    {edit && (edit.merge ? <MergeForm of={edit} /> : edit.remove ? <DeleteForm of={edit} /> : <EditForm of={edit} />)}
    <DepartureWindow />
  </>;
}
