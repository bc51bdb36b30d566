import { type APIRequestContext, type APIResponse, type BrowserContext, type Download, type Locator, type Page, expect, request, test as base } from "@playwright/test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export { expect };

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

/** A customer's confirmation settles the invoice here … */
export const NORDLICHT = "Atelier Nordlicht GmbH";
/** … and waits for its review here. */
export const HAFENWERK = "Hafenwerk IT UG";

export const PHONE = { width: 390, height: 844 };

type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

let known: Demo | undefined;

export function demo(): Demo {
  known ??= JSON.parse(readFileSync(process.env.RW_E2E_STATE!, "utf8")) as Demo;
  return known;
}

export function demoInvoice(shows: string, organization = NORDLICHT): Demo["invoices"][number] {
  return theOne(demo().invoices, (invoice) => invoice.shows === shows && invoice.organization === organization);
}

function theOne<T>(all: T[], fits: (one: T) => boolean): T {
  const found = all.find(fits);
  if (!found) {
    throw new Error("the demo data has nothing of that kind");
  }
  return found;
}

export const test = base.extend({
  baseURL: async ({}, use) => {
    await use(demo().baseURL);
  },
});

/** Tests of somebody who is logged in already. */
export function loggedIn(role: string, organization = NORDLICHT) {
  return test.extend({
    storageState: async ({}, use) => {
      await use(await session(role, organization));
    },
  });
}

const sessions = new Map<string, Promise<Session>>();

/** The cookies of a demo login, in this language; each person logs in once per worker. */
export function session(role: string, organization = NORDLICHT, lang = "de"): Promise<Session> {
  const key = [role, organization, lang].join();
  const made = sessions.get(key) ?? startSession(person(role, organization), lang);
  sessions.set(key, made);
  return made;
}

async function startSession(person: Login, lang: string): Promise<Session> {
  const client = await request.newContext({ baseURL: demo().baseURL });
  await client.post("/rpc/account/log_in", { form: { email: person.email, password: person.password } });
  await client.post("/rpc/account/set_language", { form: { lang } });
  const state = await client.storageState();
  await client.dispose();
  return state;
}

function person(role: string, organization: string): Login {
  return theOne(demo().logins, (login) => login.role === role && login.organization === organization);
}

export async function login(page: Page, role = "owner", organization = NORDLICHT): Promise<Login> {
  const somebody = person(role, organization);
  await page.goto("/login");
  await page.locator('input[type="email"]').fill(somebody.email);
  await page.locator('input[type="password"]').fill(somebody.password);
  await page.locator('form:has(input[type="password"]) button[type="submit"]').click();
  await page.waitForURL((url) => url.pathname !== "/login");
  return somebody;
}

/** Goes to a page and, in the dashboard's frame, waits for its islands: they take the notice out of the address. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path + (path.includes("?") ? "&" : "?") + "notice=");
  if ((await page.locator(".app").count()) > 0) {
    await alive(page);
  }
}

export async function alive(page: Page): Promise<void> {
  await expect(page).not.toHaveURL(/[?&]notice=/);
}

/** Loads the page anew until something is there that the worker makes in the background. */
export async function untilShown(page: Page, wanted: Locator): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(wanted).toBeVisible({ timeout: 200 });
  }).toPass();
}

/** Everything that the page complains about; a test expects it to stay empty. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("console", (message) => message.type() === "error" && heard.push(`${message.text()} ${message.location().url}`));
  return heard;
}

export async function downloaded(download: Promise<Download>): Promise<Buffer> {
  return readFileSync(await (await download).path());
}

/** One line of the editor by its number, from 1. */
export function line(page: Page, number: number) {
  const cell = (name: string) => page.getByLabel(`${name}, Pos ${number}`, { exact: true });
  return {
    name: cell("Beschreibung"),
    quantity: cell("Menge"),
    unit: cell("Einheit"),
    price: cell("Einzelpreis"),
    rate: cell("MwSt"),
  };
}

/** The JSON API with the demo key of an organization. */
export async function api(organization = NORDLICHT): Promise<APIRequestContext> {
  const key = theOne(demo().api_keys, (key) => key.organization === organization).api_key;
  return request.newContext({ baseURL: demo().baseURL, extraHTTPHeaders: { "x-api-key": key } });
}

/** An issued invoice of our own over 214,20 €, which no other test changes. */
export async function issuedInvoice(organization = NORDLICHT, count = 1): Promise<{ id: string; number: string; link: string }> {
  const client = await api(organization);
  const { items } = await answer(client.get("/api/customers"));
  const customer = theOne(items as { id: string; name: string }[], ({ name }) => name === "Kanzlei Brandt").id;
  const line = { name: "Anzeigengestaltung", quantity: "2", unit: "HUR", price: "90.00", tax_rate: "19" };
  const lines = Array.from({ length: count }, () => line);
  const { id } = await answer(client.post("/api/invoices", { data: { customer, service_start: "2026-11-02", lines } }));
  const { number } = await answer(client.post(`/api/invoices/${id}/issue`));
  const { url } = await answer(client.post(`/api/invoices/${id}/share-link`));
  await client.dispose();
  return { id, number, link: url };
}

async function answer(asked: Promise<APIResponse>) {
  const response = await asked;
  expect(response.ok(), await response.text()).toBe(true);
  return response.json();
}

/** All mails the server has written so far, oldest first, as they would travel. */
export function mails(): string[] {
  return mailFiles().map((name) => readFileSync(join(demo().dataDir, "mail", name), "utf8"));
}

export function mailFiles(): string[] {
  const folder = join(demo().dataDir, "mail");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => name.endsWith(".eml") && !name.startsWith(".")).sort();
}
