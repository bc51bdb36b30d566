import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { api, complaints, demo, demoInvoice, expect, mailFiles, open, session, test as base } from "./support";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Every two of language, scheme and width meet once. */
const VIEWS = [
  { lang: "de", colorScheme: "light", width: 390 },
  { lang: "de", colorScheme: "dark", width: 1440 },
  { lang: "en", colorScheme: "light", width: 1440 },
  { lang: "en", colorScheme: "dark", width: 390 },
] as const;

const invoice = (shows: string, more = "") => `/invoices/${demoInvoice(shows).id}${more}`;

/** The dashboard's pages by their route, and what else they can look like. */
const PAGES: Record<string, (() => string | Promise<string>)[]> = {
  "/": [() => "/"],
  "/notifications": [() => "/notifications"],
  "/notifications/settings": [() => "/notifications/settings"],
  "/audit": [() => "/audit", () => "/audit?q=gibt-es-nicht"],
  "/operations": [() => "/operations"],
  "/invoices": [() => "/invoices", () => "/invoices?status=overdue", () => "/invoices?q=gibt-es-nicht"],
  "/invoices/new": [() => "/invoices/new"],
  "/invoices/:id": [
    () => invoice("paid"),
    () => invoice("corrected"),
    () => invoice("void"),
    () => invoice("uncollectible"),
    ...["share", "email", "payment", "correct", "cancel_part", "cancel", "write_off"].map((dialog) => () => invoice("open", `?dialog=${dialog}`)),
    () => invoice("unsent", "?dialog=share"),
    () => "/invoices/INV-gibt-es-nicht",
  ],
  "/invoices/:id/edit": [
    () => invoice("draft", "/edit"),
    () => invoice("incomplete_draft", "/edit?lines=3"),
    () => invoice("draft", "/edit?dialog=discard"),
  ],
  "/invoices/:id/lines/:line": [() => invoice("draft", "/lines/1")],
  "/invoices/:id/attachments": [() => invoice("draft", "/attachments")],
  "/customers": [() => "/customers", () => "/customers?q=gibt-es-nicht"],
  "/customers/new": [() => "/customers/new"],
  "/customers/:id": [() => customer(), () => customer("?dialog=bill")],
  "/customers/:id/edit": [() => customer("/edit")],
  "/mailings/new": [() => "/mailings/new"],
  "/mailings/:id": [() => mailing(), async () => `${await mailing()}?state=failed`],
  "/recurring": [() => "/recurring", () => "/recurring?q=gibt-es-nicht"],
  "/recurring/new": [() => "/recurring/new", () => `/recurring/new?from=${demoInvoice("open").id}`],
  "/recurring/:id": [() => series(), () => series("?dialog=run"), () => series("?dialog=finish")],
  "/recurring/:id/edit": [() => series("/edit")],
  "/dunning": [() => "/dunning", () => "/dunning?state=held", () => "/dunning?dialog=send-due"],
  "/dunning/:id": [() => `/dunning/${demoInvoice("overdue").id}`, () => `/dunning/${demoInvoice("overdue").id}?dialog=pause`, () => `/dunning/${demoInvoice("paid").id}`],
  "/incoming": [() => "/incoming", () => "/incoming?q=gibt-es-nicht"],
  "/incoming/:id": [() => received(demoXml), () => received(wrongXml)],
  "/webhooks": [() => "/webhooks", async () => (await webhook()) && "/webhooks"],
  "/webhooks/new": [() => "/webhooks/new"],
  "/webhooks/:id": [() => webhook(), async () => `${await webhook()}?state=failed`],
  "/webhooks/:id/edit": [async () => `${await webhook()}/edit`],
  "/webhooks/:id/deliveries/:delivery": [() => delivery()],
  "/billing": [() => "/billing", () => "/billing?state=unbilled", () => "/billing?q=gibt-es-nicht"],
  "/billing/events/new": [() => "/billing/events/new"],
  "/billing/events/:id": [() => billingEvent()],
  "/billing/runs": [() => "/billing/runs"],
  "/billing/runs/:id": [() => billingRun()],
  "/settings": [() => "/settings"],
  "/settings/company": [() => "/settings/company"],
  "/settings/bank": [() => "/settings/bank"],
  "/settings/portal": [() => "/settings/portal"],
  "/settings/numbering": [() => "/settings/numbering"],
  "/settings/dunning": [() => "/settings/dunning"],
  "/settings/api-keys": [() => "/settings/api-keys"],
  "": [() => "/gibt-es-nicht"],
  "/dev/mail": [() => "/dev/mail"],
  "/dev/mail/:file": [() => `/dev/mail/${mailFiles()[0]}`],
};

