import { defineConfig } from "vitest/config";

// KITH is the service that `npm run dev` asks; the built result is embedded in it.
const kith = process.env.KITH ?? "http://127.0.0.1:8080";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { outDir: "dist", assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: "es2022", chunkSizeWarningLimit: 700 },
  worker: { format: "es" },
  server: { proxy: { "/api": kith, "/sign-in": kith } },
  test: { include: ["src/**/*.test.ts"] },
});
