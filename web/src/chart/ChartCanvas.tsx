// The canvas of a chart with its keyboard: pan, zoom, fold, select, drag; a tree of the same seats for those who do not see the canvas.
import { useSignal } from "@preact/signals";
import { select as d3select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import type { RefObject } from "preact";
import { useEffect, useImperativeHandle, useMemo, useRef } from "preact/hooks";
import type { Seat } from "../api/types";
import { Icon } from "../parts/basics";
import { theme } from "../session";
import { t } from "../texts";
import type { Colour } from "./colours";
import { chartSvg } from "./export";
import { cardHeight, cardWidth, type Layout, type Tree } from "./layout";
import { cardAt, Ink, type Look, nameOf, paintChart, type View } from "./painter";

export interface ChartHandle { show: (id: string) => void }
interface Props {
  handle: RefObject<ChartHandle | null>;
  tree: Tree; layout: Layout; folded: ReadonlySet<string>; colourOf: (seat: Seat) => Colour; only: string; selected: string; found: Seat[]; editing: boolean; title: string;
  select: (id: string, show?: boolean) => void; toggle: (id: string) => void; move: (id: string, managerId: string) => void; unfoldAll: () => void;
}

declare global { interface Window { kithChart?: { placeOf: (id: string) => { x: number; y: number } } } }

const readable = 0.8; // the scale that a chart opens at where not all of it would be larger
const treeWindow = 40; // items of the tree above and below the current one

export function ChartCanvas(props: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const map = useRef<HTMLCanvasElement>(null);
  const view = useRef<View>({ x: 0, y: 0, k: 1 });
  const held = useRef<Look["held"]>(undefined);
  const frame = useRef(0);
  const now = useRef(props);
  now.current = props;
  const ink = useMemo(() => new Ink(), [theme.value]);
  const zooming = useMemo(() => zoom<HTMLCanvasElement, unknown>().scaleExtent([0.02, 2.5]), []);

  const draw = () => {
    if (frame.current) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const at = canvas.current;
      const ctx = at?.getContext("2d", { alpha: false });
      if (!at || !ctx) return;
      const { layout, colourOf, only, selected, found } = now.current;
      const look: Look = { colourOf, only, selected, found: new Set(found.map((seat) => seat.id)), held: held.current };
      paintChart(ctx, layout, view.current, at.clientWidth, at.clientHeight, ink, look);
      const { x, y, k } = view.current;
      if (map.current) map.current.hidden = layout.left * k + x >= 0 && layout.right * k + x <= at.clientWidth && layout.top * k + y >= 0 && layout.bottom * k + y <= at.clientHeight; // all is in view
      paintMap(map.current, layout, view.current, at.clientWidth, at.clientHeight, ink, look);
    });
  };
  const turn = (to: ZoomTransform) => canvas.current && d3select(canvas.current).call(zooming.transform, to);
  /** All in view, or as much of it as can be at a least scale: the top, with the first root in the middle or, beside others, on the left. */
  const fitAll = (least = 0.02) => {
    const at = canvas.current;
    if (!at) return;
    const { layout, tree } = now.current;
    const k = Math.max(least, Math.min(1, (at.clientWidth - 40) / (layout.right - layout.left || 1), (at.clientHeight - 80) / (layout.bottom - layout.top || 1))); // the buttons stand below
    const root = layout.at.get(tree.roots[0]?.id ?? "");
    const whole = (layout.right - layout.left) * k <= at.clientWidth - 30;
    const middle = whole || !root ? (layout.left + layout.right) / 2 : tree.roots.length > 1 ? layout.left + (at.clientWidth / 2 - 24) / k : root.x + cardWidth / 2;
    turn(zoomIdentity.translate(at.clientWidth / 2 - middle * k, 24 - layout.top * k).scale(k));
  };
  const show = (id: string) => {
    const at = canvas.current;
    const card = now.current.layout.at.get(id);
    if (!at || !card) return;
    const k = Math.max(view.current.k, 0.7);
    const x = card.x * k + view.current.x * (k / view.current.k);
    if (k === view.current.k && x > 10 && x + cardWidth * k < at.clientWidth - 10 && card.y * k + view.current.y > 10 && (card.y + cardHeight) * k + view.current.y < at.clientHeight - 20) return draw();
    turn(zoomIdentity.translate(at.clientWidth / 2 - (card.x + cardWidth / 2) * k, at.clientHeight / 2 - (card.y + cardHeight / 2) * k).scale(k));
  };
  useImperativeHandle(props.handle, () => ({ show }), []);
  useEffect(() => { // where a seat is on the screen: a canvas tells its tests nothing else
    window.kithChart = { placeOf: (id) => {
      const card = now.current.layout.at.get(id)!;
      const { left, top } = canvas.current!.getBoundingClientRect();
      return { x: left + view.current.x + (card.x + cardWidth / 2) * view.current.k, y: top + view.current.y + (card.y + 30) * view.current.k };
    } };
    return () => { delete window.kithChart; };
  }, []);

  useEffect(() => {
    const at = canvas.current!;
    const chart = (event: { offsetX: number; offsetY: number }) => [(event.offsetX - view.current.x) / view.current.k, (event.offsetY - view.current.y) / view.current.k] as const;
    const hit = (event: MouseEvent) => cardAt(now.current.layout, ...chart(event));
    zooming.filter((event: MouseEvent) => !(event.type === "mousedown" && (event.button !== 0 || (now.current.editing && hit(event)))) && event.type !== "dblclick")
      .clickDistance(5)
      .on("zoom", (event: { transform: ZoomTransform }) => { view.current = { x: event.transform.x, y: event.transform.y, k: event.transform.k }; draw(); });
    d3select(at).call(zooming);
    const size = new ResizeObserver(() => {
      const ratio = devicePixelRatio || 1;
      const first = at.width === 300 && at.height === 150;
      at.width = Math.round(at.clientWidth * ratio);
      at.height = Math.round(at.clientHeight * ratio);
      if (first) fitAll(readable);
      draw();
    });
    size.observe(at);
    const click = (event: MouseEvent) => {
      if (held.current) return;
      const on = hit(event);
      if (on?.knob) now.current.toggle(on.card.seat.id);
      else now.current.select(on?.card.seat.id ?? "");
    };
    const down = (event: PointerEvent) => {
      const on = now.current.editing && event.button === 0 ? hit(event) : undefined;
      if (!on || on.knob) return;
      const [x, y] = chart(event);
      const grip = { x: x - on.card.x, y: y - on.card.y };
      let far = false;
      at.setPointerCapture(event.pointerId);
      const drag = (moved: PointerEvent) => {
        far ||= Math.hypot(moved.clientX - event.clientX, moved.clientY - event.clientY) > 6;
        if (!far) return;
        const [toX, toY] = chart(moved);
        const over = cardAt(now.current.layout, toX, toY)?.card.seat.id ?? "";
        const id = on.card.seat.id;
        held.current = { id, x: toX - grip.x, y: toY - grip.y, over: over === id ? "" : over, closes: over !== "" && now.current.tree.closesCycle(id, over) };
        at.style.cursor = held.current.closes ? "not-allowed" : "grabbing";
        draw();
      };
      const drop = () => {
        at.removeEventListener("pointermove", drag);
        at.style.cursor = "";
        const last = held.current;
        if (last?.over && !last.closes) now.current.move(last.id, last.over);
        setTimeout(() => { held.current = undefined; draw(); });
      };
      at.addEventListener("pointermove", drag);
      at.addEventListener("pointerup", drop, { once: true });
      at.addEventListener("pointercancel", drop, { once: true });
    };
    at.addEventListener("click", click);
    at.addEventListener("pointerdown", down);
    return () => { size.disconnect(); at.removeEventListener("click", click); at.removeEventListener("pointerdown", down); cancelAnimationFrame(frame.current); };
  }, []);
  useEffect(draw);

  const print = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const before = () => { if (print.current) print.current.src = `data:image/svg+xml,${encodeURIComponent(chartSvg(now.current.layout, now.current.colourOf))}`; };
    addEventListener("beforeprint", before);
    return () => removeEventListener("beforeprint", before);
  }, []);
  const byMap = (event: PointerEvent) => {
    if (event.type === "pointermove" && event.buttons === 0) return;
    const at = canvas.current!;
    const { k, left, top } = mapScale(map.current!, props.layout);
    const x = event.offsetX / k + left;
    const y = event.offsetY / k + top;
    turn(zoomIdentity.translate(at.clientWidth / 2 - x * view.current.k, at.clientHeight / 2 - y * view.current.k).scale(view.current.k));
  };
  const scaled = (by: number) => canvas.current && d3select(canvas.current).call(zooming.scaleBy, by);
  return (
    <div class="chart-canvas">
      <canvas ref={canvas} aria-hidden="true" />
      <img ref={print} class="print-only" alt={props.title} />
      <ChartTree {...props} />
      <div class="chart-tools no-print">
        <button class="button icon" aria-label={t.chart.larger} title={t.chart.larger} onClick={() => scaled(1.35)}><Icon name="plus" size={16} /></button>
        <button class="button icon" aria-label={t.chart.smaller} title={t.chart.smaller} onClick={() => scaled(1 / 1.35)}><Icon name="minus" size={16} /></button>
        <button class="button icon" aria-label={t.chart.fit} title={t.chart.fit} onClick={() => fitAll()}><Icon name="fit" size={16} /></button>
        <button class="button" onClick={props.unfoldAll}>{props.folded.size ? t.chart.unfoldAll : t.chart.foldAll}</button>
      </div>
      <canvas ref={map} class="chart-map no-print wide-only" width="360" height="220" aria-hidden="true" onPointerDown={byMap} onPointerMove={byMap} />
    </div>
  );
}

