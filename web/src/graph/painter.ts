// Draws a relation graph: thickness is strength, dashes are what is likely only, colour and shape are the kind.
import type { Ink } from "../chart/painter";
import { degrees, type Shown } from "./model";

export interface Place { x: number; y: number }
/** While the picture moves under the hand, names do without what sets them off from the lines. */
export interface GraphLook { selected: readonly string[]; near: string; focus: ReadonlySet<string>; moving: boolean }

const tokenOf = { contact: "hue-1", user: "hue-2", account: "hue-3", opportunity: "hue-4" } as const;
const edgeToken: Record<string, string> = { knows: "hue-2", worksAt: "hue-3", reportsTo: "line-strong", influences: "hue-5", relatedTo: "hue-7", subsidiaryOf: "hue-8", involvedIn: "hue-4" };
type Box = [left: number, top: number, right: number, bottom: number];
const mostNames = 120; // names in a picture, of the nodes with the most edges
export const radiusOf = (kind: string, focus: boolean): number => (focus ? 13 : kind === "account" ? 11 : 8);

export function paintGraph(ctx: CanvasRenderingContext2D, shown: Shown, places: ReadonlyMap<string, Place>, view: { x: number; y: number; k: number }, width: number, height: number, ink: Ink, look: GraphLook): void {
  const ratio = ctx.canvas.width / width;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = ink.of("ground");
  ctx.fillRect(0, 0, width, height);
  const crowd = shown.edges.size > 1500;
  const lit = look.near || look.selected.at(-1) || "";
  const beside = new Set<string>();
  const X = (place: Place) => place.x * view.k + view.x;
  const Y = (place: Place) => place.y * view.k + view.y;
  const groups = new Map<string, { path: Path2D; token: string; width: number; dashed: boolean; lit: boolean }>();
  for (const edge of shown.edges.values()) {
    const from = places.get(edge.from);
    const to = places.get(edge.to);
    if (!from || !to) continue;
    const isLit = lit !== "" && (edge.from === lit || edge.to === lit);
    if (isLit) beside.add(edge.from === lit ? edge.to : edge.from);
    const thick = edge.kind === "knows" ? 1 + Math.round((edge.strength ?? 0) * 4) : 1.2;
    const dashed = edge.status === "inferred" || edge.line === "dotted";
    const token = edge.effect === "conflict" || edge.effect === "negative" ? "danger" : edgeToken[edge.kind] ?? "line-strong";
    const key = `${token}${thick}${dashed}${isLit}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { path: new Path2D(), token, width: thick, dashed, lit: isLit }));
    group.path.moveTo(X(from), Y(from));
    group.path.lineTo(X(to), Y(to));
  }
  for (const group of [...groups.values()].sort((a, b) => Number(a.lit) - Number(b.lit))) {
    ctx.setLineDash(group.dashed ? [6, 4] : []);
    ctx.strokeStyle = ink.of(group.token);
    ctx.globalAlpha = group.lit ? 1 : lit ? 0.16 : crowd ? 0.3 : 0.6;
    ctx.lineWidth = group.width;
    ctx.stroke(group.path);
  }
  ctx.setLineDash([]);
  ctx.textAlign = "left";
  const count = degrees(shown);
  const named: { name: string; x: number; y: number; r: number; strong: boolean; rank: number }[] = [];
  const around: Box[] = [];
  for (const node of shown.nodes.values()) {
    const place = places.get(node.id);
    if (!place) continue;
    const x = X(place);
    const y = Y(place);
    if (x < -60 || y < -60 || x > width + 60 || y > height + 60) continue;
    const focus = look.focus.has(node.id);
    const strong = focus || node.id === lit || beside.has(node.id) || look.selected.includes(node.id);
    const r = radiusOf(node.kind, focus) * Math.min(1, Math.max(0.45, view.k * 1.2));
    ctx.globalAlpha = lit && !strong ? 0.3 : 1;
    ctx.beginPath();
    if (node.kind === "account") ctx.roundRect(x - r, y - r, 2 * r, 2 * r, 3);
    else if (node.kind === "opportunity") { ctx.moveTo(x, y - r - 2); ctx.lineTo(x + r + 2, y); ctx.lineTo(x, y + r + 2); ctx.lineTo(x - r - 2, y); ctx.closePath(); }
    else ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = node.kind === "user" ? ink.of("surface") : ink.of(tokenOf[node.kind]);
    ctx.fill();
    ctx.strokeStyle = look.selected.includes(node.id) ? ink.of("text") : node.kind === "user" ? ink.of(tokenOf.user) : ink.of("ground");
    ctx.lineWidth = look.selected.includes(node.id) ? 3.5 : node.kind === "user" ? 3 : 1.5;
    ctx.stroke();
    around.push([x - r, y - r, x + r, y + r]);
    named.push({ name: node.name, x, y, r, strong, rank: (strong ? 1e6 : 0) + (count.get(node.id) ?? 0) });
  }
  const taken = shown.nodes.size > 400 ? [] : around; // in a crowd names stand over nodes, as there is no room beside them
  for (const { name, x, y, r, strong } of named.sort((a, b) => b.rank - a.rank).slice(0, mostNames)) {
    const text = name.length > 26 ? `${name.slice(0, 25)}…` : name;
    ctx.font = `${strong ? "600 " : ""}12px ${ink.font}`;
    const wide = ctx.measureText(text).width + 4;
    const spots: [number, number][] = [[x - wide / 2, y + r + 2], [x - wide / 2, y - r - 17], [x + r + 4, y - 7], [x - r - 4 - wide, y - 7]];
    const free = ([left, top]: [number, number]) => left > 0 && left + wide < width && !taken.some((other) => left < other[2] && left + wide > other[0] && top < other[3] && top + 15 > other[1]);
    const spot = spots.find(free) ?? (strong ? spots[0] : undefined);
    if (!spot) continue; // no room: the hand over the node, or a closer look, shows it
    const [left, top] = spot;
    taken.push([left, top, left + wide, top + 15]);
    ctx.globalAlpha = lit && !strong ? 0.35 : 1;
    if (!look.moving) {
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = ink.of("ground");
      ctx.strokeText(text, left + 2, top + 12);
    }
    ctx.fillStyle = ink.of("text");
    ctx.fillText(text, left + 2, top + 12);
  }
  ctx.globalAlpha = 1;
}
