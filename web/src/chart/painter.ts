// Draws an org chart on a canvas: what is in view, and of that as much as can be read.
import type { Seat } from "../api/types";
import { bandOf } from "../format";
import { t } from "../texts";
import type { Colour } from "./colours";
import { type Card, cardHeight, cardWidth, type Layout } from "./layout";

export interface View { x: number; y: number; k: number }
export interface Look {
  colourOf: (seat: Seat) => Colour;
  only: string;
  selected: string;
  found: ReadonlySet<string>;
  /** The seat under the hand, and where it would go: closes is true where that cannot be. */
  held?: { id: string; x: number; y: number; over: string; closes: boolean };
}

/** The tokens of the style sheet as the canvas needs them, read anew when the theme changes. */
export class Ink {
  private known = new Map<string, string>();
  private style = getComputedStyle(document.documentElement);
  readonly font = this.style.getPropertyValue("--font");
  of(token: string): string {
    let colour = this.known.get(token);
    if (colour === undefined) {
      colour = this.style.getPropertyValue(`--${token}`).trim();
      this.known.set(token, colour);
    }
    return colour;
  }
}

export const nameOf = (seat: Seat): string => seat.holders.map((holder) => holder.name).join(", ") || (seat.placeholder ? t.placeholder : t.vacant);

const shortened = new Map<string, string>();
function fit(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  const key = `${ctx.font}|${width}|${text}`;
  let short = shortened.get(key);
  if (short === undefined) {
    short = text;
    if (ctx.measureText(text).width > width) {
      let low = 0;
      let high = text.length;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (ctx.measureText(`${text.slice(0, middle)}…`).width <= width) low = middle;
        else high = middle - 1;
      }
      short = `${text.slice(0, low).trimEnd()}…`;
    }
    if (shortened.size > 30_000) shortened.clear();
    shortened.set(key, short);
  }
  return short;
}

const rightToLeft = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufefc]/u;

