/** Order of two cells: numbers by value, words by the locale, what is missing last. */
export function compare(a: string | number | null | undefined, b: string | number | null | undefined): number {
  const none = (value: typeof a) => value === null || value === undefined || value === "";
  if (none(a) || none(b)) return Number(none(a)) - Number(none(b));
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });
}
