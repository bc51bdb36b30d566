import { expect, issuedInvoice, loggedIn, open } from "./support";

const test = loggedIn("owner");

test("the invoice list is walked with j and k, marked with x and opened with Enter", async ({ page }) => {
  await open(page, "/invoices");
  await expect(page.locator("#invoice-selection")).toBeFocused();
  const rows = page.locator(".invoice-row");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toHaveClass(/cursor/);
  await page.keyboard.press("k");
  await expect(rows.nth(0)).toHaveClass(/cursor/);
  await expect(rows.nth(0).getByRole("checkbox")).toBeFocused();

  await page.keyboard.press("x");
  await expect(rows.nth(0).getByRole("checkbox")).toBeChecked();
  await expect(page.locator("[data-selected]")).toHaveText(/^1 ausgewählt, [\d.,]+\s€ offen$/);

  const href = await rows.nth(0).locator("[data-open]").getAttribute("href");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${href}(/edit)?$`));
});

test("the box in the head marks all rows, and lifting the selection clears them", async ({ page }) => {
  await open(page, "/invoices");
  const rows = page.locator(".invoice-row");
  await page.locator(".name-row .check-all").check();
  await expect(page.locator("[data-selected]")).toContainText(`${await rows.count()} ausgewählt`);
  await rows.nth(0).getByRole("checkbox").uncheck();
  await expect(page.locator("[data-selected]")).toContainText(`${(await rows.count()) - 1} ausgewählt`);
  await page.getByRole("button", { name: "Aufheben" }).click();
  await expect(page.locator(".check-row-box:checked")).toHaveCount(0);
});

test("letters typed into the search stay there", async ({ page }) => {
  await open(page, "/invoices");
  await page.keyboard.press("Control+k");
  const search = page.getByRole("searchbox", { name: "Rechnungen durchsuchen" });
  await expect(search).toBeFocused();
  await page.keyboard.type("jkx");
  await expect(search).toHaveValue("jkx");
  await expect(page.locator(".invoice-row.cursor")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Keine Rechnung passt" })).toBeVisible();
});

for (const [button, title] of [
  ["Teilen", "Rechnung teilen"],
  ["Per E-Mail senden", "Per E-Mail senden"],
] as const) {
  test(`Escape closes the dialog „${title}“ and gives the focus back`, async ({ page }) => {
    const { id } = await issuedInvoice();
    await open(page, `/invoices/${id}`);
    const opener = page.getByRole("button", { name: button });
    const dialog = page.getByRole("dialog", { name: title });
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeVisible();
    await expect(dialog.locator(":focus")).toHaveCount(1);
    for (let step = 0; step < 20; step++) {
      await page.keyboard.press("Tab");
      // Beyond its last field the focus leaves for the browser's own bars, never for what lies behind.
      expect(await page.evaluate(() => !document.activeElement || document.activeElement === document.body || Boolean(document.activeElement.closest("dialog")))).toBe(true);
    }
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
    await expect(page).toHaveURL(new RegExp(`/invoices/${id}$`));
  });
}

test("a dialog opened from the menu gives the focus back to the menu's button", async ({ page }) => {
  const { id, number } = await issuedInvoice();
  await open(page, `/invoices/${id}`);
  const menu = page.getByRole("button", { name: "Weitere Aktionen" });
  await menu.press("Enter");
  await page.getByRole("button", { name: "Stornieren", exact: true }).press("Enter");
  const dialog = page.getByRole("dialog", { name: `${number} stornieren?` });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(menu).toBeFocused();
});

test("a payment is recorded in its dialog", async ({ page }) => {
  const { id } = await issuedInvoice();
  await open(page, `/invoices/${id}`);
  await page.locator(".due").getByRole("button", { name: "Zahlung erfassen" }).click();
  const dialog = page.getByRole("dialog", { name: "Zahlung erfassen" });
  await expect(dialog.getByLabel("Betrag in €")).toBeFocused();
  await dialog.getByLabel("Betrag in €").fill("100");
  await dialog.getByRole("button", { name: "Zahlung erfassen" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Zahlung erfasst" })).toBeVisible();
  await expect(page.locator(".head .badge")).toHaveText("Teilbezahlt");
  await expect(page.locator(".due .amount")).toHaveText("114,20 €");
});
