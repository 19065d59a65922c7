// For administrators: users, roles, units, the audit and the bin.
import { useSignal } from "@preact/signals";
import { change, useAnswer, usePages } from "../api/answers";
import { call } from "../api/client";
import type { Binned, Page, Rights, Role, SignInLink, Unit, User } from "../api/types";
import type { PageProps } from "../app";
import { day, instant } from "../format";
import { Dialog, Empty, Load, More, Tabs, useTitle } from "../parts/basics";
import { type Field, Form, type FieldValues } from "../parts/Form";
import { PersonLink } from "../parts/marks";
import { type Column, Table } from "../parts/Table";
import { doing, say } from "../parts/toasts";
import { href } from "../router";
import { may } from "../session";
import { t } from "../texts";
import { HistoryView } from "./HistoryView";
import { RoleForm } from "./RoleForm";

export function Administration({ tab }: PageProps) {
  useTitle(t.app.administration);
  const shown = tab || "users";
  const tabs = ([["users", t.admin.users], ["roles", t.admin.roles], ["units", t.admin.units], ["audit", t.admin.audit], ["bin", t.admin.bin]] as const).map(([key, text]) => ({ key, text, href: href(`/administration${key === "users" ? "" : `/${key}`}`) }));
  if (!may("administer")) return <div class="page"><Empty title={t.problems.title(403)} text={t.admin.notYours} /></div>;
  return (
    <div class="page"><h1>{t.app.administration}</h1><Tabs label={t.app.administration} tabs={tabs} current={shown} />
      {shown === "users" ? <Users /> : shown === "roles" ? <Roles /> : shown === "units" ? <Units /> : shown === "audit" ? <HistoryView of="/audit" /> : <Bin />}
    </div>
  );
}

const choicesOf = (items: { id: string; name: string | null }[] = []) => items.map((item) => [item.id, item.name ?? ""] as [string, string]);

function Users() {
  const users = useAnswer<Page<User>>("/users?limit=200&sort=name");
  const roles = useAnswer<Page<Role>>("/roles?limit=200");
  const units = useAnswer<Page<Unit>>("/units?limit=200");
  const open = useSignal<User | "new" | null>(null);
  const link = useSignal<SignInLink | null>(null);
  const nameOf = (items: { id: string; name: string | null }[] | undefined, id: string | null) => items?.find((item) => item.id === id)?.name ?? "";
  const invite = async (user: User) => { link.value = (await call<SignInLink>("POST", `/users/${user.id}/sign-in-links`)).value; };
  const columns: Column<User>[] = [
    { key: "name", title: t.fields.name, value: (row) => row.name, show: (row) => <PersonLink of={{ id: row.id, kind: "user", name: row.name ?? "", title: null, accountId: null, accountName: null }} bare /> },
    { key: "email", title: t.signIn.email, value: (row) => row.email, show: (row) => row.email },
    { key: "role", title: t.admin.role, value: (row) => nameOf(roles.value?.items, row.roleId), show: (row) => nameOf(roles.value?.items, row.roleId) },
    { key: "unit", title: t.admin.unit, value: (row) => nameOf(units.value?.items, row.unitId), show: (row) => nameOf(units.value?.items, row.unitId) },
    { key: "active", title: t.admin.active, value: (row) => (row.active ? 1 : 0), show: (row) => (row.active ? t.admin.yes : t.admin.leftUs) },
    { key: "do", title: "", value: () => null, show: (row) => <span class="row tight"><button class="button" onClick={() => { open.value = row; }}>{t.do.edit}</button><button class="button" onClick={() => void invite(row)}>{t.admin.link}</button></span> },
  ];
  const fields: Field[] = [{ name: "name", label: t.fields.name, required: true }, { name: "email", label: t.signIn.email, type: "email", required: true }, { name: "roleId", label: t.admin.role, type: "choice", options: choicesOf(roles.value?.items) }, { name: "unitId", label: t.admin.unit, type: "choice", options: choicesOf(units.value?.items) }, { name: "active", label: t.admin.active, type: "check" }];
  const submit = async (values: FieldValues) => {
    const user = open.value;
    if (user === "new") await change("POST", "/users", values);
    else if (user) await change("PATCH", `/users/${user.id}`, values, (await call("GET", `/users/${user.id}`)).etag);
    say(t.do.saved);
  };
  const user = open.value;
  return <>
    <div><button class="button first" onClick={() => { open.value = "new"; }}>{t.admin.newUser}</button></div>
    <Load from={users}>{({ items }) => <Table name={t.admin.users} rows={items} columns={columns} keyOf={(row) => row.id} initial="name" />}</Load>
    {user && <Form title={user === "new" ? t.admin.newUser : user.name ?? ""} fields={fields} values={user === "new" ? { active: true } : { name: user.name, email: user.email, roleId: user.roleId, unitId: user.unitId, active: user.active ?? true }} submit={submit} close={() => { open.value = null; }} />}
    {link.value && <Dialog title={t.admin.link} close={() => { link.value = null; }}><div class="inside"><h2>{t.admin.link}</h2><p>{t.admin.linkText(instant(link.value.expiresAt))}</p><input readOnly value={location.origin + link.value.path} aria-label={t.admin.link} onFocus={(e) => e.currentTarget.select()} /><div class="end"><button class="button first" onClick={() => { link.value = null; }}>{t.do.done}</button></div></div></Dialog>}
  </>;
}

