// Records that break pages: names without an end, from the right to the left, with markup in them; accounts with nobody or forty at the top; somebody with 3,000 ties.
// They are made once in the folder that a run keeps, and told apart by external ids.
import type { APIRequestContext, Page } from "@playwright/test";
import { accessible, answer, expect, open, runsOut, settled, shot, test, users } from "./steps";

test.use({ storageState: { cookies: [], origins: [] } });
test.beforeEach(async ({ page }) => {
  expect((await page.request.post("/api/v1/sessions", { data: { email: users.administrator.email, password: users.password } })).status()).toBe(201);
});

const source = "odd";
const key = (id: string) => ({ externalIds: [{ source, id }] });
const long = "Donaudampfschifffahrtsgesellschaftskapitaen".repeat(5).slice(0, 200);
const strange = [long, "عبد الرحمن بن محمد القحطاني", "שלמה בן־דוד", "<script>alert(1)</script><b>Bold</b>", "O'Neil & \"Sons\" %00 {{x}} ${y}", "𝕬𝖓𝖓𝖆 👩‍🔬 Z̷̢a̶l̴g̵o̸"];

/** Brings records in, all of which are taken; their ids. */
async function bring(request: APIRequestContext, kind: string, items: object[]): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < items.length; at += 1000) {
    const response = await request.post(`/api/v1/${kind}:batchUpsert`, { data: { items: items.slice(at, at + 1000) }, timeout: 100_000 });
    expect(response.status(), await response.text()).toBe(200);
    const { items: done } = (await response.json()) as { items: { status: number | string; id: string; problem?: { detail: string } }[] };
    expect(done.flatMap((one) => one.problem?.detail ?? [])).toEqual([]);
    ids.push(...done.map((one) => one.id));
  }
  return ids;
}

/** Looks at an address as a whole: it shows its heading as it was written, runs out of nowhere, and axe finds nothing. */
async function look(page: Page, name: string, address: string, heading?: string): Promise<void> {
  await open(page, address);
  if (heading) await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
  await page.locator('[data-laying="true"]').waitFor({ state: "detached" });
  await shot(page, name);
  expect(await runsOut(page), address).toEqual([]);
}

