// Dates, numbers and bands as the screen shows them, by the browser's locale.
import type { Amount, Attitude } from "./api/types";
import { t } from "./texts";

const dayForm = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const instantForm = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export const day = (text: string | null | undefined): string => (text ? dayForm.format(new Date(text.slice(0, 10))) : "");
export const instant = (text: string): string => instantForm.format(new Date(text));
export const today = (): string => new Date().toISOString().slice(0, 10);

export function money({ value, currency }: Amount): string {
  const compact = { notation: value >= 1e5 ? "compact" : "standard", maximumFractionDigits: value >= 1e5 ? 1 : 0 } as const;
  try {
    return new Intl.NumberFormat(undefined, currency ? { ...compact, style: "currency", currency } : compact).format(value);
  } catch { // a currency that is none
    return `${new Intl.NumberFormat(undefined, compact).format(value)} ${currency}`;
  }
}
export const amounts = (list: Amount[]): string => list.map(money).join(", ");
export const figure = (n: number): string => n.toLocaleString(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
export const percent = (n: number): string => n.toLocaleString(undefined, { style: "percent" });

export type Band = "strong" | "familiar" | "weak";
/** The band of a strength, as the service has it. */
export const bandOf = (strength: number): Band => (strength >= 0.6 ? "strong" : strength >= 0.3 ? "familiar" : "weak");
export const scoreWord = (score: number): string => (score >= 0.4 ? t.score.good : score >= 0.15 ? t.score.possible : t.score.long);
export const attitudeWord = (attitude: Attitude | null): string => t.attitude[attitude ?? "unknown"];
export const attitudeSign = (attitude: Attitude | null): string => t.attitudeSign[attitude ?? "unknown"];

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toLocaleUpperCase();
}

/** How long ago in words: what a rep wants of a last contact. */
export function ago(text: string | null, now = Date.now()): string {
  if (!text) return t.never;
  const days = Math.floor((now - Date.parse(text)) / 86_400_000);
  const form = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  if (days < 14) return form.format(-Math.max(days, 0), "day");
  if (days < 60) return form.format(-Math.round(days / 7), "week");
  if (days < 730) return form.format(-Math.round(days / 30.4), "month");
  return form.format(-Math.round(days / 365.25), "year");
}

/** Rows as CSV that spreadsheets take: formulas are made text. */
export function csv(rows: (string | number | null | undefined)[][]): string {
  const cell = (value: string | number | null | undefined) => {
    let text = value === null || value === undefined ? "" : String(value);
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

export function download(name: string, content: Blob | string, type = "text/csv;charset=utf-8"): void {
  const url = URL.createObjectURL(typeof content === "string" ? new Blob([content], { type }) : content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name.replaceAll(/[\\/:*?"<>|]+/g, " ");
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
