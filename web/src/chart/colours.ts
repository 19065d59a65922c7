// What a card's colour says, and the legend that says it in words.
import type { Seat } from "../api/types";
import { attitudeSign, attitudeWord, bandOf } from "../format";
import { t } from "../texts";

export type ColourBy = "attitude" | "tie" | "role" | "department";
export interface Colour { key: string; word: string; sign: string; token: string }

const attitudes = ["mentor", "supporter", "neutral", "nonSupporter", "enemy"] as const;
const attitudeToken = { mentor: "mentor", supporter: "supporter", neutral: "neutral", nonSupporter: "non-supporter", enemy: "enemy", unknown: "unknown" } as const;
const tieToken = { strong: "tie-3", familiar: "tie-2", weak: "tie-1", none: "tie-0", unknown: "unknown" } as const;
const deciding = ["decisionMaker", "approver", "economicBuyer", "champion", "coach", "influencer", "blocker"];

const vacant: Colour = { key: "vacant", word: t.vacant, sign: "", token: "unknown" };

/** The key of a seat's colour; the legend has its word and its token. */
function keyOf(seat: Seat, by: ColourBy): string {
  if (seat.vacant) return "vacant";
  if (by === "attitude") return seat.holders[0]?.attitude ?? "unknown";
  if (by === "tie") return seat.tie ? (seat.tie.strength === null ? "unknown" : bandOf(seat.tie.strength)) : "none";
  if (by === "department") return seat.department ?? "none";
  const roles = seat.holders.flatMap((holder) => holder.roles ?? []);
  return deciding.find((role) => roles.includes(role)) ?? (roles.length ? "other" : "none");
}

/** The colours of a chart that occur in it, with how often; a heat map names the gaps first. */
export function legendOf(seats: Seat[], by: ColourBy): { colours: (Colour & { count: number })[]; of: (seat: Seat) => Colour } {
  const counts = new Map<string, number>();
  for (const seat of seats) counts.set(keyOf(seat, by), (counts.get(keyOf(seat, by)) ?? 0) + 1);
  const all = [...named(by, counts), vacant];
  const byKey = new Map(all.map((colour) => [colour.key, colour]));
  return { colours: all.filter((colour) => counts.has(colour.key)).map((colour) => ({ ...colour, count: counts.get(colour.key)! })), of: (seat) => byKey.get(keyOf(seat, by)) ?? vacant };
}

function named(by: ColourBy, counts: Map<string, number>): Colour[] {
  if (by === "attitude") return [...attitudes, null].map((attitude) => ({ key: attitude ?? "unknown", word: attitudeWord(attitude), sign: attitudeSign(attitude), token: attitudeToken[attitude ?? "unknown"] }));
  if (by === "tie") return (["none", "weak", "familiar", "strong", "unknown"] as const).map((band) => ({ key: band, word: t.tie[band], sign: { none: "∅", weak: "1", familiar: "2", strong: "3", unknown: "?" }[band], token: tieToken[band] }));
  if (by === "role") return [...deciding, "other", "none"].map((role, i) => ({ key: role, word: role === "none" ? t.chart.noRole : (t.role[role] ?? role), sign: "", token: role === "none" ? "unknown" : `hue-${(i % 8) + 1}` }));
  const largest = [...counts.keys()].filter((key) => key !== "none" && key !== "vacant").sort((a, b) => counts.get(b)! - counts.get(a)!);
  return [...largest.map((department, i) => ({ key: department, word: department, sign: "", token: i < 8 ? `hue-${i + 1}` : "neutral" })), { key: "none", word: t.chart.noDepartment, sign: "", token: "unknown" }];
}
