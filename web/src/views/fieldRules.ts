import type { Rights } from "../api/types";

/** Rules for fields as lines of "kind.field right". */
export const fieldsText = (rules: Pick<Rights, "fields">): string => Object.entries(rules.fields ?? {}).flatMap(([kind, fields]) => Object.entries(fields).map(([field, right]) => `${kind}.${field} ${right}`)).join("\n");

export function fieldsOf(text: string): Rights["fields"] {
  const fields: Rights["fields"] = {};
  for (const line of text.split("\n")) {
    const [, kind, field, right] = /^\s*(\w+)\.(\S+)\s+(none|read|write)\s*$/.exec(line) ?? [];
    if (kind && field && right) (fields[kind] ??= {})[field] = right as "none" | "read" | "write";
  }
  return fields;
}