const blank: Rights = { connections: "all", fields: {}, kinds: {}, permissions: [] };

function Roles() {
  const roles = useAnswer<Page<Role>>("/roles?limit=200");
  const open = useSignal<Role | "new" | null>(null);
  const role = open.value;
  const save = async (name: string, rules: Rights) => {
    if (role === "new") await change("POST", "/roles", { name, rules });
    else if (role) await change("PATCH", `/roles/${role.id}`, { name, rules }, (await call("GET", `/roles/${role.id}`)).etag);
    say(t.do.saved);
    open.value = null;
  };
  return <>
    <div><button class="button first" onClick={() => { open.value = "new"; }}>{t.admin.newRole}</button></div>
    <Load from={roles}>{({ items }) => <ul class="list card">{items.map((one) => <li key={one.id}><b class="name">{one.name}</b><span class="grow soft small">{one.rules.permissions.map((permission) => t.admin.permission[permission]).join(", ")}</span><button class="button" onClick={() => { open.value = one; }}>{t.do.edit}</button></li>)}</ul>}</Load>
    {role && <RoleForm name={role === "new" ? "" : role.name ?? ""} rules={role === "new" ? blank : role.rules} save={save} close={() => { open.value = null; }} />}
  </>;
}

function Units() {
  const units = useAnswer<Page<Unit>>("/units?limit=200&sort=name");
  const open = useSignal<Unit | "new" | null>(null);
  const unit = open.value;
  const submit = async (values: FieldValues) => {
    if (unit === "new") await change("POST", "/units", values);
    else if (unit) await change("PATCH", `/units/${unit.id}`, values, (await call("GET", `/units/${unit.id}`)).etag);
    say(t.do.saved);
  };
  const below = (items: Unit[], parent: string | null): preact.JSX.Element | null => {
    const own = items.filter((item) => (item.parentId ?? null) === parent);
    return own.length === 0 ? null : <ul class="tree">{own.map((item) => <li key={item.id}><span class="row"><span class="grow name">{item.name}</span><button class="button" onClick={() => { open.value = item; }}>{t.do.edit}</button></span>{below(items, item.id)}</li>)}</ul>;
  };
  return <>
    <div><button class="button first" onClick={() => { open.value = "new"; }}>{t.admin.newUnit}</button></div>
    <Load from={units}>{({ items }) => <section class="card">{below(items, null)}</section>}</Load>
    {unit && <Form title={unit === "new" ? t.admin.newUnit : unit.name ?? ""} values={unit === "new" ? {} : { name: unit.name, parentId: unit.parentId }} fields={[{ name: "name", label: t.fields.name, required: true }, { name: "parentId", label: t.admin.partOf, type: "choice", options: choicesOf(units.value?.items).filter(([id]) => unit === "new" || id !== unit.id) }]} submit={submit} close={() => { open.value = null; }} />}
  </>;
}

function Bin() {
  const bin = usePages<Binned>("/bin", { limit: 100 });
  const restore = (one: Binned) => doing(t.admin.restored(one.name ?? ""), () => change("POST", `/bin/${one.id}:restore`));
  return <Load from={bin}>{(items) => items.length === 0 ? <Empty title={t.admin.binEmpty} text={t.admin.binText} /> : <><ul class="list card">{items.map((one) => (
    <li key={one.id}><b class="name">{one.name}</b><span class="grow soft small">{t.admin.binned(t.kind[one.kind] ?? one.kind, one.deletedBy.name ?? "", instant(one.deletedAt), day(one.until))}</span><button class="button" onClick={() => void restore(one)}>{t.admin.restore}</button></li>
  ))}</ul><More of={bin} /></>}</Load>;
}
