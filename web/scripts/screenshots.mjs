// Takes the pictures of docs/guide: each view with the sample company, light, some dark and on a phone. Run by e2e/service.mjs.
import { chromium } from "@playwright/test";
import { mkdirSync, readFileSync } from "node:fs";

const base = process.env.KITH_WEB_URL;
const only = process.argv[2];
const folder = new URL("../../docs/guide/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const faults = [];

async function contextOf(options) {
  const context = await browser.newContext({ baseURL: base, storageState: process.env.KITH_WEB_STATE, locale: "en-GB", timezoneId: "Europe/Berlin", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(60_000);
  return context;
}
const wide = await contextOf({ viewport: { width: 1360, height: 860 } });
const get = async (path) => {
  for (let turn = 0; turn < 20; turn++) {
    const response = await wide.request.get(`/api/v1${path}`);
    if (response.ok()) return response.json();
  }
  throw new Error(path);
};
const account = (await get("/search?q=Fenwesta&kinds=account")).items[0].id;
const deal = (await get(`/accounts/${account}/summary`)).worstDeal.opportunity.id;
const members = (await get(`/opportunities/${deal}/buying-center`)).members;
const person = (members.find((member) => member.roles.includes("decisionMaker")) ?? members[0]).contactId;

/** Each picture: its name, the address, and what is done before it is taken. */
const pictures = [
  ["accounts", "/accounts"], ["account", `/accounts/${account}`], ["org-chart", `/accounts/${account}?seat=`, async (page) => { await page.getByRole("button", { name: "Open all" }).click().catch(() => {}); await page.getByRole("button", { name: "Fit" }).click(); }],
  ["heat-map", `/accounts/${account}?colour=tie`], ["buying-centre", `/deals/${deal}?person=${person}`], ["deal-list", `/deals/${deal}/list`], ["relations", `/people/${person}/graph`, settled], ["account-relations", `/accounts/${account}/graph`, settled],
  ["person", `/people/${person}`], ["paths", `/paths?to=${person}`, async (page) => page.locator(".hop button").first().focus()], ["deals", "/deals"], ["people", "/people"], ["asked", "/asked"], ["ways-in", `/accounts/${account}/ways`], ["buying-centres", `/accounts/${account}/deals`],
  ["changes", `/accounts/${account}/changes?from=2026-01-01`], ["account-people", `/accounts/${account}/people`], ["history", `/accounts/${account}/history`], ["settings", "/settings"], ["ties", `/people/${person}/ties`],
  ["search", "/accounts", async (page) => { await page.keyboard.press("Control+k"); await page.getByRole("combobox", { name: "Search" }).fill("Hallström"); await page.getByRole("option", { name: /Hallström/ }).first().waitFor(); }],
];
async function settled(page) { await page.locator('[data-laying="false"]').waitFor(); await page.waitForTimeout(400); }

async function take(context, [name, address, act], suffix, theme) {
  if (only && !`${name}${suffix}`.match(new RegExp(`^(${only})$`))) return;
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && faults.push(`${name}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
  await page.addInitScript((chosen) => localStorage.setItem("theme", chosen), theme);
  await page.goto(address);
  await page.locator("h1, .empty").first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".bone").length === 0);
  await act?.(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}${name}${suffix}.png` });
  await page.close();
}
for (const picture of pictures) await take(wide, picture, "", "light");
for (const picture of pictures.filter(([name]) => ["account", "buying-centre", "relations", "person", "paths"].includes(name))) await take(wide, picture, "-dark", "dark");
const users = JSON.parse(readFileSync(process.env.KITH_WEB_USERS, "utf8"));
const office = await contextOf({ viewport: { width: 1360, height: 860 }, storageState: { cookies: [], origins: [] } });
await office.request.post("/api/v1/sessions", { data: { email: users.administrator.email, password: users.password } });
for (const picture of [
  ["administration", "/administration/users"],
  ["import", "/import", async (page) => {
    await page.locator('input[type="file"]').setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from("Number;Who;Works at;Does\n1;Ada Example;Fenwesta Industries;Inventor\n2;Ben Example;Fenwesta Industries;Clerk\n") });
    await page.getByRole("combobox", { name: "What is in it" }).selectOption("contacts");
    for (const [theirs, ours] of [["Number", "id"], ["Who", "name"], ["Works at", "company"], ["Does", "title"]]) await page.getByRole("combobox", { name: `${theirs} becomes` }).selectOption(ours);
  }],
]) await take(office, picture, "", "light");
const phone = await contextOf({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
for (const picture of pictures.filter(([name]) => ["accounts", "account", "person", "paths", "buying-centre", "deal-list"].includes(name))) await take(phone, picture, "-phone", "light");
await browser.close();
for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);
