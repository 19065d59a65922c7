// The relation graph: begins at one record, grows where one wants, filters, and says the same as a list.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useAnswer } from "../api/answers";
import { address, call } from "../api/client";
import type { Edge, Node, RelationGraph } from "../api/types";
import { day, today } from "../format";
import { Dialog, Icon, Load } from "../parts/basics";
import { Strength } from "../parts/marks";
import { sayProblem } from "../parts/toasts";
import { asOf, href, pageOf, param, setParams } from "../router";
import { t } from "../texts";
import { GraphCanvas } from "./GraphCanvas";
import { degrees, filtered, type Shown, together } from "./model";

const many = 25; // neighbours from which it is asked which ones
const kinds = ["knows", "worksAt", "reportsTo", "influences", "relatedTo", "subsidiaryOf", "involvedIn"];
const collection: Record<string, string> = { contact: "contacts", account: "accounts", user: "users" };
interface Focus { kind: "contact" | "account" | "user"; id: string; name: string }

export function GraphView({ focus }: { focus: Focus }) {
  const first = useAnswer<RelationGraph>(address(`/${collection[focus.kind]}/${focus.id}/relation-graph`, { depth: param("depth"), asOf: asOf.value, limit: param("limit") || 150, ended: param("ended") ? true : null }));
  return <Load from={first} lines={8}>{(graph) => <Picture key={`${focus.id}${asOf.value}`} first={graph} focus={focus} />}</Load>;
}

function Picture({ first, focus }: { first: RelationGraph; focus: Focus }) {
  const more = useSignal<RelationGraph[]>([]);
  const asking = useSignal<{ node: Node; graph: RelationGraph; fresh: Node[] } | null>(null);
  const selected = (param("select") || "").split(",").filter(Boolean);
  const all = useMemo(() => together([first, ...more.value]), [first, more.value]);
  const hidden = param("hide");
  const [least, from, company] = [Number(param("least") || 0), param("begun"), param("company")];
  const shown = useMemo(() => filtered(all, new Set([focus.id]), { kinds: new Set(hidden.split(",")), least, from, company }), [all, hidden, least, from, company]);
  const focusSet = useMemo(() => new Set([focus.id]), [focus.id]);
  const grow = async (id: string) => {
    const node = all.nodes.get(id);
    if (!node || !collection[node.kind]) return;
    try {
      const { value } = await call<RelationGraph>("GET", `/${collection[node.kind]}/${id}/relation-graph`, { query: { asOf: asOf.value, limit: 500 } });
      const fresh = value.nodes.filter((one) => !all.nodes.has(one.id));
      if (fresh.length > many) asking.value = { node, graph: value, fresh };
      else more.value = [...more.value, value];
    } catch (problem) {
      sayProblem(problem);
    }
  };
  const select = (id: string, also: boolean) => {
    const next = !id ? [] : also ? [...selected.filter((one) => one !== id), id].slice(-2) : [id];
    setParams({ select: next.join(",") || null });
  };
  const companies = [...all.nodes.values()].filter((node) => node.kind === "account").sort((a, b) => a.name.localeCompare(b.name));
  const chosen = selected.flatMap((id) => all.nodes.get(id) ?? []);
  const people = chosen.filter((node) => node.kind === "contact" || node.kind === "user");
  const only = people[0] ?? chosen[0];
  return (
    <div class="chart">
      <div class="row no-print">
        <div class="row tight kinds" role="group" aria-label={t.graph.kinds}>{kinds.filter((kind) => [...all.edges.values()].some((edge) => edge.kind === kind)).map((kind) => {
          const off = hidden.split(",").includes(kind);
          return <button key={kind} class="button plain" aria-pressed={!off} onClick={() => setParams({ hide: (off ? hidden.split(",").filter((one) => one !== kind) : [...hidden.split(",").filter(Boolean), kind]).join(",") || null })}><span class={`edge-mark ${kind}`} aria-hidden="true" />{t.edge[kind]}</button>;
        })}</div>
        <label class="row tight small soft">{t.graph.least}<select value={String(least)} onChange={(e) => setParams({ least: e.currentTarget.value === "0" ? null : e.currentTarget.value })}><option value="0">{t.graph.any}</option><option value="0.3">{t.tie.familiar}</option><option value="0.6">{t.tie.strong}</option></select></label>
        <label class="row tight small soft">{t.graph.begun}<input type="date" value={from} max={today()} onChange={(e) => setParams({ begun: e.currentTarget.value })} /></label>
        {companies.length > 1 && <select aria-label={t.graph.company} value={company} onChange={(e) => setParams({ company: e.currentTarget.value })}><option value="">{t.graph.anyCompany}</option>{companies.map((node) => <option key={node.id} value={node.id}>{node.name}</option>)}</select>}
        <select aria-label={t.graph.depth} value={param("depth") || "1"} onChange={(e) => setParams({ depth: e.currentTarget.value === "1" ? null : e.currentTarget.value })}>{["1", "2", "3"].map((depth) => <option key={depth} value={depth}>{t.graph.steps(Number(depth))}</option>)}</select>
      </div>
      {first.truncated && <p class="small soft">{t.graph.truncated(first.nodes.length)}</p>}
      <div class="chart-body">
        <GraphCanvas shown={shown} focus={focusSet} selected={selected} select={select} grow={(id) => void grow(id)} />
        <aside class="inspector" aria-label={t.graph.asText}>
          {only ? <>
            <div class="row apart"><h2 tabIndex={-1} class="name" dir="auto">{(people.length ? people : [only]).map((node) => node.name).join(" & ")}</h2><button class="button plain icon no-print" aria-label={t.app.close} onClick={() => select("", false)}><Icon name="close" size={15} /></button></div>
            {people.length === 2 ? <a class="button first" href={href("/paths", { from: people[0]!.id, to: people[1]!.id })}>{t.graph.connected}</a> : <div class="row no-print">
              <a class="button first" href={pageOf(only.kind, only.id)}>{t.graph.open}</a><button class="button" onClick={() => void grow(only.id)}>{t.graph.grow}</button>
              {only.kind === "contact" && <><a class="button" href={href(`/people/${only.id}/companies`)}>{t.graph.companies}</a><a class="button" href={href(`/people/${only.id}/colleagues`)}>{t.graph.colleagues}</a><a class="button" href={href("/paths", { to: only.id })}>{t.paths.ask}</a></>}
            </div>}
            <p class="small soft no-print">{t.graph.second}</p>
          </> : <><h2 tabIndex={-1}>{t.graph.of(focus.name)}</h2><p class="small soft no-print">{t.graph.hint}</p></>}
          <AsText shown={shown} of={only?.id ?? focus.id} select={(id) => select(id, false)} />
        </aside>
      </div>
      {asking.value && <Which of={asking.value} close={() => { asking.value = null; }} take={(graph) => { more.value = [...more.value, graph]; asking.value = null; }} />}
    </div>
  );
}

