import { type Page, test as base } from "@playwright/test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export { expect } from "@playwright/test";

export interface Login {
  email: string;
  password: string;
  role: string;
  organization: string;
}

/** What `seed-demo --json` printed, and where the server of this run is. */
export interface Demo {
  baseURL: string;
  dataDir: string;
  logins: Login[];
  api_keys: { organization: string; api_key: string }[];
  invoices: { organization: string; id: string; number: string | null; shows: string }[];
  share_links: { organization: string; shows: string; invoice: string; token: string; url: string }[];
}

let known: Demo | undefined;

export function demo(): Demo {
  known ??= JSON.parse(readFileSync(process.env.RW_E2E_STATE!, "utf8")) as Demo;
  return known;
}

export const test = base.extend({
  baseURL: async ({}, use) => {
    await use(demo().baseURL);
  },
});

export async function login(page: Page, role = "owner"): Promise<Login> {
  const person = demo().logins.find((candidate) => candidate.role === role);
  if (!person) {
    throw new Error(`the demo data has nobody with the role ${role}`);
  }
  await page.goto("/login");
  await page.locator('input[type="email"]').fill(person.email);
  await page.locator('input[type="password"]').fill(person.password);
  await page.locator('form:has(input[type="password"]) button[type="submit"]').click();
  await page.waitForURL((url) => url.pathname !== "/login");
  return person;
}

/** All mails the server has written so far, oldest first, as they would travel. */
export function mails(): string[] {
  const folder = join(demo().dataDir, "mail");
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
}
