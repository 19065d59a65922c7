// The org chart of an account: a canvas to look at, a tree for the keyboard and for screen readers, and what is done with seats.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { showAs, useAnswer } from "../api/answers";
import { address } from "../api/client";
import type { BuyingCenters, OrgChart as Chart, Seat } from "../api/types";
import { Empty, Icon, Load, Menu, Segments } from "../parts/basics";
import { asOf, param, setParams } from "../router";
import { mayRead, mayWrite } from "../session";
import { t } from "../texts";
import { type ColourBy, legendOf } from "./colours";
import { ChartCanvas, type ChartHandle } from "./ChartCanvas";
import { FastEntry } from "./FastEntry";
import { moveSeat, SeatForm, type SeatTask } from "./edits";
import { saveChart } from "./export";
import { layOut, Tree } from "./layout";
import { nameOf } from "./painter";
import { SeatPanel } from "./SeatPanel";

const colours: [ColourBy, string][] = [["attitude", t.chart.byAttitude], ["tie", t.chart.byTie], ["role", t.chart.byRole], ["department", t.chart.byDepartment]];
const crowded = 150; // seats from which a chart opens with its lower levels folded

export const chartPath = (accountId: string): string => address(`/accounts/${accountId}/org-chart`, { asOf: asOf.value, opportunityId: param("deal"), root: param("root") });

export function OrgChart({ accountId }: { accountId: string }) {
  const chart = useAnswer<Chart>(chartPath(accountId));
  return <Load from={chart} lines={8}>{(value) => <ChartView key={accountId} chart={value} />}</Load>;
}

