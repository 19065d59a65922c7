// Where each seat of an org chart stands. Reports that have none of their own stand in columns below their manager, assistants beside.
import { flextree } from "d3-flextree";
import type { OrgChart, Seat } from "../api/types";

export const cardWidth = 216;
export const cardHeight = 68;
const between = 18;
const below = 44;
const stacked = 10;
const tallest = 8; // cards in a column
const indent = 18;

export interface Card { seat: Seat; x: number; y: number; hidden: number; reports: number }
/** A line of right angles, as points; dotted ones are drawn dashed. */
export interface Line { points: number[]; dotted: boolean; from: string; to: string }
export interface Layout { cards: Card[]; at: Map<string, Card>; lines: Line[]; left: number; right: number; top: number; bottom: number }

/** Who reports to whom by solid lines, in the chart's order. */
export class Tree {
  readonly seats = new Map<string, Seat>();
  readonly reports = new Map<string, Seat[]>();
  readonly roots: Seat[] = [];
  readonly unplaced: Seat[] = [];

  constructor(readonly chart: OrgChart) {
    for (const seat of chart.positions) this.seats.set(seat.id, seat);
    const unplaced = new Set(chart.unplaced);
    for (const seat of chart.positions) {
      if (seat.managerId && this.seats.has(seat.managerId)) this.reports.set(seat.managerId, [...(this.reports.get(seat.managerId) ?? []), seat]);
      else if (unplaced.has(seat.id)) this.unplaced.push(seat);
      else this.roots.push(seat);
    }
  }

  reportsOf = (id: string): Seat[] => this.reports.get(id) ?? [];

  /** The managers of a seat, the nearest first. */
  above(id: string): Seat[] {
    const found: Seat[] = [];
    for (let seat = this.seats.get(id); seat?.managerId && found.length < 1000; ) {
      seat = this.seats.get(seat.managerId);
      if (seat) found.push(seat);
    }
    return found;
  }

  /** Why a seat cannot report to another: it would report to itself in the end. */
  closesCycle = (id: string, managerId: string): boolean => id === managerId || this.above(managerId).some((seat) => seat.id === id);

  /** The seats that are shown, from the top down, with those below collapsed ones left out. */
  shown(collapsed: ReadonlySet<string>): { seat: Seat; level: number; place: number; of: number }[] {
    const list: { seat: Seat; level: number; place: number; of: number }[] = [];
    const walk = (seats: Seat[], level: number) => seats.forEach((seat, i) => {
      list.push({ seat, level, place: i + 1, of: seats.length });
      if (!collapsed.has(seat.id)) walk(this.reportsOf(seat.id), level + 1);
    });
    walk(this.roots, 1);
    return list;
  }
}

interface Block { seat?: Seat; assistants: Seat[]; column: Seat[]; size: [number, number]; children: Block[] }

const columnsOf = (n: number) => Math.ceil(n / tallest);

export function layOut(tree: Tree, collapsed: ReadonlySet<string>): Layout {
  const blockOf = (seat: Seat): Block => {
    const reports = collapsed.has(seat.id) ? [] : tree.reportsOf(seat.id);
    const assistants = reports.filter((one) => one.assistant && tree.reportsOf(one.id).length === 0);
    const width = cardWidth + (assistants.length ? cardWidth + between : 0);
    const height = Math.max(cardHeight, assistants.length * (cardHeight + stacked) - stacked);
    return { seat, assistants, column: [], size: [width + between, height + below], children: blocksOf(reports.filter((one) => !assistants.includes(one))) };
  };
  const blocksOf = (seats: Seat[]): Block[] => {
    const leaves = seats.filter((seat) => tree.reportsOf(seat.id).length === 0);
    if (leaves.length < 3) return seats.map(blockOf);
    const size: [number, number] = [columnsOf(leaves.length) * (cardWidth + indent + between), Math.min(leaves.length, tallest) * (cardHeight + stacked) + below];
    return [{ assistants: [], column: leaves, size, children: [] }, ...seats.filter((seat) => !leaves.includes(seat)).map(blockOf)];
  };
  const whole = flextree<Block>({ nodeSize: (node) => node.data.size, spacing: 0 });
  const root = whole.hierarchy({ assistants: [], column: [], size: [0, 0], children: blocksOf(tree.roots) });
  whole(root);

  const cards: Card[] = [];
  const at = new Map<string, Card>();
  const lines: Line[] = [];
  const put = (seat: Seat, x: number, y: number) => {
    const reports = tree.reportsOf(seat.id).length;
    const card = { seat, x, y, hidden: collapsed.has(seat.id) && reports ? seat.totalReports : 0, reports };
    cards.push(card);
    at.set(seat.id, card);
  };
  const line = (from: string, to: string, points: number[]) => lines.push({ points, dotted: false, from, to });
  root.each((node) => {
    const { seat, assistants, column, size } = node.data;
    const manager = node.parent?.data.seat;
    const managerCard = manager && at.get(manager.id);
    const start = managerCard ? [managerCard.x + cardWidth / 2, managerCard.y + cardHeight] : undefined;
    const bend = node.y - below / 2;
    if (seat) {
      const x = node.x - (size[0] - between) / 2;
      put(seat, x, node.y);
      const middle = x + cardWidth / 2;
      if (start && manager) line(seat.id, manager.id, [start[0]!, start[1]!, start[0]!, bend, middle, bend, middle, node.y]);
      assistants.forEach((one, i) => {
        const y = node.y + i * (cardHeight + stacked);
        put(one, x + cardWidth + between, y);
        line(one.id, seat.id, [x + cardWidth, node.y + cardHeight / 2, x + cardWidth + between / 2, node.y + cardHeight / 2, x + cardWidth + between / 2, y + cardHeight / 2, x + cardWidth + between, y + cardHeight / 2]);
      });
    }
    column.forEach((one, i) => {
      const spine = node.x - size[0] / 2 + between / 2 + Math.floor(i / tallest) * (cardWidth + indent + between);
      const y = node.y + (i % tallest) * (cardHeight + stacked);
      put(one, spine + indent, y);
      if (start && manager) line(one.id, manager.id, [start[0]!, start[1]!, start[0]!, bend, spine, bend, spine, y + cardHeight / 2, spine + indent, y + cardHeight / 2]);
    });
  });
  for (const card of cards) {
    for (const id of card.seat.dottedManagerIds) {
      const manager = at.get(id);
      if (manager) lines.push({ points: [manager.x + cardWidth - 24, manager.y + cardHeight, card.x + cardWidth - 24, card.y], dotted: true, from: card.seat.id, to: id });
    }
  }
  const edges = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const card of cards) {
    edges.left = Math.min(edges.left, card.x);
    edges.right = Math.max(edges.right, card.x + cardWidth);
    edges.top = Math.min(edges.top, card.y);
    edges.bottom = Math.max(edges.bottom, card.y + cardHeight);
  }
  return cards.length ? { cards, at, lines, ...edges } : { cards, at, lines, left: 0, right: 0, top: 0, bottom: 0 };
}
