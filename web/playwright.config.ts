import { defineConfig } from "@playwright/test";

// The service is started by e2e/service.mjs, which says in the environment where it is. One browser at a time: the machines that test are small.
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.e2e.ts",
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.KITH_WEB_URL,
    storageState: process.env.KITH_WEB_STATE,
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] },
    viewport: { width: 1360, height: 860 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  },
});
