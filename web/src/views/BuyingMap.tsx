// The map of a deal: those who take part as cards that are placed freely, with lines of influence, conflict and reporting between them.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAnswer } from "../api/answers";
import { call, Problem } from "../api/client";
import type { BuyingCenter, Edge, Placement } from "../api/types";
import { AttitudeMark, Roles, Strength } from "../parts/marks";
import { sayProblem } from "../parts/toasts";
import { param, setParams } from "../router";
import { t } from "../texts";
import { height, type Point, suggest, width } from "./placement";

export function BuyingMap({ centre, writes }: { centre: BuyingCenter; writes: boolean }) {
  const path = `/opportunities/${centre.opportunity.id}/buying-center/placement`;
  const placed = useAnswer<Placement>(path);
  const moved = useSignal<ReadonlyMap<string, Point>>(new Map());
  const places = suggest(centre.members);
  for (const { contactId, x, y } of placed.value?.places ?? []) if (places.has(contactId)) places.set(contactId, { x, y });
  for (const [id, point] of moved.value) places.set(id, point);
  useEffect(() => { moved.value = new Map(); }, [placed.value]);
  const save = async (next: Map<string, Point>) => {
    moved.value = next;
    try {
      await call("PUT", path, { body: { places: [...next].map(([contactId, point]) => ({ contactId, ...point })) }, etag: placed.etag });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      moved.value = new Map();
      sayProblem(problem);
    }
    placed.again();
  };
  const grab = (event: PointerEvent, id: string) => {
    const at = event.currentTarget as HTMLElement;
    const from = places.get(id)!;
    let to = from;
    at.setPointerCapture(event.pointerId);
    const drag = (now: PointerEvent) => {
      if (!writes || Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) < 4) return;
      to = { x: Math.max(0, Math.round(from.x + now.clientX - event.clientX)), y: Math.max(0, Math.round(from.y + now.clientY - event.clientY)) };
      moved.value = new Map([...moved.value, [id, to]]);
    };
    const drop = () => {
      at.removeEventListener("pointermove", drag);
      if (to !== from) void save(new Map([...places, [id, to]]));
    };
    at.addEventListener("pointermove", drag);
    at.addEventListener("pointerup", drop, { once: true });
    at.addEventListener("pointercancel", drop, { once: true });
  };
  const nudge = (event: KeyboardEvent, id: string) => {
    const step = { ArrowLeft: [-16, 0], ArrowRight: [16, 0], ArrowUp: [0, -16], ArrowDown: [0, 16] }[event.key];
    if (!writes || !step || !event.altKey) return;
    event.preventDefault();
    const from = places.get(id)!;
    void save(new Map([...places, [id, { x: Math.max(0, from.x + step[0]!), y: Math.max(0, from.y + step[1]!) }]]));
  };
  const right = Math.max(...[...places.values()].map((point) => point.x)) + width + 40;
  const bottom = Math.max(...[...places.values()].map((point) => point.y)) + height + 60;
  return (
    <div class="map" tabIndex={0} role="region" aria-label={t.deal.map}>
      <div class="map-bar no-print row small soft"><span class="line-mark influence" />{t.deal.influences}<span class="line-mark conflict" />{t.deal.conflict}<span class="line-mark reports" />{t.edge.reportsTo}{writes && (placed.value?.places.length ?? 0) > 0 && <button class="button" onClick={() => void save(new Map())}>{t.deal.suggested}</button>}</div>
      <div class="map-board"><svg width={right} height={bottom} aria-hidden="true"><defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="context-stroke" /></marker></defs>
        {centre.edges.map((edge) => <Wire key={edge.id} edge={edge} from={places.get(edge.from)} to={places.get(edge.to)} />)}</svg>
        {centre.members.map((member) => (
          <button key={member.contactId} style={{ transform: `translate(${places.get(member.contactId)!.x}px, ${places.get(member.contactId)!.y}px)` }} class={`map-card edge-${member.attitude ?? "unknown"}`} aria-pressed={param("person") === member.contactId}
            onPointerDown={(e) => grab(e, member.contactId)} onKeyDown={(e) => nudge(e, member.contactId)} onClick={() => setParams({ person: member.contactId })}>
            <span class="row apart"><bdi class="name strong">{member.name}</bdi>{member.influence && <span class="influence" title={t.deal.influence}>{member.influence}</span>}</span>
            <span class="small soft one-line">{[member.title, member.external ? member.accountName : null].filter(Boolean).join(", ")}</span>
            <span class="row tight"><AttitudeMark of={member.attitude} />{member.external && <span class="mark role">{t.external}</span>}</span>
            <span class="row tight"><Roles of={member.roles?.slice(0, 1)} />{member.roles?.length > 1 && <span class="mark role" title={member.roles.map((role) => t.role[role] ?? role).join(", ")}>+{member.roles.length - 1}</span>}{member.tie ? <Strength of={member.tie.strength} short /> : <span class="small soft">{t.tie.none}</span>}</span>
          </button>
        ))}</div>
    </div>
  );
}

function Wire({ edge, from, to }: { edge: Edge; from?: Point; to?: Point }) {
  if (!from || !to) return null;
  const a = { x: from.x + width / 2, y: from.y + height / 2 };
  const b = { x: to.x + width / 2, y: to.y + height / 2 };
  const k = Math.min(1, (width / 2 + 4) / Math.abs(b.x - a.x || 1), (height / 2 + 4) / Math.abs(b.y - a.y || 1));
  const end = { x: b.x - (b.x - a.x) * k, y: b.y - (b.y - a.y) * k };
  const kind = edge.kind === "influences" ? (edge.effect === "conflict" || edge.effect === "negative" ? "conflict" : "influence") : edge.kind === "reportsTo" ? "reports" : "known";
  return <line class={`wire ${kind}${edge.line === "dotted" ? " dotted" : ""}`} x1={a.x} y1={a.y} x2={end.x} y2={end.y} stroke-width={kind === "influence" ? 1 + (edge.weight ?? 1) * 0.5 : 1.6} marker-end={kind === "known" ? undefined : "url(#tip)"} />;
}
