import { defineConfig, devices } from "@playwright/test";
import { existsSync } from "node:fs";

// Debian's Chromium serves where Playwright has not downloaded its own.
const chromium = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);

export default defineConfig({
  testDir: "tests",
  globalSetup: "./server.ts",
  outputDir: "test-results",
  reporter: [["list"]],
  fullyParallel: false,
  workers: 2,
  // What passes only the second time is listed as flaky.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  // Some look at a dozen pages, on two busy cores; what hangs is noticed by `expect` long before.
  timeout: 120_000,
  expect: { timeout: 7_000 },
  use: {
    ...devices["Desktop Chrome"],
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium,
      // The sandbox refuses to run as root, and the browser must not reach for anything but the server.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
