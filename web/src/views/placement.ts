// Where the people of a deal stand on its map.
import type { Member } from "../api/types";

export interface Point { x: number; y: number }
export const width = 210;
export const height = 112;

/** Where cards stand unless somebody moved them: those for us on the right, those against on the left, influence upwards. */
export function suggest(members: Member[]): Map<string, Point> {
  const column = { enemy: 0, nonSupporter: 1, neutral: 2, unknown: 2, supporter: 3, mentor: 4 } as const;
  const places = new Map<string, Point>();
  const columns = new Map<number, Member[]>();
  for (const member of members) {
    const at = column[member.attitude ?? "unknown"];
    columns.set(at, [...(columns.get(at) ?? []), member]);
  }
  const used = [...columns.keys()].sort();
  used.forEach((at, i) => columns.get(at)!.sort((a, b) => (b.influence ?? 0) - (a.influence ?? 0)).forEach((member, row) => places.set(member.contactId, { x: 24 + i * (width + 56), y: 40 + row * (height + 34) + (i % 2) * 28 })));
  return places;
}
