// What an administrator does: users, roles with hidden fields, units, the audit, files in.
import { accessible, account, answer, chartOf, expect, open, settled, test, users } from "./steps";

test.use({ storageState: { cookies: [], origins: [] } });
test.beforeEach(async ({ page }) => {
  const signedIn = await page.request.post("/api/v1/sessions", { data: { email: users.administrator.email, password: users.password } });
  expect(signedIn.status()).toBe(201);
});

test("users, roles, units, audit, bin", async ({ page }) => {
  for (const tab of ["users", "roles", "units", "audit", "bin"]) {
    await open(page, `/administration/${tab}`);
    await accessible(page);
  }
  await open(page, "/administration/roles");
  await page.getByRole("button", { name: "Add a role" }).click();
  const role = `No phones ${Date.now()}`;
  await page.getByRole("textbox", { name: "Name" }).fill(role);
  await page.getByRole("combobox", { name: "People: See" }).selectOption("all");
  await page.getByRole("textbox", { name: /Fields/ }).fill("contacts.phones none");
  await accessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(role)).toBeVisible();
});

test("files: a strange CSV is mapped, tried, brought in", async ({ page }) => {
  await open(page, "/import");
  await page.getByLabel("Drop files here").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(`Nummer;Wer;Firma;Funktion\n1;Ada Imported;${account.name};Inventor\n2;Ben Imported;${account.name};Clerk\n`) });
  const card = page.getByRole("region", { name: "people.csv" }).first();
  await card.getByRole("combobox", { name: "What is in it" }).selectOption("contacts");
  await card.getByRole("combobox", { name: "Nummer becomes" }).selectOption("id");
  await card.getByRole("combobox", { name: "Wer becomes" }).selectOption("name");
  await card.getByRole("combobox", { name: "Firma becomes" }).selectOption("company");
  await card.getByRole("combobox", { name: "Funktion becomes" }).selectOption("title");
  await accessible(page);
  await page.getByRole("button", { name: "Try it without writing" }).click();
  await page.getByRole("button", { name: "Bring it in" }).click();
  await expect(page.getByRole("heading", { name: "Import: done" })).toBeVisible();
  expect((await answer<{ items: { name: string }[] }>(page.request, "/search?q=Ada%20Imported")).items[0]?.name).toBe("Ada Imported");
});

test("the chart of 900 positions, of which some are closed by now, opens, unfolds, and is a table, a picture and an SVG", async ({ page }) => {
  const { items } = await answer<{ items: { id: string; employees: number | null }[] }>(page.request, "/accounts?limit=200");
  let largest = { id: "", seats: 0 };
  for (const { id } of items.sort((a, b) => (b.employees ?? 0) - (a.employees ?? 0))) { // the largest account of the sample, the others are far smaller
    const chart = await page.request.get(`/api/v1/accounts/${id}/org-chart`);
    const { positions } = (await chart.json()) as Awaited<ReturnType<typeof chartOf>>;
    if (positions.length > largest.seats) largest = { id, seats: positions.length };
    if (largest.seats >= 800) break;
  }
  expect(largest.seats).toBeGreaterThanOrEqual(800);
  await open(page, `/accounts/${largest.id}`);
  await page.getByRole("button", { name: "Open all" }).click();
  for (const form of ["CSV", "SVG", "PNG"]) {
    const saved = page.waitForEvent("download");
    await page.getByLabel("Export").click();
    await page.getByRole("button", { name: form, exact: true }).click();
    expect((await saved).suggestedFilename()).toMatch(new RegExp(`\\.${form.toLowerCase()}$`));
  }
  await page.getByRole("searchbox", { name: "Search this chart" }).fill("manager");
  await expect(page.getByText(/hits/)).toBeVisible();
  await settled(page);
});
