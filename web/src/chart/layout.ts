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
const inARow = 6; // trees side by side; more of them stand in rows

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

/** Lays trees out beside one another, or in rows that are about as wide as they are high together where there are many. */
function forest(blocks: Block[]) {
  const flex = flextree<Block>({ nodeSize: (node) => node.data.size, spacing: 0 });
  const grow = (children: Block[]) => flex(flex.hierarchy({ assistants: [], column: [], size: [0, 0], children }));
  if (blocks.length <= inARow) return [{ root: grow(blocks), dx: 0, dy: 0 }];
  const trees = blocks.map((block) => {
    const root = grow([block]);
    const edges = { left: Infinity, right: -Infinity, bottom: 0 };
    root.each(({ x, y, data: { size } }) => {
      edges.left = Math.min(edges.left, x - size[0] / 2);
      edges.right = Math.max(edges.right, x + size[0] / 2);
      edges.bottom = Math.max(edges.bottom, y + size[1]);
    });
    return { root, left: edges.left, width: edges.right - edges.left, height: edges.bottom };
  });
  const wide = Math.max(...trees.map(({ width }) => width), 1.6 * Math.sqrt(trees.reduce((sum, { width, height }) => sum + width * height, 0)));
  let [x, y, next] = [0, 0, 0];
  return trees.map(({ root, left, width, height }) => {
    if (x > 0 && x + width > wide) [x, y] = [0, next];
    const at = { root, dx: x - left, dy: y };
    x += width;
    next = Math.max(next, y + height);
    return at;
  });
}

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
  const trees = forest(blocksOf(tree.roots));

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
  for (const { root, dx, dy } of trees) root.each((node) => {
    const [nodeX, nodeY] = [node.x + dx, node.y + dy];
    const { seat, assistants, column, size } = node.data;
    const manager = node.parent?.data.seat;
    const managerCard = manager && at.get(manager.id);
    const start = managerCard ? [managerCard.x + cardWidth / 2, managerCard.y + cardHeight] : undefined;
    const bend = nodeY - below / 2;
    if (seat) {
      const x = nodeX - (size[0] - between) / 2;
      put(seat, x, nodeY);
      const middle = x + cardWidth / 2;
      if (start && manager) line(seat.id, manager.id, [start[0]!, start[1]!, start[0]!, bend, middle, bend, middle, nodeY]);
      assistants.forEach((one, i) => {
        const y = nodeY + i * (cardHeight + stacked);
        put(one, x + cardWidth + between, y);
        line(one.id, seat.id, [x + cardWidth, nodeY + cardHeight / 2, x + cardWidth + between / 2, nodeY + cardHeight / 2, x + cardWidth + between / 2, y + cardHeight / 2, x + cardWidth + between, y + cardHeight / 2]);
      });
    }
    column.forEach((one, i) => {
      const spine = nodeX - size[0] / 2 + between / 2 + Math.floor(i / tallest) * (cardWidth + indent + between);
      const y = nodeY + (i % tallest) * (cardHeight + stacked);
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