function mapScale(at: HTMLCanvasElement, layout: Layout) {
  const k = Math.min(at.clientWidth / (layout.right - layout.left + 200), at.clientHeight / (layout.bottom - layout.top + 200));
  return { k, left: layout.left - (at.clientWidth / k - (layout.right - layout.left)) / 2, top: layout.top - (at.clientHeight / k - (layout.bottom - layout.top)) / 2 };
}

function paintMap(at: HTMLCanvasElement | null, layout: Layout, view: View, width: number, height: number, ink: Ink, look: Look): void {
  const ctx = at?.getContext("2d");
  if (!at || !ctx || at.clientWidth === 0) return;
  const { k, left, top } = mapScale(at, layout);
  const ratio = at.width / at.clientWidth;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, at.clientWidth, at.clientHeight);
  for (const card of layout.cards) {
    const colour = look.colourOf(card.seat);
    ctx.fillStyle = look.only && look.only !== colour.key ? ink.of("line") : ink.of(colour.token);
    ctx.fillRect((card.x - left) * k, (card.y - top) * k, Math.max(1.5, cardWidth * k), Math.max(1, cardHeight * k));
  }
  ctx.strokeStyle = ink.of("focus");
  ctx.lineWidth = 1.5;
  ctx.strokeRect((-view.x / view.k - left) * k, (-view.y / view.k - top) * k, (width / view.k) * k, (height / view.k) * k);
}