/** The same as the picture says, in words: what leads from one record to the others. */
function AsText({ shown, of, select }: { shown: Shown; of: string; select: (id: string) => void }) {
  const edges = [...shown.edges.values()].filter((edge) => edge.from === of || edge.to === of).sort((a, b) => (b.strength ?? -1) - (a.strength ?? -1));
  return (
    <ul class="list" aria-label={t.graph.asText}>{edges.slice(0, 200).map((edge) => {
      const other = shown.nodes.get(edge.from === of ? edge.to : edge.from);
      return other && <li key={edge.id}><span class="grow"><span class="soft small">{wordOf(edge, of)} </span><button class="link name" onClick={() => select(other.id)}>{other.name}</button>{edge.status === "inferred" && <span class="soft small"> {t.truth.inferred}</span>}</span>{edge.kind === "knows" ? <Strength of={edge.strength} short /> : <span class="soft small">{edge.since && t.since(day(edge.since))}</span>}</li>;
    })}</ul>
  );
}

const wordOf = (edge: Edge, of: string): string => edge.kind === "reportsTo" && edge.to === of ? t.graph.manages : edge.kind === "worksAt" && edge.to === of ? t.graph.employs : edge.kind === "involvedIn" && edge.label ? edge.label.split(/,\s*/).map((role) => t.role[role] ?? role).join(", ") : edge.label ?? t.edge[edge.kind]!;

/** Which neighbours to add, where a record has many of them. */
function Which({ of: { node, graph, fresh }, take, close }: { of: { node: Node; graph: RelationGraph; fresh: Node[] }; take: (graph: RelationGraph) => void; close: () => void }) {
  const count = degrees(together([graph]));
  const strength = new Map(graph.edges.filter((edge) => edge.from === node.id || edge.to === node.id).map((edge) => [edge.from === node.id ? edge.to : edge.from, edge.strength ?? 0]));
  const ordered = [...fresh].sort((a, b) => (strength.get(b.id) ?? 0) - (strength.get(a.id) ?? 0) || (count.get(b.id) ?? 0) - (count.get(a.id) ?? 0));
  const chosen = useSignal(new Set(ordered.slice(0, 10).map((one) => one.id)));
  const add = () => {
    const keep = (id: string) => chosen.value.has(id) || !fresh.some((one) => one.id === id);
    take({ ...graph, nodes: graph.nodes.filter((one) => keep(one.id)), edges: graph.edges.filter((edge) => keep(edge.from) && keep(edge.to)) });
  };
  return (
    <Dialog title={t.graph.which(node.name, fresh.length)} close={close}><div class="inside">
      <h2>{t.graph.which(node.name, fresh.length)}</h2>
      <ul class="outline">{ordered.map((one) => <li key={one.id}><label class="check"><input type="checkbox" checked={chosen.value.has(one.id)} onChange={(e) => { const next = new Set(chosen.value); if (e.currentTarget.checked) next.add(one.id); else next.delete(one.id); chosen.value = next; }} /><bdi class="name">{one.name}</bdi> <span class="soft small">{one.title ?? t.kind[one.kind]}</span></label></li>)}</ul>
      <div class="end"><button class="button" onClick={() => { chosen.value = new Set(fresh.map((one) => one.id)); }}>{t.graph.all}</button><button class="button" onClick={close}>{t.do.cancel}</button><button class="button first" onClick={add}>{t.graph.add(chosen.value.size)}</button></div>
    </div></Dialog>
  );
}
