import type { Browser, Page } from "@playwright/test";
import { alive, complaints, expect, issuedInvoice, loggedIn, open, PHONE } from "./support";

const test = loggedIn("owner");

/** What a customer's phone shows behind a link, without any script. */
async function asCustomer(browser: Browser, link: string, look: (page: Page, status: number) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, locale: "de-DE", storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  const answer = await page.goto(link);
  await look(page, answer!.status());
  await context.close();
}

const shows = (number: string) => async (page: Page, status: number) => {
  expect(status).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Ihre Rechnung ${number}`);
};

const isDead = (number: string) => async (page: Page, status: number) => {
  expect(status).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Link nicht gefunden oder abgelaufen");
  await expect(page.locator("main")).toContainText("bitten Sie den Absender der Rechnung um einen neuen Link");
  await expect(page.locator("body")).not.toContainText(number);
};

async function shareDialog(page: Page) {
  await page.getByRole("button", { name: "Teilen" }).click();
  const dialog = page.getByRole("dialog", { name: "Rechnung teilen" });
  await expect(dialog).toBeVisible();
  return dialog;
}

test("a link is renewed and revoked, and the old one shows a friendly page at once", async ({ page, browser }) => {
  const errors = complaints(page);
  const { id, number, link } = await issuedInvoice();
  await asCustomer(browser, link, shows(number));

  await open(page, `/invoices/${id}`);
  const dialog = await shareDialog(page);
  await expect(dialog.getByRole("textbox", { name: "Link" })).toHaveValue(link);
  await dialog.getByRole("button", { name: "Neu erzeugen" }).click();
  await expect(dialog.getByRole("textbox", { name: "Link" })).not.toHaveValue(link);
  await alive(page);
  const renewed = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
  await expect(dialog.locator(".facts")).toContainText("noch 30 Tage");
  await asCustomer(browser, link, isDead(number));
  await asCustomer(browser, renewed, shows(number));

  await dialog.getByRole("button", { name: "Widerrufen" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Link widerrufen" })).toBeVisible();
  await alive(page);
  await asCustomer(browser, renewed, isDead(number));

  const without = await shareDialog(page);
  await expect(without).toContainText("Es gibt noch keinen Link");
  await without.getByRole("button", { name: "Link erzeugen" }).click();
  await expect(without.getByRole("textbox", { name: "Link" })).toHaveValue(/\/portal\//);
  await asCustomer(browser, await without.getByRole("textbox", { name: "Link" }).inputValue(), shows(number));
  await asCustomer(browser, renewed, isDead(number));
  expect(errors).toEqual([]);
});