const GATE_PAGES: Record<string, string> = {
  "/login": "/login",
  "/sign-up": "/sign-up",
  "/forgot-password": "/forgot-password?notice=reset_requested",
  "/reset-password": "/reset-password?token=0",
};

async function customer(more = ""): Promise<string> {
  const client = await api();
  const list = await (await client.get("/api/customers")).json();
  await client.dispose();
  return `/customers/${list.items[0].id}${more}`;
}

async function series(more = ""): Promise<string> {
  const client = await api();
  const list = await (await client.get("/api/recurring")).json();
  await client.dispose();
  return `/recurring/${list.items[0].id}${more}`;
}

async function billingEvent(): Promise<string> {
  const client = await api();
  const list = await (await client.get("/api/billing-events?state=unbilled")).json();
  await client.dispose();
  return `/billing/events/${list.items[0].id}`;
}

/** Of a month in which nobody had anything to bill, so that the other tests keep their invoices. */
async function billingRun(): Promise<string> {
  const client = await api();
  const answer = await client.post("/api/billing-runs", { data: { month: "2020-01" } });
  await client.dispose();
  return answer.headers()["location"].replace("/api/billing-runs", "/billing/runs");
}

/** The page of a mailing that is over, so that it no longer looks again by itself. */
async function mailing(): Promise<string> {
  const client = await api();
  const { customer } = await (await client.get(`/api/invoices/${demoInvoice("open").id}`)).json();
  const line = { name: "Beratung", price: "100.00" };
  const draft = await (await client.post("/api/invoices", { data: { customer, service_start: "2026-02-02", lines: [line] } })).json();
  await client.post(`/api/invoices/${draft.id}/issue`);
  const { location } = (await client.post("/api/mailings")).headers();
  const left = async () => {
    const { pending, underway } = await (await client.get(location)).json();
    return pending + underway;
  };
  await expect.poll(left, { timeout: 20_000 }).toBe(0);
  await client.dispose();
  return location.replace("/api", "");
}

/** The page of an incoming invoice, handed in as a program does. */
async function received(file: () => Promise<Buffer>): Promise<string> {
  const client = await api();
  const answer = await client.post("/api/incoming", { headers: { "content-type": "application/xml" }, data: await file() });
  await client.dispose();
  return answer.headers()["location"].replace("/api", "");
}

/** The page of a webhook to an address where nobody listens. */
async function webhook(): Promise<string> {
  const client = await api();
  const list = await (await client.get("/api/webhooks")).json();
  const known = list.items[0] ?? (await (await client.post("/api/webhooks", { data: { url: "http://127.0.0.1:9/hooks" } })).json());
  await client.dispose();
  return `/webhooks/${known.id}`;
}

/** The page of a delivery that was tried without success. */
async function delivery(): Promise<string> {
  const page = await webhook();
  const client = await api();
  const sent = await (await client.post(`/api${page}/test`)).json();
  const tried = async () => (await (await client.get(`/api${page}/deliveries/${sent.id}`)).json()).attempts;
  await expect.poll(tried, { timeout: 15_000 }).toBe(1);
  await client.dispose();
  return `${page}/deliveries/${sent.id}`;
}

async function demoXml(): Promise<Buffer> {
  const client = await api();
  const link = demo().share_links.find(({ shows }) => shows === "open");
  const answer = await client.get(`/api/portal/${link?.token}/download-xml`);
  const bytes = await answer.body();
  await client.dispose();
  return bytes;
}

/** With a digit too many in the amount due. */
async function wrongXml(): Promise<Buffer> {
  const xml = (await demoXml()).toString();
  return Buffer.from(xml.replace(/(<cbc:PayableAmount[^>]*>)/, (start) => `${start}9`));
}

interface Reader {
  lang: "de" | "en";
  stranger: boolean;
}

