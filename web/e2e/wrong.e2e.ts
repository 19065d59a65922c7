// What one may not see, and a Neo4j that goes away and comes back. The last file: Neo4j begins anew with it.
import { readdirSync, readFileSync } from "node:fs";
import type { Browser } from "@playwright/test";
import { accessible, account, answer, decider, expect, open, settled, shot, test, users, worstDeal } from "./steps";

/** A signed-in browser of a new user whose role hides the phones and the attitude of people, all ties and all deals. */
async function hidden(browser: Browser, baseURL: string) {
  const context = await browser.newContext({ baseURL, locale: "en-GB", storageState: { cookies: [], origins: [] } });
  const { request } = context;
  const send = async (path: string, data: unknown): Promise<{ id: string; code: string }> => {
    const response = await request.post(`/api/v1${path}`, { data });
    expect(response.status(), await response.text()).toBeLessThan(300);
    return response.json();
  };
  await send("/sessions", { email: users.administrator.email, password: users.password });
  const now = Date.now();
  const see = { read: "all", write: "all", delete: "none" };
  const role = await send("/roles", { name: `Without phones ${now}`, rules: { connections: "all", permissions: [], fields: { contacts: { phones: "none", attitude: "none" } }, kinds: Object.fromEntries(["accounts", "contacts", "positions", "relations", "interactions"].map((kind) => [kind, see])) } });
  const email = `without-phones-${now}@seller.example`;
  const user = await send("/users", { name: "Without Phones", email, roleId: role.id, active: true });
  const { code } = await send(`/users/${user.id}/sign-in-links`, undefined);
  await send("/sessions:byLink", { code, password: users.password });
  return context;
}

test.describe("a role that hides", () => {
  test.use({ expected: [/40[34]/] });
  test("fields have no label where the role may not read them, and a link to what one may not see says no more than that", async ({ page, request, browser, baseURL }) => {
    const deal = await worstDeal(request);
    const made = await request.post("/api/v1/contacts", { data: { name: "Hidden In Part", emails: [`part${Date.now()}@buyer.example`], phones: ["+44 20 7946 0000"], attitude: "supporter", employment: { accountId: account.id, title: "Adviser" } } });
    const { id } = (await made.json()) as { id: string };
    await open(page, `/people/${id}`);
    await expect(page.locator('a[href^="tel:"]').first()).toBeVisible(); // who may, sees it

    const context = await hidden(browser, baseURL!);
    const other = await context.newPage();
    expect(await answer<object>(context.request, `/contacts/${id}`)).not.toHaveProperty("phones");
    await open(other, `/people/${id}`);
    await expect(other.locator('a[href^="tel:"]')).toHaveCount(0);
    await expect(other.locator(".person-head, .sheet")).not.toContainText(["attitude", "attitude"]);
    await shot(other, "without-phones");
    await accessible(other);
    await other.getByLabel("More").click();
    await other.getByRole("button", { name: "Edit", exact: true }).click();
    await expect(other.getByRole("textbox", { name: "E-mail addresses" })).toBeVisible();
    for (const label of ["Phones", "Attitude in general"]) await expect(other.getByLabel(label)).toHaveCount(0);
    await other.keyboard.press("Escape");
    await open(other, "/people");
    await expect(other.getByRole("columnheader", { name: "E-mail" })).toBeVisible();
    for (const label of ["Phone", "Attitude in general"]) await expect(other.getByRole("columnheader", { name: label })).toHaveCount(0);
    await open(other, `/accounts/${account.id}`);
    await expect(other.getByRole("tree")).toBeAttached();
    await expect(other.getByRole("button", { name: "Attitude", exact: true })).toHaveCount(0);
    await shot(other, "chart-without-attitude");
    await open(other, "/accounts?whose=all");
    await expect(other.getByRole("link", { name: account.name, exact: true })).toBeVisible();
    await open(other, `/deals/${deal.id}`);
    await expect(other.getByRole("alert")).toContainText("There is no");
    await expect(other.locator("body")).not.toContainText(deal.name);
    await accessible(other);
    await context.close();
  });
});

/** The processes that one has started, as Linux lists them. */
const childrenOf = (pid: string): number[] => readdirSync(`/proc/${pid}/task`).flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number));

test.describe("Neo4j goes away", () => {
  test.use({ expected: [/50[34]/] });
  test("the page says so, keeps what it shows and what is written, and goes on by itself", async ({ page, request }) => {
    const id = decider(await worstDeal(request)).contactId;
    await open(page, `/people/${id}`);
    await page.getByLabel("More").click();
    await page.getByRole("button", { name: "Note", exact: true }).click();
    const words = `Written while Neo4j was away, ${Date.now()}`;
    await page.getByRole("textbox", { name: "Notes" }).fill(words);
    const [neo4j, ...others] = childrenOf(process.env.KITH_WEB_PID!);
    expect(others).toEqual([]);
    process.kill(neo4j!, "SIGKILL");
    await expect.poll(() => childrenOf(process.env.KITH_WEB_PID!)).not.toContain(neo4j);

    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog").getByRole("alert")).toContainText("cannot be reached now");
    await expect(page.getByRole("textbox", { name: "Notes" })).toHaveValue(words);
    await expect(page.getByText("What you see is as it was; it goes on by itself.")).toBeAttached();
    await shot(page, "neo4j-away");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.goto(`/accounts/${account.id}`);
    await expect(page.getByText("cannot be reached now").first()).toBeVisible();
    await shot(page, "neo4j-away-fresh");
    await accessible(page);

    await expect(page.getByRole("heading", { level: 1, name: account.name })).toBeVisible({ timeout: 90_000 });
    await expect(page.getByRole("tree")).toBeAttached({ timeout: 60_000 });
    await settled(page);
    await expect(page.getByText("it goes on by itself")).toHaveCount(0);
  });
});
