import { usePages } from "../api/answers";
import type { Opportunity } from "../api/types";
import { day, money } from "../format";
import { Empty, Load, Segments, useTitle } from "../parts/basics";
import { type Column, Table } from "../parts/Table";
import { pageOf, param, setParams } from "../router";
import { t } from "../texts";
import { creating } from "./create";
import { Words } from "./People";

export function Deals() {
  useTitle(t.rail.deals);
  const status = param("status") || "open";
  const owner = param("whose") === "me" ? "me" : "";
  const page = usePages<Opportunity>("/opportunities", { q: param("q"), status: status === "all" ? null : status, ownerId: owner, sort: "name", limit: 200 });
  const tools = <>
    <Words label={t.deals.search} />
    <Segments label={t.fields.status} value={status} choose={(value) => setParams({ status: value })} options={[...Object.entries(t.status), ["all", t.deals.all]]} />
    <label class="check"><input type="checkbox" checked={owner === "me"} onChange={(e) => setParams({ whose: e.currentTarget.checked ? "me" : null })} />{t.deals.mine}</label>
  </>;
  return (
    <div class="page">
      <div class="row apart"><h1>{t.rail.deals}</h1><button class="button first" onClick={() => { creating.value = "opportunity"; }}>{t.commands.newDeal}</button></div>
      <Load from={page} lines={12}>{(items) => items.length === 0 ? <><div class="row">{tools}</div><Empty title={t.deals.none} text={t.deals.noneText} /></> : <Table name={t.rail.deals} rows={items} columns={columns} keyOf={(row) => row.id} initial="close" tools={tools} filter={false} more={page.more} />}</Load>
    </div>
  );
}

const columns: Column<Opportunity>[] = [
  { key: "name", title: t.kind.opportunity!, value: (row) => row.name, show: (row) => <a class="name strong" dir="auto" href={pageOf("opportunity", row.id)}>{row.name}</a> },
  { key: "status", title: t.fields.status, value: (row) => row.status, show: (row) => t.status[row.status ?? "open"] },
  { key: "stage", of: ["opportunities", "stage"], title: t.fields.stage, value: (row) => row.stage, show: (row) => row.stage },
  { key: "value", of: ["opportunities", "value"], title: t.fields.value, number: true, value: (row) => row.value, show: (row) => row.value != null && money({ value: row.value, currency: row.currency }) },
  { key: "close", of: ["opportunities", "closeDate"], title: t.fields.closeDate, value: (row) => row.closeDate, show: (row) => day(row.closeDate) },
];