function ChartView({ chart }: { chart: Chart }) {
  const tree = useMemo(() => new Tree(chart), [chart]);
  const folded = useSignal<ReadonlySet<string>>(new Set());
  const foldedFirst = useRef(false);
  if (!foldedFirst.current) {
    foldedFirst.current = true;
    if (chart.positions.length > crowded && param("expand") !== "all") folded.value = foldBelow(tree, 2);
  }
  const layout = useMemo(() => layOut(tree, folded.value), [tree, folded.value]);
  const seen = colours.filter(([by]) => by !== "attitude" || mayRead("contacts", "attitude") || param("deal"));
  const by = (param("colour") || seen[0]![0]) as ColourBy;
  const legend = useMemo(() => legendOf(chart.positions, by), [chart, by]);
  const words = useSignal("");
  const task = useSignal<SeatTask | null>(null);
  const listing = useSignal(false);
  const handle = useRef<ChartHandle | null>(null);
  const deals = useAnswer<BuyingCenters>(address(`/accounts/${chart.account.id}/buying-centers`, { asOf: asOf.value }));
  const editing = param("edit") === "1" && !asOf.value && mayWrite("positions");
  const selected = param("seat");
  const found = useMemo(() => {
    const wanted = words.value.trim().toLocaleLowerCase();
    return wanted ? chart.positions.filter((seat) => [nameOf(seat), seat.title, seat.department].some((text) => text?.toLocaleLowerCase().includes(wanted))) : [];
  }, [chart, words.value]);

  const unfold = (id: string) => {
    const above = tree.above(id).map((seat) => seat.id);
    if (above.some((one) => folded.value.has(one))) folded.value = new Set([...folded.value].filter((one) => !above.includes(one)));
  };
  const select = (id: string, show = false) => {
    if (id) unfold(id);
    setParams({ seat: id || null });
    if (show && id) requestAnimationFrame(() => handle.current?.show(id));
  };
  const toggle = (id: string) => {
    const next = new Set(folded.value);
    if (!next.delete(id)) next.add(id);
    folded.value = next;
  };
  const nextFound = () => {
    if (found.length === 0) return;
    const at = found.findIndex((seat) => seat.id === selected);
    select(found[(at + 1) % found.length]!.id, true);
  };
  const move = (id: string, managerId: string | null) => {
    const seat = tree.seats.get(id);
    if (seat) void moveSeat(seat, managerId, tree, (change) => showAs<Chart>(chartPath(chart.account.id), change));
  };
  useEffect(() => { if (selected && tree.seats.has(selected)) { unfold(selected); requestAnimationFrame(() => handle.current?.show(selected)); } }, []);

  if (chart.positions.length === 0) return <>
    <Empty title={t.chart.empty} text={t.chart.emptyText}>
      {mayWrite("positions") && <><button class="button first" onClick={() => { task.value = { kind: "add", accountId: chart.account.id }; }}>{t.chart.addSeat}</button><button class="button" onClick={() => { listing.value = true; }}>{t.chart.fastEntry}</button></>}
    </Empty>
    {task.value && <SeatForm task={task.value} tree={tree} close={() => { task.value = null; }} />}
    {listing.value && <FastEntry tree={tree} close={() => { listing.value = false; }} />}
  </>;
  const seat = tree.seats.get(selected);
  return (
    <div class="chart">
      <div class="row no-print">
        <input type="search" aria-label={t.chart.searchWithin} placeholder={t.chart.searchWithin} value={words.value} onInput={(e) => { words.value = e.currentTarget.value; }} onKeyDown={(e) => e.key === "Enter" && nextFound()} />
        {words.value.trim() && <span class="small soft" role="status">{t.chart.found(found.length)}</span>}
        <Segments label={t.chart.colour} value={by} choose={(colour) => setParams({ colour: colour === seen[0]![0] ? null : colour, only: null })} options={seen} />
        {(deals.value?.opportunities.length ?? 0) > 0 && <select aria-label={t.chart.deal} value={param("deal")} onChange={(e) => setParams({ deal: e.currentTarget.value || null })}><option value="">{t.chart.anyDeal}</option>{deals.value!.opportunities.map((deal) => <option key={deal.id} value={deal.id}>{deal.name}</option>)}</select>}
        <span class="grow" />
        {mayWrite("positions") && !asOf.value && <button class="button" aria-pressed={editing} onClick={() => setParams({ edit: editing ? null : "1" })}>{t.chart.edit}</button>}
        {editing && <button class="button" onClick={() => { task.value = { kind: "add", accountId: chart.account.id }; }}><Icon name="plus" size={15} />{t.chart.addSeat}</button>}
        {editing && <button class="button" onClick={() => { listing.value = true; }}>{t.chart.fastEntry}</button>}
        <Menu label={t.do.export}>{(["png", "svg", "csv"] as const).map((form) => <button key={form} onClick={() => saveChart(form, chart, layout, legend.of)}>{t.do[form]}</button>)}<button onClick={() => print()}>{t.app.print}</button></Menu>
      </div>
      <ul class="row tight legend" aria-label={t.chart.legend}>
        {legend.colours.slice(0, 10).map((colour) => (
          <li key={colour.key}><button class="button plain" aria-pressed={param("only") === colour.key} onClick={() => setParams({ only: param("only") === colour.key ? null : colour.key })}><span class={`swatch ink-${colour.token}`} aria-hidden="true">{colour.sign}</span>{colour.word} <b>{colour.count}</b></button></li>
        ))}
      </ul>
      <div class="chart-body">
        <ChartCanvas handle={handle} tree={tree} layout={layout} folded={folded.value} colourOf={legend.of} only={param("only")} selected={selected} found={found} editing={editing} select={select} toggle={toggle} move={move}
          unfoldAll={() => { folded.value = folded.value.size ? new Set() : foldBelow(tree, 2); }} title={t.chart.of(chart.account.name)} />
        {tree.unplaced.length > 0 && <Tray seats={tree.unplaced} select={(id) => select(id)} selected={selected} place={editing ? (one) => { task.value = { kind: "manager", seat: one }; } : undefined} />}
        {seat && <SeatPanel seat={seat} tree={tree} accountId={chart.account.id} editing={editing} close={() => select("")} select={(id) => select(id, true)} start={(next) => { task.value = next; }} />}
      </div>
      {task.value && <SeatForm task={task.value} tree={tree} close={() => { task.value = null; }} />}
      {listing.value && <FastEntry tree={tree} close={() => { listing.value = false; }} />}
    </div>
  );
}

/** The seats whose reports are folded away so that a number of levels is shown. */
function foldBelow(tree: Tree, levels: number): Set<string> {
  return new Set(tree.shown(new Set()).filter(({ seat, level }) => level >= levels && tree.reportsOf(seat.id).length > 0).map(({ seat }) => seat.id));
}

function Tray({ seats, select, selected, place }: { seats: Seat[]; select: (id: string) => void; selected: string; place?: (seat: Seat) => void }) {
  return (
    <details class="tray no-print" open={place !== undefined}>
      <summary>{t.chart.unplaced} <b>{seats.length}</b></summary>
      <ul>{seats.map((seat) => (
        <li key={seat.id}><button class="button plain" aria-pressed={selected === seat.id} onClick={() => select(seat.id)}><span><bdi class="name">{nameOf(seat)}</bdi> <span class="soft small">{seat.title}</span></span></button>
          {place && <button class="button" onClick={() => place(seat)}>{t.chart.place}</button>}</li>
      ))}</ul>
    </details>
  );
}
