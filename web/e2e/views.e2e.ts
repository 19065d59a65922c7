// Each view, as it stands with the sample company: it shows what it should, axe finds nothing in either theme, no error in the console.
import { accessible, account, answer, decider, expect, open, settled, test, users, worstDeal } from "./steps";

test("accounts, and one of them in each tab", async ({ page }) => {
  await open(page, "/");
  await expect(page).toHaveURL(/\/accounts/);
  await page.getByRole("link", { name: account.name, exact: true }).waitFor();
  await accessible(page);
  await page.getByRole("link", { name: account.name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: account.name })).toBeVisible();
  await expect(page.getByRole("tree")).toBeAttached();
  await settled(page);
  await accessible(page);
  for (const tab of ["Buying centres", "People", "Ways in and risks", "Activity", "What changed", "History"]) {
    await page.getByRole("navigation", { name: "Views" }).last().getByRole("link", { name: tab, exact: true }).click();
    await settled(page);
    await accessible(page);
  }
  await page.goBack();
  await expect(page.getByRole("link", { name: "What changed" })).toHaveAttribute("aria-current", "page");
});

test("a person, with all that is known, and the ways in", async ({ page, request }) => {
  const person = decider(await worstDeal(request));
  await open(page, `/people/${person.contactId}`);
  await expect(page.getByRole("heading", { level: 1, name: person.name })).toBeVisible();
  for (const part of ["The best way in", "Who of us knows them", "What we do not know yet"]) await expect(page.getByRole("heading", { name: part })).toBeVisible();
  await accessible(page);
  for (const tab of ["Ties", "Colleagues of before", "Companies", "Activity", "History"]) {
    await page.getByRole("link", { name: tab, exact: true }).click();
    await settled(page);
    await accessible(page);
  }
  await open(page, `/paths?to=${person.contactId}`);
  const first = page.getByRole("article").first();
  await first.getByRole("button", { name: /^Why/ }).first().focus();
  await expect(first.getByRole("status")).toContainText(person.name); // what the tie rests on
  await accessible(page);
  await page.getByRole("combobox", { name: "At most" }).selectOption("4");
  await expect(page).toHaveURL(/hops=4/);
  await page.emulateMedia({ media: "print" });
  await open(page, `/people/${person.contactId}`);
  await expect(page.getByRole("navigation", { name: "Views" }).first()).toBeHidden();
});

test("the relation graph: grows, filters, says itself in words, connects two", async ({ page, request }) => {
  const [one, other] = (await worstDeal(request)).members;
  await open(page, `/people/${one!.contactId}/graph`);
  await expect(page.locator('[data-laying="false"]')).toBeAttached();
  const words = page.getByRole("complementary").getByRole("listitem");
  expect(await words.count()).toBeGreaterThan(0);
  await accessible(page);
  const before = await words.count();
  await page.getByRole("button", { name: "knows", exact: true }).click();
  await expect(page).toHaveURL(/hide=knows/);
  await expect.poll(() => words.count()).toBeLessThan(before);
  await page.getByRole("button", { name: "knows", exact: true }).click();
  await words.first().getByRole("button").click();
  await expect(page).toHaveURL(/select=/);
  await open(page, `/paths?from=${one!.contactId}&to=${other!.contactId}`);
  await expect(page.getByText(/steps? apart/)).toBeVisible();
});

test("a deal as a map and as a list, which agree", async ({ page, request }) => {
  const deal = await worstDeal(request);
  await open(page, `/deals/${deal.id}`);
  for (const member of deal.members) await expect(page.locator(".map-card", { hasText: member.name })).toBeVisible();
  await accessible(page);
  await page.getByRole("link", { name: "List", exact: true }).click();
  await expect(page.getByRole("row")).toHaveCount(deal.members.length + 1);
  await accessible(page);
});

test("lists, requests, settings", async ({ page }) => {
  for (const [address, heading] of [["/people", "People"], ["/deals", "Deals"], ["/asked", "Asked of you"], ["/settings", "My settings"], ["/settings/sessions", "My settings"], ["/settings/tokens", "My settings"], ["/paths", "Who can introduce me to …"]] as const) {
    await open(page, address);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await accessible(page);
  }
  await open(page, "/open?source=salesforce&id=003nothing");
  await expect(page.getByText("Nothing here is known as 003nothing")).toBeVisible();
});

test.describe("what is not there", () => {
  test.use({ expected: [/404/] });
  test("a record that one may not see, and an address that leads nowhere", async ({ page }) => {
    await open(page, "/accounts/acc_00000000000000000000000000");
    await expect(page.getByRole("alert")).toContainText("There is no account");
    await accessible(page);
    await open(page, "/people/x/y/z");
    await expect(page.getByText("There is nothing here")).toBeVisible();
  });
});

test("the day in the bar goes through all views, and back", async ({ page, request }) => {
  await open(page, `/accounts/${account.id}?asOf=2024-01-15`);
  await expect(page.getByText("You see 15 Jan 2024, not today.")).toBeVisible();
  const then = await answer<{ positions: unknown[] }>(request, `/accounts/${account.id}/org-chart?asOf=2024-01-15`);
  const now = await answer<{ positions: unknown[] }>(request, `/accounts/${account.id}/org-chart`);
  expect(then.positions.length).toBeLessThan(now.positions.length);
  await page.getByRole("link", { name: "Deals", exact: true }).click();
  await expect(page).toHaveURL(/asOf=2024-01-15/);
  await page.getByRole("button", { name: "Back to today" }).click();
  await expect(page).not.toHaveURL(/asOf/);
});

test("on a phone, and at 200 %: nothing runs out of the page", async ({ page, request }) => {
  const deal = await worstDeal(request);
  for (const size of [{ width: 390, height: 844 }, { width: 680, height: 430 }]) {
    await page.setViewportSize(size);
    for (const address of ["/accounts", `/accounts/${account.id}`, `/people/${decider(deal).contactId}`, `/deals/${deal.id}/list`, `/paths?to=${decider(deal).contactId}`, "/settings"]) {
      await open(page, address);
      expect(await page.evaluate(() => document.querySelector(".main")!.scrollWidth - document.querySelector(".main")!.clientWidth), `${address} at ${size.width}`).toBeLessThanOrEqual(0);
    }
  }
});

test("the page asks nobody but the service, and says so", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  const response = await page.goto("/accounts");
  await settled(page);
  expect([...new Set(asked)]).toEqual([new URL(page.url()).origin]);
  const policy = response!.headers()["content-security-policy"]!;
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain("unsafe");
  expect(users.rep.id).toMatch(/^usr_/);
});
