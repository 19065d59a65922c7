// An org chart as a picture or a table.
import type { OrgChart, Seat } from "../api/types";
import { csv, download } from "../format";
import { t } from "../texts";
import type { Colour } from "./colours";
import { cardHeight, cardWidth, type Layout } from "./layout";
import { Ink, nameOf, paintChart } from "./painter";

const largest = 12_000; // pixels of a picture's longer side, what browsers still make

export function saveChart(form: "png" | "svg" | "csv", chart: OrgChart, layout: Layout, colourOf: (seat: Seat) => Colour): void {
  const name = `${chart.account.name} ${chart.asOf}`;
  if (form === "csv") return download(`${name}.csv`, chartCsv(chart));
  if (form === "svg") return download(`${name}.svg`, chartSvg(layout, colourOf), "image/svg+xml");
  const canvas = document.createElement("canvas");
  const width = layout.right - layout.left + 60;
  const height = layout.bottom - layout.top + 60;
  const k = Math.min(2, largest / Math.max(width, height));
  canvas.width = width * k;
  canvas.height = height * k;
  const view = { x: (30 - layout.left) * k, y: (30 - layout.top) * k, k };
  paintChart(canvas.getContext("2d")!, layout, view, canvas.width, canvas.height, new Ink(), { colourOf, only: "", selected: "", found: new Set() });
  canvas.toBlob((blob) => blob && download(`${name}.png`, blob));
}

export function chartCsv(chart: OrgChart): string {
  const seats = new Map(chart.positions.map((seat) => [seat.id, seat]));
  const columns = t.chart.columns;
  const rows = chart.positions.map((seat) => {
    const manager = seat.managerId ? seats.get(seat.managerId) : undefined;
    return [nameOf(seat), seat.title, seat.department, seat.location, seat.level, manager ? nameOf(manager) : "", manager?.title, seat.holders[0]?.email, seat.holders[0]?.phone, seat.holders[0]?.attitude ? t.attitude[seat.holders[0].attitude] : "", seat.tie?.userName, seat.tie?.strength, seat.totalReports];
  });
  return csv([columns, ...rows]);
}

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const cut = (text: string, n: number) => ([...text].length > n ? `${[...text].slice(0, n - 1).join("")}…` : text);

/** The chart as SVG: sharp at every size, also on paper. */
export function chartSvg(layout: Layout, colourOf: (seat: Seat) => Colour): string {
  const ink = new Ink();
  const width = layout.right - layout.left + 40;
  const height = layout.bottom - layout.top + 40;
  const lines = layout.lines.map((line) => `<polyline points="${line.points.join(" ")}" fill="none" stroke="#8a94a3"${line.dotted ? ' stroke-dasharray="5 5"' : ""}/>`);
  const cards = layout.cards.map(({ seat, x, y }) => {
    const colour = colourOf(seat);
    const stroke = ink.of(colour.token);
    const soft = seat.vacant || colour.token.startsWith("hue") ? "#ffffff" : ink.of(`${colour.token}-soft`);
    const dash = seat.vacant || seat.placeholder ? ' stroke-dasharray="5 4"' : "";
    const word = seat.vacant ? "" : `${colour.sign} ${colour.word}`.trim();
    return `<g transform="translate(${x} ${y})"><rect width="${cardWidth}" height="${cardHeight}" rx="7" fill="${soft}" stroke="${stroke}"${dash}/><rect width="6" height="${cardHeight}" rx="3" fill="${stroke}"/><text x="15" y="21" font-weight="600" font-size="14">${escape(cut(nameOf(seat), 26))}</text><text x="15" y="39" font-size="12.5">${escape(cut(seat.title ?? t.chart.noTitle, 32))}</text><text x="15" y="57" font-size="11.5" fill="#515d6e">${escape(cut([word, seat.department].filter(Boolean).join(", "), 36))}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${layout.left - 20} ${layout.top - 20} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" fill="#18202c">${lines.join("")}${cards.join("")}</svg>`;
}
