import type { Browser, Page } from "@playwright/test";
import { alive, complaints, expect, HAFENWERK, issuedInvoice, loggedIn, NORDLICHT, open, PHONE } from "./support";

/** Runs with the page of the customer's phone, which has no script. */
async function asCustomer(browser: Browser, link: string, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, locale: "de-DE", storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(link);
  await act(page);
  await context.close();
}

async function confirm(page: Page): Promise<void> {
  await page.locator(".hero").getByRole("button", { name: "Zahlung bestätigen" }).click();
  const question = page.getByRole("dialog", { name: "Zahlung bestätigen?" });
  await question.getByRole("button", { name: "Zahlung bestätigen" }).click();
}

const mayConfirm = (page: Page) => page.locator(".hero").getByRole("button", { name: "Zahlung bestätigen" });

async function judge(page: Page, decision: "Annehmen" | "Ablehnen", notice: string): Promise<void> {
  await alive(page);
  await expect(page.locator(".review")).toContainText("Der Kunde meldet eine Zahlung über 214,20 €");
  await page.locator(".review").getByRole("button", { name: decision }).click();
  await expect(page.getByRole("status").filter({ hasText: notice })).toBeVisible();
  await expect(page.locator(".review")).toHaveCount(0);
}

const nordlicht = loggedIn("owner", NORDLICHT);

nordlicht("a confirmation that settles: paid at once, open again when rejected, paid for good when accepted", async ({ page, browser }) => {
  const errors = complaints(page);
  const { id, link } = await issuedInvoice(NORDLICHT);
  await asCustomer(browser, link, async (customer) => {
    await confirm(customer);
    await expect(customer.getByRole("status")).toHaveText(`Danke. Ihre Zahlung ist bestätigt, ${NORDLICHT} wurde benachrichtigt.`);
    await expect(customer.locator(".badge")).toHaveText("Bezahlt");
  });
  await open(page, `/invoices/${id}`);
  await expect(page.locator(".head .badge")).toHaveText("Bezahlt");
  await expect(page.locator(".ledger")).toContainText("Vom Kunden bestätigt");
  await judge(page, "Ablehnen", "Zahlung abgelehnt");
  await expect(page.locator(".head .badge")).toHaveText("Offen");
  await expect(page.locator(".due .amount")).toHaveText("214,20 €");

  await asCustomer(browser, link, async (customer) => {
    await expect(customer.locator(".badge")).toHaveText("Offen");
    await confirm(customer);
    await expect(customer.locator(".badge")).toHaveText("Bezahlt");
  });
  await open(page, `/invoices/${id}`);
  await judge(page, "Annehmen", "Zahlung angenommen");
  await expect(page.locator(".head .badge")).toHaveText("Bezahlt");
  await asCustomer(browser, link, async (customer) => expect(mayConfirm(customer)).toHaveCount(0));
  expect(errors).toEqual([]);
});

const hafenwerk = loggedIn("owner", HAFENWERK);

hafenwerk("a confirmation that reports: open until it is accepted, and asked for again when rejected", async ({ page, browser }) => {
  const errors = complaints(page);
  const { id, link } = await issuedInvoice(HAFENWERK);
  const report = async (customer: Page) => {
    await confirm(customer);
    await expect(customer.getByRole("status")).toHaveText(`Danke. Ihre Zahlung ist gemeldet, ${HAFENWERK} wurde benachrichtigt.`);
    await expect(customer.locator(".badge")).toHaveText("Zahlung gemeldet");
    await expect(mayConfirm(customer)).toHaveCount(0);
  };
  await asCustomer(browser, link, report);
  await open(page, `/invoices/${id}`);
  await expect(page.locator(".head .badge")).toHaveText("Zahlung gemeldet");
  await expect(page.locator(".due .amount")).toHaveText("214,20 €");
  await judge(page, "Ablehnen", "Zahlung abgelehnt");
  await expect(page.locator(".head .badge")).toHaveText("Offen");

  await asCustomer(browser, link, report);
  await open(page, `/invoices/${id}`);
  await judge(page, "Annehmen", "Zahlung angenommen");
  await expect(page.locator(".head .badge")).toHaveText("Bezahlt");
  await asCustomer(browser, link, async (customer) => {
    await expect(customer.locator(".badge")).toHaveText("Bezahlt");
    await expect(mayConfirm(customer)).toHaveCount(0);
  });
  expect(errors).toEqual([]);
});
