import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { usePages } from "../api/answers";
import type { Contact } from "../api/types";
import { attitudeWord, day } from "../format";
import { Empty, Load, useTitle } from "../parts/basics";
import { AttitudeMark, PersonLink } from "../parts/marks";
import { type Column, Table } from "../parts/Table";
import { href, param, setParams } from "../router";
import { t } from "../texts";
import { creating } from "./create";

/** A search field whose words stand in the address. */
export function Words({ label }: { label: string }) {
  const words = useSignal(param("q"));
  useEffect(() => {
    const wait = setTimeout(() => setParams({ q: words.value.trim() }), 150);
    return () => clearTimeout(wait);
  }, [words.value]);
  return <input type="search" aria-label={label} placeholder={label} value={words.value} onInput={(e) => { words.value = e.currentTarget.value; }} />;
}

export function People() {
  useTitle(t.rail.people);
  const owner = param("whose") === "me" ? "me" : "";
  const page = usePages<Contact>("/contacts", { q: param("q"), ownerId: owner, sort: "name", limit: 200 });
  const tools = <><Words label={t.people.search} /><label class="check"><input type="checkbox" checked={owner === "me"} onChange={(e) => setParams({ whose: e.currentTarget.checked ? "me" : null })} />{t.people.mine}</label></>;
  return (
    <div class="page">
      <div class="row apart"><h1>{t.rail.people}</h1><button class="button first" onClick={() => { creating.value = "contact"; }}>{t.commands.newContact}</button></div>
      <Load from={page} lines={12}>{(items) => items.length === 0 && !param("q") && !owner
        ? <Empty title={t.people.none} text={t.people.noneText}><a class="button" href={href("/import")}>{t.commands.import}</a></Empty>
        : <Table name={t.rail.people} rows={items} columns={columns} keyOf={(row) => row.id} tools={tools} filter={false} more={page.more} />}</Load>
    </div>
  );
}

const columns: Column<Contact>[] = [
  { key: "name", title: t.fields.name, value: (row) => row.name, show: (row) => <PersonLink bare of={{ id: row.id, kind: "contact", name: row.name ?? "", title: null, accountId: null, accountName: null }} /> },
  { key: "attitude", of: ["contacts", "attitude"], title: t.fields.attitude, value: (row) => attitudeWord(row.attitude), show: (row) => <AttitudeMark of={row.attitude} /> },
  { key: "email", of: ["contacts", "emails"], title: t.signIn.email, value: (row) => row.emails?.[0], show: (row) => row.emails?.[0] && <a href={`mailto:${row.emails[0]}`}>{row.emails[0]}</a> },
  { key: "phone", of: ["contacts", "phones"], title: t.fields.phone, value: (row) => row.phones?.[0], show: (row) => row.phones?.[0] },
  { key: "location", of: ["contacts", "location"], title: t.fields.location, value: (row) => row.location, show: (row) => row.location },
  { key: "updated", title: t.fields.updated, value: (row) => row.updatedAt, show: (row) => day(row.updatedAt), hidden: true },
];
