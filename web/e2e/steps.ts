// What all tests share: a page that counts its faults, the service's own answers, and the people of the sample.
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page, test as base } from "@playwright/test";
import { readFileSync } from "node:fs";

interface Users { password: string; administrator: { email: string }; rep: { id: string; email: string; name: string }; account: { id: string; name: string } }
export const users: Users = JSON.parse(readFileSync(process.env.KITH_WEB_USERS!, "utf8"));
export const account = users.account;

/** Messages of the console that a test expects, such as the browser's own line on an answer of 412. */
type Expecting = { expected: RegExp[] };

export const test = base.extend<Expecting>({
  expected: [[], { option: true }],
  context: async ({ context, expected }, use) => {
    const faults: string[] = [];
    context.on("console", (message) => { if (message.type() === "error" && !expected.some((form) => form.test(message.text()))) faults.push(message.text()); });
    context.on("weberror", (error) => faults.push(error.error().message));
    await use(context);
    expect(faults, "errors in the console").toEqual([]);
  },
});
export { expect };

/** An answer of the service, as the signed-in rep gets it. */
export async function answer<T>(request: APIRequestContext, path: string): Promise<T> {
  const response = await request.get(`/api/v1${path}`);
  expect(response.status(), path).toBe(200);
  return (await response.json()) as T;
}

export interface Seat { id: string; title: string; managerId: string | null; vacant: boolean; directReports: number; holders: { id: string; name: string }[] }
export const chartOf = (request: APIRequestContext): Promise<{ positions: Seat[] }> => answer(request, `/accounts/${account.id}/org-chart`);

export interface Deal { id: string; name: string; members: { contactId: string; name: string; roles: string[] }[] }
export async function worstDeal(request: APIRequestContext): Promise<Deal> {
  const { worstDeal: worst } = await answer<{ worstDeal: { opportunity: { id: string; name: string } } }>(request, `/accounts/${account.id}/summary`);
  const { members } = await answer<Pick<Deal, "members">>(request, `/opportunities/${worst.opportunity.id}/buying-center`);
  return { ...worst.opportunity, members };
}
export const decider = (deal: Deal) => deal.members.find((member) => member.roles.includes("decisionMaker")) ?? deal.members[0]!;

/** Opens an address and waits until nothing is asked for any more. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settled(page);
}
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("h1, .empty h2").first()).toBeVisible();
  await expect(page.locator(".bone")).toHaveCount(0);
}

/** The parts of the page that are wider than it is; what scrolls by itself is not looked into. */
export const runsOut = (page: Page): Promise<string[]> => page.evaluate(() => {
  const found = [...document.querySelectorAll(".main, .bar, dialog")].filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className || part.tagName);
  if (document.documentElement.scrollWidth > innerWidth) found.push("page");
  return found;
});

/** A picture of the page for who looks at them, where SHOTS names a folder. */
export async function shot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
}

/** axe finds nothing, in light and in dark, by all its rules. */
export async function accessible(page: Page): Promise<void> {
  for (const theme of ["light", "dark"]) {
    await page.evaluate((chosen) => { document.documentElement.dataset.theme = chosen; }, theme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze(); // no frames: all in this page
    expect.soft(violations.map((one) => `${theme} ${one.id}: ${one.nodes.map((node) => node.html.slice(0, 140)).slice(0, 3).join(" | ")}`), page.url()).toEqual([]);
  }
}