test("an account of strange names: chart, people, relations, deal, a person's page, as wide as a screen and as a phone", async ({ page, request: _ }) => {
  const request = page.request;
  const [account] = await bring(request, "accounts", [{ ...key("strange"), name: `${long.slice(0, 190)} GmbH`, industry: long, class: "A" }]);
  const people = await bring(request, "contacts", strange.map((name, i) => ({ ...key(`strange-${i}`), name, emails: [`${"x".repeat(50)}${i}@${"y".repeat(50)}.example`], notes: long, employment: { accountId: account, title: i % 2 ? name : `Chief ${long}`, department: long } })));
  const [deal] = await bring(request, "opportunities", [{ ...key("strange"), accountId: account, name: `<i>${long.slice(0, 190)}</i>`, status: "open", value: 1e12, currency: "EUR" }]);
  for (const [i, id] of people.entries()) expect((await request.put(`/api/v1/opportunities/${deal}/buying-center/members/${id}`, { data: { roles: ["decisionMaker", "economicBuyer", "legalAndCompliance"], attitude: i % 2 ? "mentor" : "enemy", influence: 5 } })).ok()).toBe(true);
  const { positions } = await answer<{ positions: { id: string; holders: { id: string }[] }[] }>(request, `/accounts/${account}/org-chart`);
  const seatOf = (id: string) => positions.find((seat) => seat.holders.some((holder) => holder.id === id))!.id;
  for (const id of people.slice(1)) expect((await request.put(`/api/v1/positions/${seatOf(id)}/manager`, { data: { managerId: seatOf(people[0]!) } })).ok()).toBe(true);
  for (const width of [1360, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await look(page, `odd-chart-${width}`, `/accounts/${account}?seat=${seatOf(people[1]!)}`, `${long.slice(0, 190)} GmbH`);
    await look(page, `odd-people-${width}`, `/accounts/${account}/people`);
    await look(page, `odd-deals-${width}`, `/accounts/${account}/deals`);
    await look(page, `odd-graph-${width}`, `/accounts/${account}/graph`);
    await look(page, `odd-deal-${width}`, `/deals/${deal}?person=${people[0]}`);
    await look(page, `odd-list-${width}`, `/deals/${deal}/list`);
    for (const [i, id] of people.entries()) await look(page, `odd-person-${i}-${width}`, `/people/${id}`, strange[i]);
    await look(page, `odd-accounts-${width}`, "/accounts?whose=all&q=Donau");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search" }).fill("Donaudampf");
    await page.getByRole("option", { name: "GmbH" }).first().waitFor();
    await shot(page, `odd-search-${width}`);
    expect(await runsOut(page)).toEqual([]);
    await page.keyboard.press("Escape");
  }
  await page.setViewportSize({ width: 1360, height: 860 });
  await open(page, `/accounts/${account}`);
  await expect(page.getByRole("treeitem")).toHaveCount(people.length);
  await accessible(page);
});

test("nobody, one alone, forty at the top", async ({ page }) => {
  const request = page.request;
  const [empty, roots] = await bring(request, "accounts", [{ ...key("empty"), name: "Nobody Here" }, { ...key("roots"), name: "Forty Chiefs" }]);
  const [lonely] = await bring(request, "contacts", [{ ...key("lonely"), name: "Alone Entirely" }]);
  for (const tab of ["", "graph", "deals", "people", "ways", "activity", "changes"]) {
    await look(page, `empty-${tab || "chart"}`, `/accounts/${empty}/${tab}`.replace(/\/$/, ""), "Nobody Here");
    await accessible(page);
  }
  await open(page, `/accounts/${empty}`);
  await expect(page.getByRole("button", { name: "Add a seat" })).toBeVisible(); // an empty view says what to do next
  for (const tab of ["", "graph", "ties", "colleagues", "companies", "activity"]) {
    await look(page, `lonely-${tab || "sheet"}`, `/people/${lonely}/${tab}`.replace(/\/$/, ""), "Alone Entirely");
    await accessible(page);
  }
  await look(page, "lonely-paths", `/paths?to=${lonely}`);
  await expect(page.getByText("No way in that we know of")).toBeVisible();

  const seats = await bring(request, "positions", Array.from({ length: 80 }, (_, i) => ({ ...key(`roots-${i}`), accountId: roots, title: i < 40 ? `Chief ${i + 1}` : `Assistant to chief ${i - 39}`, department: `Unit ${i % 9}` })));
  for (let i = 0; i < 40; i++) expect((await request.put(`/api/v1/positions/${seats[40 + i]}/manager`, { data: { managerId: seats[i] } })).ok()).toBe(true);
  await look(page, "roots", `/accounts/${roots}`, "Forty Chiefs");
  await page.getByRole("button", { name: "Fit" }).click();
  await shot(page, "roots-fit");
  await page.getByRole("tree").focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("treeitem").last()).toContainText("Assistant to chief");
  await expect(page.getByRole("treeitem", { level: 1 }).last()).toHaveAttribute("aria-setsize", "40");
});

test("somebody with 3,000 ties: in pages, as a picture, as a way", async ({ page }) => {
  const request = page.request;
  const [hub] = await bring(request, "contacts", [{ ...key("hub"), name: "Knows Everybody" }]);
  const { items: known } = await answer<{ items: unknown[] }>(request, `/contacts/${hub}/ties?limit=1`);
  if (known.length === 0) {
    const all = await bring(request, "contacts", Array.from({ length: 3000 }, (_, i) => ({ ...key(`spoke-${i}`), name: `Acquaintance ${i + 1}` })));
    await bring(request, "ties", all.map((id, i) => ({ personA: hub, personB: id, level: (["weak", "familiar", "strong"] as const)[i % 3] })));
  }
  await look(page, "hub-ties", `/people/${hub}/ties`, "Knows Everybody");
  const rows = page.locator(".list > li");
  await expect(rows).toHaveCount(100);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(rows).toHaveCount(200);
  await look(page, "hub-graph", `/people/${hub}/graph`);
  await expect(page.getByText("There is more")).toBeVisible();
  await look(page, "hub", `/people/${hub}`);
  await settled(page);
  await accessible(page);
});

test("a CSV with the wrong columns says what is missing, and what was not taken", async ({ page }) => {
  await open(page, "/import");
  await page.getByLabel("Drop files here").setInputFiles([
    { name: "contacts.csv", mimeType: "text/csv", buffer: Buffer.from("Colour,Weight\nred,12\n") },
    { name: "empty.csv", mimeType: "text/csv", buffer: Buffer.from("") },
    { name: "picture.csv", mimeType: "text/csv", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) },
  ]);
  await expect(page.getByRole("region", { name: "contacts.csv" })).toContainText(/Missing|needs the column|no known kind/);
  await expect(page.getByRole("button", { name: "Try it without writing" })).toBeDisabled();
  await shot(page, "wrong-csv");
  expect(await runsOut(page)).toEqual([]);
  await accessible(page);
});
