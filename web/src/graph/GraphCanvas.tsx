// The canvas of a relation graph. The layout runs in a worker; places of before stay as the graph grows.
import { useSignal } from "@preact/signals";
import { select as d3select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Ink } from "../chart/painter";
import { theme } from "../session";
import { t } from "../texts";
import LayoutWorker from "./layout.worker?worker";
import type { LayoutAnswer, LayoutAsked } from "./layout.worker";
import type { Shown } from "./model";
import { paintGraph, type Place } from "./painter";

const closest = 40; // the largest scale that fits a picture: few nodes lie close together

interface Props { shown: Shown; focus: ReadonlySet<string>; selected: readonly string[]; select: (id: string, also: boolean) => void; grow: (id: string) => void }

export function GraphCanvas(props: Props) {
  const { shown, focus } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef({ x: 0, y: 0, k: 1 });
  const places = useRef(new Map<string, Place>());
  const moving = useRef(false);
  const touched = useRef(false); // somebody moved the picture: it is not fitted any more
  const near = useSignal("");
  const laying = useSignal(true);
  const frame = useRef(0);
  const now = useRef(props);
  now.current = props;
  const ink = useMemo(() => new Ink(), [theme.value]);
  const zooming = useMemo(() => zoom<HTMLCanvasElement, unknown>().scaleExtent([0.02, 2 * closest]), []);
  const draw = () => {
    frame.current ||= requestAnimationFrame(() => {
      frame.current = 0;
      const at = canvas.current;
      const ctx = at?.getContext("2d", { alpha: false });
      if (at && ctx) paintGraph(ctx, now.current.shown, places.current, view.current, at.clientWidth, at.clientHeight, ink, { selected: now.current.selected, near: near.value, focus: now.current.focus, moving: moving.current });
    });
  };
  const fit = () => {
    const at = canvas.current;
    const points = [...now.current.shown.nodes.keys()].flatMap((id) => places.current.get(id) ?? []);
    if (!at || points.length === 0) return;
    const [left, right] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))];
    const [top, bottom] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
    const k = Math.min(closest, (at.clientWidth - 190) / (right - left || 1), (at.clientHeight - 80) / (bottom - top || 1));
    d3select(at).call(zooming.transform, zoomIdentity.translate(at.clientWidth / 2 - ((left + right) / 2) * k, at.clientHeight / 2 - ((top + bottom) / 2) * k).scale(k));
  };
  useEffect(() => {
    const first = [...focus][0] ?? "";
    const origin = places.current.get(first) ?? { x: 0, y: 0 };
    const known = places.current.size > 0;
    let turn = 0;
    const nodes = [...shown.nodes.keys()].map((id) => {
      const angle = (turn += 2.399963); // the golden angle spreads them evenly
      const place = places.current.get(id) ?? { x: origin.x + Math.cos(angle) * (20 + turn), y: origin.y + Math.sin(angle) * (20 + turn) };
      places.current.set(id, place);
      return { id, ...place, fixed: known && focus.has(id) };
    });
    const asked: LayoutAsked = { nodes, edges: [...shown.edges.values()].map((edge) => ({ from: edge.from, to: edge.to, weight: edge.kind === "knows" ? 0.3 + (edge.strength ?? 0) : 0.5 })) };
    const worker = new LayoutWorker();
    laying.value = true;
    const begin = performance.now();
    worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      data.ids.forEach((id, i) => places.current.set(id, { x: data.places[2 * i]!, y: data.places[2 * i + 1]! }));
      if (!touched.current) fit();
      draw();
      if (data.done) {
        laying.value = false;
        performance.measure("graph layout", { start: begin, end: performance.now() });
        worker.terminate();
      }
    };
    worker.postMessage(asked);
    return () => worker.terminate();
  }, [shown]);
  useEffect(() => {
    const at = canvas.current!;
    zooming.filter((event: MouseEvent) => event.type !== "dblclick" && event.button === 0).clickDistance(5).on("zoom", (event: { transform: ZoomTransform; sourceEvent?: Event }) => {
      view.current = { x: event.transform.x, y: event.transform.y, k: event.transform.k };
      if (event.sourceEvent) touched.current = moving.current = true;
      draw();
    }).on("end", () => { moving.current = false; draw(); });
    d3select(at).call(zooming);
    const size = new ResizeObserver(() => {
      at.width = Math.round(at.clientWidth * (devicePixelRatio || 1));
      at.height = Math.round(at.clientHeight * (devicePixelRatio || 1));
      if (!touched.current) fit();
      draw();
    });
    size.observe(at);
    const nodeAt = (event: MouseEvent) => {
      let best = "";
      let least = 18;
      for (const id of now.current.shown.nodes.keys()) {
        const place = places.current.get(id);
        if (!place) continue;
        const far = Math.hypot(place.x * view.current.k + view.current.x - event.offsetX, place.y * view.current.k + view.current.y - event.offsetY);
        if (far < least) { least = far; best = id; }
      }
      return best;
    };
    const click = (event: MouseEvent) => now.current.select(nodeAt(event), event.shiftKey || event.ctrlKey || event.metaKey);
    const twice = (event: MouseEvent) => { const id = nodeAt(event); if (id) now.current.grow(id); };
    const over = (event: MouseEvent) => { if (event.buttons) return; const id = nodeAt(event); if (id !== near.value) { near.value = id; at.style.cursor = id ? "pointer" : ""; draw(); } };
    at.addEventListener("click", click);
    at.addEventListener("dblclick", twice);
    at.addEventListener("pointermove", over);
    return () => { size.disconnect(); at.removeEventListener("click", click); at.removeEventListener("dblclick", twice); at.removeEventListener("pointermove", over); cancelAnimationFrame(frame.current); };
  }, []);
  useEffect(draw);
  return (
    <div class="chart-canvas" data-laying={laying.value}>
      <canvas ref={canvas} aria-hidden="true" />
      <div class="chart-tools no-print"><button class="button" onClick={() => { touched.current = false; fit(); }}>{t.chart.fit}</button></div>
    </div>
  );
}
