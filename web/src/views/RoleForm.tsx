// A role: for each kind how far one reads, writes and deletes; permissions; fields that are hidden or only read.
import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import { Problem } from "../api/client";
import type { Rights } from "../api/types";
import { Dialog } from "../parts/basics";
import { t } from "../texts";
import { fieldsOf, fieldsText } from "./fieldRules";

const kinds = ["accounts", "contacts", "opportunities", "interactions", "products", "positions", "ties", "influences", "relations", "buyingCenterMembers"];
const levels = ["none", "own", "unit", "unitTree", "all"] as const;
const acts = ["read", "write", "delete"] as const;

export function RoleForm({ name, rules, save, close }: { name: string; rules: Rights; save: (name: string, rules: Rights) => Promise<void>; close: () => void }) {
  const written = useSignal<Rights>(rules);
  const title = useSignal(name);
  const fields = useSignal(fieldsText(rules));
  const problem = useSignal("");
  const send = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    try {
      await save(title.value, { ...written.value, fields: fieldsOf(fields.value) });
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      problem.value = failed.message;
    }
  };
  const reach = (kind: string) => written.value.kinds[kind] ?? { read: "none", write: "none", delete: "none" };
  return (
    <Dialog title={t.admin.role} wide close={close}><form onSubmit={send}>
      <h2>{t.admin.role}</h2>
      {problem.value && <p class="alert bad" role="alert">{problem.value}</p>}
      <label class="field"><span>{t.fields.name}</span><input required value={title.value} onInput={(e) => { title.value = e.currentTarget.value; }} /></label>
      <div class="table"><table><thead><tr><th>{t.admin.kind}</th>{acts.map((act) => <th key={act}>{t.admin.act[act]}</th>)}</tr></thead><tbody>{kinds.map((kind) => (
        <tr key={kind}><td>{t.admin.kinds[kind]}</td>{acts.map((act) => <td key={act}><select aria-label={`${t.admin.kinds[kind]}: ${t.admin.act[act]}`} value={reach(kind)[act]} onChange={(e) => { written.value = { ...written.value, kinds: { ...written.value.kinds, [kind]: { ...reach(kind), [act]: e.currentTarget.value } } }; }}>{levels.map((level) => <option key={level} value={level}>{t.admin.level[level]}</option>)}</select></td>)}</tr>
      ))}</tbody></table></div>
      <label class="field"><span>{t.admin.connections}</span><select value={written.value.connections} onChange={(e) => { written.value = { ...written.value, connections: e.currentTarget.value as Rights["connections"] }; }}>{levels.slice(1).map((level) => <option key={level} value={level}>{t.admin.level[level]}</option>)}</select></label>
      <fieldset class="field choices"><legend>{t.admin.permissions}</legend>{(["import", "export", "administer", "audit"] as const).map((one) => <label key={one} class="check"><input type="checkbox" checked={written.value.permissions.includes(one)} onChange={(e) => { written.value = { ...written.value, permissions: e.currentTarget.checked ? [...written.value.permissions, one] : written.value.permissions.filter((other) => other !== one) }; }} />{t.admin.permission[one]}</label>)}</fieldset>
      <label class="field"><span>{t.admin.fields}</span><textarea rows={3} value={fields.value} placeholder="contacts.phones none" onInput={(e) => { fields.value = e.currentTarget.value; }} /></label>
      <div class="end"><button type="button" class="button" onClick={close}>{t.do.cancel}</button><button class="button first">{t.do.save}</button></div>
    </form></Dialog>
  );
}