const test = base.extend<Reader>({
  lang: ["de", { option: true }],
  stranger: [false, { option: true }],
  storageState: async ({ lang, stranger }, use) => {
    const role = lang === "de" ? "owner" : "admin";
    await use(stranger ? { cookies: [], origins: [] } : await session(role, undefined, lang));
  },
});

test.describe.configure({ mode: "parallel" });

test("every route of the dashboard is looked at", () => {
  const routes = readFileSync(new URL("../../src/ui/routes.rs", import.meta.url), "utf8");
  const paths = [...routes.matchAll(/path!\("([^"]+)"\)/g)].map((match) => match[1]);
  expect(paths.filter((path) => !(path in PAGES) && !(path in GATE_PAGES))).toEqual([]);
});

for (const { lang, colorScheme, width } of VIEWS) {
  test.describe(`${lang}, ${colorScheme}, ${width} px`, () => {
    test.use({
      lang,
      colorScheme,
      locale: lang === "de" ? "de-DE" : "en-GB",
      viewport: { width, height: 900 },
      contextOptions: { reducedMotion: "reduce" },
    });

    for (const [route, looks] of Object.entries(PAGES)) {
      test(route || "an unknown address", async ({ page }) => {
        for (const path of looks) {
          await look(page, await path(), lang);
        }
      });
    }

    test("refused forms", async ({ page }) => {
      await page.goto("/customers/new");
      await page.locator("#name").fill("Ohne Adresse");
      await page.locator("#billing_email").fill("keine");
      await page.locator(".head .btn-primary").click();
      await expect(page.locator("#billing_email")).toHaveAttribute("aria-invalid", "true");
      await judge(page, "/customers/new, refused");
    });

    test.describe("strangers", () => {
      test.use({ stranger: true });

      for (const [route, path] of Object.entries(GATE_PAGES)) {
        test(route, async ({ page }) => look(page, path, lang));
      }

      // The description of the API is English for everybody.
      test("/api/docs", async ({ page }) => look(page, "/api/docs", "en"));

      test("an unknown address", async ({ page }) => look(page, "/gibt-es-nicht", lang));

      test("portal page", async ({ page }) => {
        const links = demo().share_links.map(({ url }) => new URL(url).pathname);
        const notices = ["confirmed", "already_confirmed", "invalid"].map((notice) => `${links[0]}?notice=${notice}`);
        for (const path of [...links, ...notices, "/portal/00000000-0000-4000-8000-000000000000"]) {
          await look(page, `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`, lang);
          const question = page.locator('.hero [popovertarget="ask"]');
          if ((await question.count()) > 0) {
            await question.click();
            await judge(page, `${path} with its question`);
          }
        }
      });
    });
  });
}

async function look(page: Page, path: string, lang: string): Promise<void> {
  const heard = complaints(page);
  await open(page, path);
  await expect.soft(page.locator("html"), path).toHaveAttribute("lang", lang);
  await judge(page, path);
  await keepPicture(page, path, lang);
  // That a page says "not found" by its own status is no complaint.
  const own = path.split("?")[0];
  const isOwn = (text: string) => text.includes("404 (Not Found)") && text.includes(own);
  // The judge reaches into every frame; one that shows a mail lets no script run, not even that.
  const isJudge = (text: string) => text.startsWith("Blocked script execution") && text.includes("frame is sandboxed");
  expect.soft(heard.filter((text) => !isOwn(text) && !isJudge(text)), `${path}: console`).toEqual([]);
  page.removeAllListeners("console");
  page.removeAllListeners("pageerror");
}

async function judge(page: Page, what: string): Promise<void> {
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overhang, `${what}: scrolls sideways`).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
  const told = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
  expect.soft(told, what).toEqual([]);
}

/** With `RW_SHOTS=folder` every page that is judged can be looked at afterwards. */
async function keepPicture(page: Page, path: string, lang: string): Promise<void> {
  if (process.env.RW_SHOTS) {
    const name = `${path.replace(/[^a-z0-9]+/gi, "_")}-${lang}-${page.viewportSize()?.width}.png`;
    await page.screenshot({ path: join(process.env.RW_SHOTS, name), fullPage: true });
  }
}
