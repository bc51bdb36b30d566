import { type Browser, type BrowserContextOptions, type Page } from "@playwright/test";
import { alive, complaints, downloaded, expect, HAFENWERK, line, loggedIn, open, PHONE, untilShown } from "./support";

const test = loggedIn("owner", HAFENWERK);

for (const javaScriptEnabled of [true, false]) {
  test(`from the first line to the accepted payment, the customer's browser ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ page, context, browser }) => {
    test.setTimeout(60_000);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const errors = complaints(page);

    const number = await writeAndIssue(page);
    const invoice = new URL(page.url()).pathname;
    const link = await share(page);
    await confirmAsCustomer(browser, { viewport: PHONE, javaScriptEnabled }, link, number);

    await page.goto("/notifications");
    const news = page.getByRole("listitem").filter({ hasText: number }).first();
    await expect(news).toContainText(`Werft Travemünde AG hat eine Zahlung zu ${number} gemeldet`);
    await news.getByRole("link").click();
    await expect(page).toHaveURL(new RegExp(`${invoice}$`));
    await expect(page.locator(".head")).toContainText("Zahlung gemeldet");
    await expect(page.locator(".review")).toContainText("Heute Morgen überwiesen");
    await page.getByRole("button", { name: "Annehmen" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Zahlung angenommen" })).toBeVisible();
    await expect(page.locator(".head .badge")).toHaveText("Bezahlt");
    expect(errors).toEqual([]);
  });
}

async function writeAndIssue(page: Page): Promise<string> {
  await open(page, "/invoices/new");
  const customer = page.getByRole("combobox", { name: "Kunde" });
  await customer.fill("werft");
  await page.getByRole("option", { name: /Werft Travemünde AG/ }).click();
  await expect(customer).toHaveValue("Werft Travemünde AG");
  await expect(page.locator("address")).toContainText("Vorderreihe 40");

  await page.getByLabel("Leistung von", { exact: true }).fill("2026-11-02");

  const total = page.locator(".totals .sum");
  await line(page, 1).name.fill("Beratung Takelage");
  await line(page, 1).quantity.fill("10");
  await line(page, 1).unit.selectOption("HUR");
  await line(page, 1).price.fill("95");
  await expect(total).toContainText("1.130,50 €");
  await page.getByRole("button", { name: "Position hinzufügen" }).click();
  await line(page, 2).name.fill("Prospekt, gedruckt");
  await line(page, 2).quantity.fill("200");
  await line(page, 2).price.fill("1,40");
  await line(page, 2).rate.selectOption("7");
  await expect(total).toContainText("1.430,10 €");
  await expect(page.locator(".totals tr", { hasText: "MwSt 19 %" })).toContainText("180,50");
  await expect(page.locator(".totals tr", { hasText: "MwSt 7 %" })).toContainText("19,60");
  await expect(page.locator("#dock-total")).toHaveText("1.430,10 €");

  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Gespeichert" })).toBeVisible();
  await expect(page.locator("#findings")).toContainText("Es ist alles da.");
  await alive(page);
  await page.getByRole("button", { name: "Ausstellen" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Rechnung ausgestellt" })).toBeVisible();
  await alive(page);
  return (await page.getByRole("heading", { level: 1 }).innerText()).trim();
}

/** Copies the link, which came into being with the invoice, in its dialog. */
async function share(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Teilen" }).click();
  const dialog = page.getByRole("dialog", { name: "Rechnung teilen" });
  await expect(dialog.getByRole("textbox", { name: "Link" })).toHaveValue(/\/portal\//);
  await alive(page);
  await dialog.getByRole("button", { name: "Kopieren" }).click();
  await expect(dialog.getByRole("button", { name: "Kopiert!" })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await expect(dialog.getByRole("textbox", { name: "Link" })).toHaveValue(link);
  await dialog.getByRole("button", { name: "Fertig" }).click();
  await expect(dialog).toBeHidden();
  return link;
}

async function confirmAsCustomer(browser: Browser, options: BrowserContextOptions, link: string, number: string): Promise<void> {
  const context = await browser.newContext({ ...options, locale: "de-DE", storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  const errors = complaints(page);
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Ihre Rechnung ${number}`);
  await expect(page.locator(".amount")).toContainText("1.430,10 €");
  await untilShown(page, page.getByRole("link", { name: "PDF herunterladen" }));
  await downloadBoth(page, number);

  await page.locator(".hero").getByRole("button", { name: "Zahlung bestätigen" }).click();
  const question = page.getByRole("dialog", { name: "Zahlung bestätigen?" });
  await expect(question).toContainText(`die Rechnung ${number} über 1.430,10 € bezahlt haben`);
  await question.getByLabel("Nachricht").fill("Heute Morgen überwiesen");
  await question.getByRole("button", { name: "Zahlung bestätigen" }).click();
  await expect(page.getByRole("status")).toHaveText(`Danke. Ihre Zahlung ist gemeldet, ${HAFENWERK} wurde benachrichtigt.`);
  await expect(page.locator(".badge")).toHaveText("Zahlung gemeldet");
  await expect(page.getByRole("button", { name: "Zahlung bestätigen" })).toHaveCount(0);
  expect(errors).toEqual([]);
  await context.close();
}

async function downloadBoth(page: Page, number: string): Promise<void> {
  const pdf = await downloadBy(page, "PDF herunterladen");
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  const xml = (await downloadBy(page, "XRechnung (XML)")).toString("utf8");
  expect(xml).toContain(`>${number}<`);
  expect(xml).toContain(">1430.10<");
}

async function downloadBy(page: Page, name: string): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return downloaded(download);
}