export function paintChart(ctx: CanvasRenderingContext2D, layout: Layout, view: View, width: number, height: number, ink: Ink, look: Look): void {
  const ratio = ctx.canvas.width / width;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = ink.of("ground");
  ctx.fillRect(0, 0, width, height);
  ctx.translate(view.x, view.y);
  ctx.scale(view.k, view.k);
  const left = -view.x / view.k;
  const top = -view.y / view.k;
  const right = left + width / view.k;
  const bottom = top + height / view.k;

  for (const dotted of [false, true]) {
    ctx.beginPath();
    for (const line of layout.lines) {
      if (line.dotted !== dotted) continue;
      const p = line.points;
      const n = p.length;
      const lowest = Math.max(p[1]!, p[n - 1]!);
      if (Math.min(p[1]!, p[n - 1]!) > bottom || lowest < top || Math.max(p[0]!, p[n - 2]!) < left || Math.min(p[0]!, p[n - 2]!) > right) continue;
      ctx.moveTo(p[0]!, p[1]!);
      for (let i = 2; i < n; i += 2) ctx.lineTo(p[i]!, p[i + 1]!);
    }
    ctx.setLineDash(dotted ? [5, 5] : []);
    ctx.strokeStyle = ink.of("line-strong");
    ctx.globalAlpha = dotted ? 0.75 : 0.6;
    ctx.lineWidth = Math.max(1.2, 0.8 / view.k);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  for (const card of layout.cards) {
    if (card.x > right || card.x + cardWidth < left || card.y > bottom || card.y + cardHeight + 12 < top) continue;
    paintCard(ctx, card, view.k, ink, look);
  }
  const held = look.held;
  const heldCard = held && layout.at.get(held.id);
  if (held && heldCard) {
    ctx.globalAlpha = 0.85;
    paintCard(ctx, { ...heldCard, x: held.x, y: held.y }, view.k, ink, { ...look, held: undefined });
    ctx.globalAlpha = 1;
  }
}

function paintCard(ctx: CanvasRenderingContext2D, card: Card, k: number, ink: Ink, look: Look): void {
  const { seat, x, y } = card;
  const colour = look.colourOf(seat);
  const faded = look.only !== "" && look.only !== colour.key;
  if (faded) ctx.globalAlpha = 0.22;
  if (k < 0.3) { // too small to read: its colour is enough
    ctx.fillStyle = seat.vacant ? ink.of("line") : ink.of(colour.token);
    ctx.fillRect(x, y, cardWidth, cardHeight);
    if (look.found.has(seat.id) || look.selected === seat.id) outline(ctx, x, y, ink.of("focus"), 4 / k);
    ctx.globalAlpha = 1;
    return;
  }
  const over = look.held?.over === seat.id;
  ctx.beginPath();
  ctx.roundRect(x, y, cardWidth, cardHeight, 7);
  ctx.fillStyle = seat.vacant ? ink.of("ground") : ink.of(`${colour.token.startsWith("hue") ? "surface" : `${colour.token}-soft`}`) || ink.of("surface");
  ctx.fill();
  ctx.setLineDash(seat.vacant || seat.placeholder ? [5, 4] : []);
  ctx.lineWidth = 1.2;
  const unknown = colour.token === "unknown";
  ctx.strokeStyle = unknown ? ink.of("line-strong") : ink.of(colour.token);
  ctx.stroke();
  ctx.setLineDash([]);
  if (!seat.vacant && !unknown) {
    ctx.fillStyle = ink.of(colour.token);
    ctx.beginPath();
    ctx.roundRect(x, y, 6, cardHeight, [7, 0, 0, 7]);
    ctx.fill();
  }
  if (look.selected === seat.id) outline(ctx, x, y, ink.of("focus"), Math.max(2.5, 2 / k));
  else if (over) outline(ctx, x, y, look.held!.closes ? ink.of("danger") : ink.of("good"), 4);
  else if (look.found.has(seat.id)) outline(ctx, x, y, ink.of("warn"), Math.max(2.5, 2 / k));
  const name = nameOf(seat);
  const gone = seat.vacant || seat.placeholder;
  write(ctx, fitFont(ctx, name, `${gone ? "italic " : ""}600 14px ${ink.font}`, cardWidth - 46), x, y + 21, name, gone ? ink.of("text-soft") : ink.of("text"));
  if (colour.sign) {
    ctx.font = `700 13px ${ink.font}`;
    ctx.fillStyle = ink.of(colour.token);
    ctx.textAlign = "right";
    ctx.fillText(colour.sign, x + cardWidth - 10, y + 21);
  }
  const title = seat.title ?? t.chart.noTitle;
  write(ctx, fitFont(ctx, title, `12.5px ${ink.font}`, cardWidth - 26), x, y + 39, title, ink.of("text"));
  const bars = seat.tie && seat.tie.strength !== null && seat.tie.strength !== undefined ? { weak: 1, familiar: 2, strong: 3 }[bandOf(seat.tie.strength)] : 0;
  const last = seat.tie ? seat.tie.userName : seat.department ?? "";
  write(ctx, fitFont(ctx, last, `11.5px ${ink.font}`, cardWidth - 50), x + (seat.tie ? 22 : 0), y + 57, last, ink.of("text-soft"));
  if (seat.tie) {
    for (let i = 0; i < 3; i++) {
      ctx.fillStyle = i < bars ? ink.of("tie-2") : ink.of("line");
      ctx.fillRect(x + 15 + i * 5.5, y + 54 - i * 3, 4, 4 + i * 3);
    }
  }
  if (card.reports > 0) {
    const text = card.hidden ? `+${card.hidden}` : "−";
    ctx.font = `600 11px ${ink.font}`;
    const wide = Math.max(22, ctx.measureText(text).width + 12);
    ctx.beginPath();
    ctx.roundRect(x + cardWidth / 2 - wide / 2, y + cardHeight - 8, wide, 17, 9);
    ctx.fillStyle = card.hidden ? ink.of("accent") : ink.of("surface");
    ctx.fill();
    ctx.strokeStyle = card.hidden ? ink.of("accent") : ink.of("line-strong");
    ctx.lineWidth = 1;
    ctx.stroke();
    ctx.fillStyle = card.hidden ? ink.of("on-accent") : ink.of("text-soft");
    ctx.textAlign = "center";
    ctx.fillText(text, x + cardWidth / 2, y + cardHeight + 4.5);
  }
  ctx.globalAlpha = 1;
}

function fitFont(ctx: CanvasRenderingContext2D, text: string, font: string, width: number): string {
  ctx.font = font;
  return fit(ctx, text, width);
}

function write(ctx: CanvasRenderingContext2D, short: string, x: number, y: number, whole: string, colour: string): void {
  ctx.fillStyle = colour;
  const turned = rightToLeft.test(whole);
  ctx.direction = turned ? "rtl" : "ltr";
  ctx.textAlign = "left";
  ctx.fillText(short, x + 15, y);
  ctx.direction = "ltr";
}

function outline(ctx: CanvasRenderingContext2D, x: number, y: number, colour: string, width: number): void {
  ctx.beginPath();
  ctx.roundRect(x - 3, y - 3, cardWidth + 6, cardHeight + 6, 9);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

/** The card at a point of the chart, and whether the point is on its knob. */
export function cardAt(layout: Layout, x: number, y: number): { card: Card; knob: boolean } | undefined {
  for (const card of layout.cards) {
    const knob = card.reports > 0 && Math.abs(x - card.x - cardWidth / 2) < 18 && Math.abs(y - card.y - cardHeight) < 11;
    if (knob || (x >= card.x && x <= card.x + cardWidth && y >= card.y && y <= card.y + cardHeight)) return { card, knob };
  }
  return undefined;
}
