import { describe, expect, it } from "vitest";
import type { Edge, Member, Node } from "./api/types";
import { address } from "./api/client";
import { ago, bandOf, csv, initials, money, scoreWord } from "./format";
import { degrees, filtered, together } from "./graph/model";
import { compare } from "./parts/order";
import { suggest } from "./views/placement";
import { fieldsOf, fieldsText } from "./views/fieldRules";

describe("what the screen shows", () => {
  it("names bands and chances as the service does", () => {
    expect([0.6, 0.59, 0.3, 0.29].map(bandOf)).toEqual(["strong", "familiar", "familiar", "weak"]);
    expect([0.4, 0.39, 0.15, 0.14].map(scoreWord)).toEqual(["good chance", "possible", "possible", "long shot"]);
  });
  it("makes CSV that no spreadsheet runs", () => {
    expect(csv([["=1+1", 'say "hi"', -3, null, "a,b"]])).toBe('\ufeff\'=1+1,"say ""hi""",-3,,"a,b"\r\n');
  });
  it("takes any name", () => {
    expect([initials("Ada Example"), initials("محمد علي"), initials("x".repeat(200)), initials("")]).toEqual(["AE", "مع", "X", ""]);
    expect(money({ value: 12, currency: "not a currency" })).toContain("12");
  });
  it("says how long ago", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    expect(ago("2026-11-21T12:00:00Z", now)).toBe("yesterday");
    expect(ago("2025-11-20", now)).toBe("12 months ago");
    expect(ago(null, now)).toBe("never");
  });
  it("orders cells, what is missing last", () => {
    expect(["b", null, "a10", "a9"].sort(compare)).toEqual(["a9", "a10", "b", null]);
  });
  it("leaves empty parameters out of an address", () => {
    expect(address("/x", { a: "", b: null, c: 0, d: "ü&" })).toBe("/x?c=0&d=%C3%BC%26");
  });
});

const node = (id: string, kind: Node["kind"], accountId: string | null = null): Node => ({ id, kind, name: id, title: null, accountId, distance: 0 });
const edge = (id: string, from: string, to: string, more: Partial<Edge> = {}): Edge => ({ id, from, to, kind: "knows", strength: 0.5, status: "fact", since: null, until: null, label: null, confidence: null, effect: null, line: null, opportunityId: null, source: "", weight: null, ...more });

describe("a relation graph", () => {
  const all = together([{ focus: "a", asOf: "", depth: 1, truncated: false, nodes: [node("a", "contact"), node("b", "contact", "x"), node("c", "contact", "y")], edges: [edge("1", "a", "b"), edge("2", "a", "c", { strength: 0.1 }), edge("3", "b", "c", { kind: "reportsTo", strength: null })] }]);
  it("filters by kind, strength, day and company, and keeps the focus", () => {
    const ids = (filters: Partial<Parameters<typeof filtered>[2]>) => [...filtered(all, new Set(["a"]), { kinds: new Set(), least: 0, from: "", company: "", ...filters }).nodes.keys()];
    expect(ids({})).toEqual(["a", "b", "c"]);
    expect(ids({ kinds: new Set(["knows", "reportsTo"]) })).toEqual(["a"]);
    expect(ids({ least: 0.3, kinds: new Set(["reportsTo"]) })).toEqual(["a", "b"]);
    expect(ids({ company: "x" })).toEqual(["a", "b"]);
    expect(ids({ from: "2026-01-01" })).toEqual(["a"]);
    expect(degrees(all).get("a")).toBe(2);
  });
});

describe("the map of a deal", () => {
  it("suggests a place for each, none on another", () => {
    const member = (contactId: string, attitude: Member["attitude"]) => ({ contactId, attitude, influence: 3 }) as Member;
    const places = [...suggest([member("a", "enemy"), member("b", "enemy"), member("c", "mentor"), member("d", null)]).values()].map(({ x, y }) => `${x},${y}`);
    expect(new Set(places).size).toBe(4);
  });
});

it("writes and reads rules for fields", () => {
  const fields = { contacts: { phones: "none" as const }, accounts: { "custom.margin": "read" as const } };
  expect(fieldsOf(fieldsText({ fields }))).toEqual(fields);
});
