import { describe, expect, it } from "vitest";
import type { OrgChart, Seat } from "../api/types";
import { cardHeight, cardWidth, layOut, Tree } from "./layout";
import { readOutline } from "./outline";

const seat = (id: string, managerId: string | null, more: Partial<Seat> = {}): Seat => ({
  id, managerId, title: id, department: null, location: null, level: 0, dottedManagerIds: [], assistant: false, placeholder: false, vacant: false, holders: [], directReports: 0, totalReports: 0, tie: null, ...more,
});
const chartOf = (positions: Seat[], unplaced: string[] = []): OrgChart => ({ account: { id: "acc_1", name: "One" }, asOf: "2026-11-22", roots: positions.filter((one) => !one.managerId).map((one) => one.id), unplaced, positions });

describe("the chart's layout", () => {
  it("lets no two cards overlap, whatever the tree is", () => {
    let turn = 7;
    const dice = (n: number) => (turn = (turn * 16807) % 2147483647) % n;
    for (const size of [1, 2, 40, 400]) {
      const seats = Array.from({ length: size }, (_, i) => seat(`p${i}`, i === 0 || dice(40) === 0 ? null : `p${dice(i)}`, { assistant: dice(8) === 0 }));
      const { cards } = layOut(new Tree(chartOf(seats)), new Set());
      expect(cards).toHaveLength(size);
      const ordered = [...cards].sort((a, b) => a.y - b.y || a.x - b.x);
      for (const [i, one] of ordered.entries()) {
        for (const other of ordered.slice(i + 1)) {
          if (other.y >= one.y + cardHeight) break;
          expect(Math.abs(other.x - one.x) >= cardWidth || Math.abs(other.y - one.y) >= cardHeight, `${one.seat.id} and ${other.seat.id}`).toBe(true);
        }
      }
    }
  });
  it("puts many trees in rows", () => {
    const seats = Array.from({ length: 40 }, (_, i) => [seat(`top${i}`, null), seat(`below${i}`, `top${i}`)]).flat();
    const { left, right, top, bottom } = layOut(new Tree(chartOf(seats)), new Set());
    expect((right - left) / (bottom - top)).toBeLessThan(3);
  });
  it("knows a cycle before it is closed", () => {
    const tree = new Tree(chartOf([seat("a", null), seat("b", "a"), seat("c", "b"), seat("d", null)]));
    expect(tree.closesCycle("a", "c")).toBe(true);
    expect(tree.closesCycle("a", "a")).toBe(true);
    expect(tree.closesCycle("c", "a")).toBe(false);
    expect(tree.closesCycle("a", "d")).toBe(false);
  });
  it("leaves out what is folded away, and keeps those without a line in the tray", () => {
    const tree = new Tree(chartOf([seat("a", null), seat("b", "a", { totalReports: 1 }), seat("c", "b"), seat("x", null)], ["x"]));
    expect(tree.unplaced.map((one) => one.id)).toEqual(["x"]);
    expect(tree.shown(new Set(["b"])).map(({ seat: one, level }) => [one.id, level])).toEqual([["a", 1], ["b", 2]]);
    expect(layOut(tree, new Set(["b"])).at.get("b")?.hidden).toBe(1);
  });
});

describe("an outline", () => {
  it("reads indentation as who reports to whom", () => {
    const entries = readOutline("Ada Example, Chief Executive\n    Ben Example, Head of Sales, EMEA\n\tCara Example\n        Dan Example, Clerk\nEve Example");
    expect(entries.map(({ name, title, manager }) => [name, title, manager])).toEqual([["Ada Example", "Chief Executive", -1], ["Ben Example", "Head of Sales, EMEA", 0], ["Cara Example", "", 0], ["Dan Example", "Clerk", 2], ["Eve Example", "", -1]]);
  });
  it("reads columns of a spreadsheet, in any order of the rows", () => {
    const entries = readOutline("Ben\tSales\tAda\nAda\tChief\t\nCy\tClerk\tNobody");
    expect(entries.map(({ manager, problem }) => [manager, problem])).toEqual([[1, undefined], [-1, undefined], [-1, "manager"]]);
  });
  it("breaks a cycle in pasted columns", () => {
    expect(readOutline("A\tx\tB\nB\ty\tA").some((entry) => entry.problem === "manager")).toBe(true);
  });
});
