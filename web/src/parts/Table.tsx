// A table that sorts, filters, chooses its columns and gives itself as CSV. How it is sorted stands in the address.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { csv, download } from "../format";
import { param, setParams } from "../router";
import { mayRead } from "../session";
import { t } from "../texts";
import { Menu } from "./basics";
import { compare } from "./order";

export interface Column<R> {
  key: string;
  /** Empty: a column of buttons, which is not sorted by, chosen or exported. */
  title: string;
  show: (row: R) => ComponentChildren;
  /** What the column is sorted, filtered and exported by. */
  value: (row: R) => string | number | null | undefined;
  number?: boolean;
  hidden?: boolean;
  /** The kind and the field that are shown: where the role hides the field, there is no column. */
  of?: [kind: string, field: string];
}

const step = 200; // rows more

interface TableProps<R> { name: string; rows: R[]; columns: Column<R>[]; keyOf: (row: R) => string; initial?: string; tools?: ComponentChildren; more?: () => void; filter?: boolean }

export function Table<R>({ name, rows, columns: all, keyOf, initial = "", tools, more, filter = true }: TableProps<R>) {
  const columns = all.filter((column) => !column.of || mayRead(...column.of));
  const length = useSignal(step);
  const words = useSignal("");
  const chosen = useSignal<Record<string, boolean>>(JSON.parse(localStorage.getItem(`columns:${name}`) ?? "{}"));
  const shown = columns.filter((column) => chosen.value[column.key] ?? !column.hidden);
  const sort = param("sort") || initial;
  const by = columns.find((column) => column.key === sort.replace(/^-/, ""));
  const wanted = words.value.trim().toLocaleLowerCase();
  const found = wanted ? rows.filter((row) => columns.some((column) => String(column.value(row) ?? "").toLocaleLowerCase().includes(wanted))) : rows;
  const sorted = by ? [...found].sort((a, b) => compare(by.value(a), by.value(b)) * (sort.startsWith("-") ? -1 : 1)) : found;
  const choose = (key: string, on: boolean) => {
    chosen.value = { ...chosen.value, [key]: on };
    localStorage.setItem(`columns:${name}`, JSON.stringify(chosen.value));
  };
  const told = shown.filter((c) => c.title);
  const save = () => download(`${name}.csv`, csv([told.map((c) => c.title), ...sorted.map((row) => told.map((c) => c.value(row)))]));
  return (
    <div class="stack">
      <div class="row no-print">
        {tools}
        {filter && <input type="search" aria-label={t.do.filter} placeholder={t.do.filter} value={words.value} onInput={(e) => { words.value = e.currentTarget.value; }} />}
        <span class="soft small grow" role="status">{sorted.length === rows.length ? rows.length.toLocaleString() : `${sorted.length.toLocaleString()} / ${rows.length.toLocaleString()}`}</span>
        <Menu label={t.do.columns}>{columns.slice(1).filter((c) => c.title).map((c) => <label key={c.key}><input type="checkbox" checked={shown.includes(c)} onChange={(e) => choose(c.key, e.currentTarget.checked)} />{c.title}</label>)}</Menu>
        <button class="button" onClick={save}>{t.do.csv}</button>
      </div>
      <div class="table cards" tabIndex={0} role="region" aria-label={name}>
        <table>
          <thead><tr>{shown.map((c) => !c.title ? <td key={c.key} /> : (
            <th key={c.key} class={c.number ? "number" : ""} aria-sort={by === c ? (sort.startsWith("-") ? "descending" : "ascending") : undefined}>
              <button onClick={() => setParams({ sort: sort === c.key ? `-${c.key}` : c.key })}>{c.title}{by === c ? (sort.startsWith("-") ? " ↓" : " ↑") : ""}</button>
            </th>
          ))}</tr></thead>
          <tbody>{sorted.slice(0, length.value).map((row) => <tr key={keyOf(row)}>{shown.map((c) => <td key={c.key} data-label={c.title} class={c.number ? "number" : ""}>{c.show(row)}</td>)}</tr>)}</tbody>
        </table>
      </div>
      {(more || sorted.length > length.value) && <div><button class="button" onClick={() => { if (sorted.length <= length.value + step) more?.(); length.value += step; }}>{t.do.more}</button></div>}
    </div>
  );
}
