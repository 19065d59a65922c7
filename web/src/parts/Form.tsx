// A form in a window: declared fields, problems at their fields, and both versions where somebody else changed the record meanwhile.
import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent } from "preact";
import { Problem } from "../api/client";
import { t } from "../texts";
import { Dialog } from "./basics";
import { findRecords, Pick, type Picked } from "./Pick";

export interface Field {
  name: string;
  label: string;
  type?: "text" | "email" | "password" | "url" | "tel" | "number" | "date" | "long" | "list" | "choice" | "choices" | "check" | "record";
  /** choice, choices: value and word. */
  options?: [string, string][];
  /** record: which kinds. */
  kinds?: string;
  find?: (words: string) => Promise<Picked[]>;
  required?: boolean;
  hint?: string;
}
export type FieldValue = string | number | boolean | string[] | Picked | null;
export type FieldValues = Record<string, FieldValue>;

interface FormProps {
  title: string;
  fields: Field[];
  values?: FieldValues;
  go?: string;
  text?: string;
  danger?: boolean;
  /** Sends what was written; throws the Problem that is shown. */
  submit: (values: FieldValues) => Promise<unknown>;
  /** What the record says now, where submit was refused because it has changed. */
  theirs?: () => Promise<FieldValues>;
  close: () => void;
}

export function Form({ title, fields, values = {}, go, text, danger, submit, theirs, close }: FormProps) {
  const written = useSignal<FieldValues>(values);
  const problem = useSignal<Problem | null>(null);
  const other = useSignal<FieldValues | null>(null);
  const busy = useSignal(false);
  const set = (name: string, value: FieldValue) => { written.value = { ...written.value, [name]: value }; };
  const send = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    try {
      await submit(written.value);
      close();
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      problem.value = failed;
      if (failed.status === 412 && theirs) other.value = await theirs();
    } finally {
      busy.value = false;
    }
  };
  const differing = fields.filter((field) => other.value && written.value[field.name] !== undefined && !same(other.value[field.name], written.value[field.name]));
  return (
    <Dialog title={title} close={close}>
      <form onSubmit={send}>
        <h2>{title}</h2>
        {text && <p class="soft">{text}</p>}
        {other.value ? (
          <section class="alert" role="alert"><h3>{t.problems.meanwhile}</h3><p>{t.problems.meanwhileText}</p>
            {differing.map((field) => (
              <p key={field.name}>{field.label}: {t.problems.theirs} <b>{wordOf(field, other.value![field.name])}</b>, {t.problems.yours} <b>{wordOf(field, written.value[field.name])}</b> <button type="button" class="button" onClick={() => set(field.name, other.value![field.name] ?? null)}>{t.problems.takeTheirs}</button></p>
            ))}
          </section>
        ) : problem.value && <p class="alert bad" role="alert">{problem.value.message}</p>}
        <div class="fields">{fields.map((field) => <Input key={field.name} of={field} value={written.value[field.name] ?? null} set={(value) => set(field.name, value)} wrong={problem.value?.field(field.name)} />)}</div>
        <div class="end"><button type="button" class="button" onClick={close}>{t.do.cancel}</button><button class={`button first${danger ? " danger" : ""}`} disabled={busy.value}>{other.value ? t.problems.keepMine : (go ?? t.do.save)}</button></div>
      </form>
    </Dialog>
  );
}

const same = (a: FieldValue | undefined, b: FieldValue | undefined) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function wordOf(field: Field, value: FieldValue | undefined): string {
  if (value === null || value === undefined || value === "") return t.unknown;
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "object") return value.name;
  return field.options?.find(([key]) => key === value)?.[1] ?? String(value);
}

export function Input({ of: field, value, set, wrong }: { of: Field; value: FieldValue; set: (value: FieldValue) => void; wrong?: string }) {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  if (field.type === "record") return <Pick label={field.label} find={field.find ?? findRecords(field.kinds ?? "contact")} value={value as Picked | null} choose={set} required={field.required} hint={field.hint} wrong={wrong} />;
  if (field.type === "check") return <label class="check"><input type="checkbox" checked={value === true} onChange={(e) => set(e.currentTarget.checked)} />{field.label}</label>;
  if (field.type === "choices") {
    const chosen = Array.isArray(value) ? value : [];
    return (
      <fieldset class="field whole choices"><legend>{field.label}</legend>
        {field.options?.map(([key, word]) => <label key={key} class="check"><input type="checkbox" checked={chosen.includes(key)} onChange={(e) => set(e.currentTarget.checked ? [...chosen, key] : chosen.filter((one) => one !== key))} />{word}</label>)}
      </fieldset>
    );
  }
  const shared = { required: field.required, "aria-invalid": wrong ? true : undefined };
  return (
    <label class={`field${field.type === "long" || field.type === "list" ? " whole" : ""}`}><span>{field.label}</span>
      {field.type === "choice" ? (
        <select {...shared} value={text} onChange={(e) => set(e.currentTarget.value || null)}>{!field.required && <option value="">{t.unknown}</option>}{field.options?.map(([key, word]) => <option key={key} value={key}>{word}</option>)}</select>
      ) : field.type === "long" ? (
        <textarea {...shared} rows={4} value={text} placeholder={field.hint} onInput={(e) => set(e.currentTarget.value || null)} />
      ) : field.type === "list" ? (
        <textarea {...shared} rows={2} value={(Array.isArray(value) ? value : []).join("\n")} placeholder={field.hint} onChange={(e) => set(e.currentTarget.value.split(/[\n,;]+/).map((part) => part.trim()).filter(Boolean))} />
      ) : (
        <input {...shared} type={(field.type ?? "text") as "text"} step={field.type === "number" ? "any" : undefined} value={text} placeholder={field.hint}
          onInput={(e) => set(e.currentTarget.value === "" ? null : field.type === "number" ? Number(e.currentTarget.value) : e.currentTarget.value)} />
      )}
      {wrong && <span class="wrong">{wrong}</span>}
    </label>
  );
}