/** The same seats as a tree: arrows walk and fold it, Enter shows the seat's details. */
function ChartTree({ tree, folded, selected, select, toggle, title, colourOf }: Props) {
  const rows = useMemo(() => tree.shown(folded), [tree, folded]);
  const at = useSignal(selected);
  const place = Math.max(0, rows.findIndex((row) => row.seat.id === (at.value || selected)));
  const focus = (i: number) => {
    const row = rows[Math.max(0, Math.min(i, rows.length - 1))];
    if (!row) return;
    at.value = row.seat.id;
    select(row.seat.id, true);
  };
  useEffect(() => { if (selected) at.value = selected; }, [selected]);
  const key = (event: KeyboardEvent) => {
    const row = rows[place];
    if (!row) return;
    const reports = tree.reportsOf(row.seat.id).length > 0;
    const closed = folded.has(row.seat.id);
    if (event.key === "ArrowDown") focus(place + 1);
    else if (event.key === "ArrowUp") focus(place - 1);
    else if (event.key === "Home") focus(0);
    else if (event.key === "End") focus(rows.length - 1);
    else if (event.key === "ArrowRight" && reports) closed ? toggle(row.seat.id) : focus(place + 1);
    else if (event.key === "ArrowLeft" && reports && !closed) toggle(row.seat.id);
    else if (event.key === "ArrowLeft" && row.seat.managerId) focus(rows.findIndex((one) => one.seat.id === row.seat.managerId));
    else if (event.key === "Enter") { select(row.seat.id, true); requestAnimationFrame(() => document.querySelector<HTMLElement>(".inspector h2")?.focus()); }
    else if (event.key === "Escape") select("");
    else return;
    event.preventDefault();
  };
  return (
    <ul class="chart-tree" role="tree" aria-label={title} tabIndex={0} aria-activedescendant={rows[place] ? `seat-${rows[place]!.seat.id}` : undefined} onKeyDown={key} onFocus={() => { if (!selected) focus(place); }}>
      {rows.slice(Math.max(0, place - treeWindow), place + treeWindow).map(({ seat, level, place: pos, of }) => (
        <li key={seat.id} id={`seat-${seat.id}`} role="treeitem" aria-level={level} aria-posinset={pos} aria-setsize={of} aria-selected={seat.id === selected} aria-expanded={tree.reportsOf(seat.id).length ? !folded.has(seat.id) : undefined}>
          {[nameOf(seat), seat.title, seat.department, seat.vacant ? null : colourOf(seat).word, seat.totalReports ? t.chart.reportsBelow(seat.totalReports) : null].filter(Boolean).join(", ")}
        </li>
      ))}
    </ul>
  );
}
