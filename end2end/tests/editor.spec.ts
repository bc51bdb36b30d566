import { complaints, expect, line, loggedIn, open } from "./support";

const test = loggedIn("owner");

test.beforeEach(async ({ page }) => {
  await open(page, "/invoices/new");
});

test("Tab on the last cell adds a line with the same unit and rate", async ({ page }) => {
  const first = line(page, 1);
  await first.name.fill("Lektorat");
  await first.unit.selectOption("HUR");
  await first.price.fill("80");
  await first.rate.selectOption("7");
  await first.rate.press("Tab");

  await expect(line(page, 2).name).toBeFocused();
  await expect(line(page, 2).unit).toHaveValue("HUR");
  await expect(line(page, 2).rate).toHaveValue("7");
  await line(page, 2).rate.focus();
  await line(page, 2).rate.press("Tab");
  await expect(line(page, 3).name).toHaveCount(0);
});

test("the last price of an item is taken by Enter", async ({ page }) => {
  await line(page, 1).name.fill("Produkt");
  await expect(page.getByRole("status").filter({ hasText: "Produktfotografie zuletzt 480,00 € am" })).toBeVisible();
  await line(page, 1).name.press("Enter");

  await expect(line(page, 1).name).toHaveValue("Produktfotografie");
  await expect(line(page, 1).price).toHaveValue("480,00");
  await expect(line(page, 1).unit).toHaveValue("LS");
  await expect(page).toHaveURL(/\/invoices\/new$/);
});

test("lines are moved and taken away", async ({ page }) => {
  await line(page, 1).name.fill("Zuerst");
  await line(page, 1).price.fill("10");
  await page.getByRole("button", { name: "Position hinzufügen" }).click();
  await line(page, 2).name.fill("Danach");
  await line(page, 2).price.fill("20");

  await page.getByLabel("Mehr, Pos 2").click();
  await page.locator("#line-1").getByRole("button", { name: "Nach oben" }).click();
  await expect(line(page, 1).name).toHaveValue("Danach");
  await expect(line(page, 2).name).toHaveValue("Zuerst");
  await page.locator("#line-0").getByRole("button", { name: "Entfernen" }).click();
  await expect(line(page, 1).name).toHaveValue("Zuerst");
  await expect(line(page, 2).name).toHaveCount(0);
  await expect(page.locator("#dock-total")).toHaveText("11,90 €");
});

test("the customer is found, taken and taken back by keyboard alone", async ({ page }) => {
  const box = page.getByRole("combobox", { name: "Kunde" });
  await box.focus();
  await page.keyboard.type("lübeck");
  await expect(page.getByRole("listbox", { name: "Kunde" }).getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue("Stadtwerke Lübeck GmbH");

  await page.keyboard.press("ArrowDown");
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(`#${await box.getAttribute("aria-activedescendant")}`)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(box).toHaveAttribute("aria-expanded", "false");
  await expect(box).toHaveValue("Stadtwerke Lübeck GmbH");

  await box.fill("niemand so");
  await expect(page.getByRole("status").filter({ hasText: "Kein Kunde passt dazu." })).toBeVisible();
});

test("the head says whether the draft is saved, and Control+S saves it", async ({ page }) => {
  const state = page.locator(".saved");
  await line(page, 1).name.fill("Entwurf einer Karte");
  await line(page, 1).price.fill("120");
  await expect(state).toHaveText("Nicht gespeichert");
  await page.keyboard.press("Control+s");
  await expect(page).toHaveURL(/\/invoices\/INV-[^/]+\/edit/);
  await expect(state).toHaveText(/^Gespeichert \d\d:\d\d$/);
  await expect(line(page, 1).name).toHaveValue("Entwurf einer Karte");
});

test("what is typed is not left behind without a question", async ({ page }) => {
  await line(page, 1).name.fill("Noch nicht gespeichert");
  const question = page.waitForEvent("dialog");
  const leaving = page.getByRole("link", { name: "Kunden", exact: true }).first().click();
  expect((await question).type()).toBe("beforeunload");
  await (await question).dismiss();
  await leaving.catch(() => {});
  await expect(line(page, 1).name).toHaveValue("Noch nicht gespeichert");
});

test("a refused draft keeps what was typed and says at the field what is wrong", async ({ page }) => {
  await line(page, 1).name.fill("Satz <b>& Druck</b>");
  await line(page, 1).price.fill("zwölf");
  await page.getByLabel("Schlusstext").fill("Mit </textarea> und Dank");
  await page.getByRole("button", { name: "Speichern" }).click();

  const price = line(page, 1).price;
  await expect(page.getByRole("alert")).toContainText("Gespeichert ist noch nichts.");
  await expect(price).toHaveAccessibleDescription("Bitte eine Zahl eingeben, zum Beispiel 95,50.");
  await expect(price).toHaveAttribute("aria-invalid", "true");
  await expect(price).toHaveValue("zwölf");
  await expect(line(page, 1).name).toHaveValue("Satz <b>& Druck</b>");
  await expect(page.getByLabel("Schlusstext")).toHaveValue("Mit </textarea> und Dank");

  await expect(page.getByRole("combobox", { name: "Kunde" })).toBeVisible();
  await price.fill("12");
  await expect(price).not.toHaveAttribute("aria-invalid");
  await expect(page.locator("#dock-total")).toHaveText("14,28 €");
});

test("what is missing for issuing leads to its field, and the draft stays", async ({ page }) => {
  const errors = complaints(page);
  await line(page, 1).name.fill("Ohne Kunde");
  await line(page, 1).price.fill("50");
  await page.getByRole("button", { name: "Ausstellen" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Zum Ausstellen fehlen noch Angaben" })).toBeVisible();
  await expect(page.locator("#findings .must").first()).toBeVisible();
  await page.locator("#findings").getByRole("link", { name: "hier eintragen" }).first().click();
  await expect(page).toHaveURL(/#customer$/);
  expect(errors).toEqual([]);
});

test("the terms of payment reckon the due date", async ({ page }) => {
  await page.getByLabel("Datum", { exact: true }).fill("2026-03-01");
  await page.getByLabel("Zahlungsziel").selectOption("14");
  await expect(page.getByLabel("Fällig am")).toHaveValue("2026-03-15");
  await page.getByLabel("Fällig am").fill("2026-03-20");
  await expect(page.getByLabel("Zahlungsziel")).toHaveValue("own");
});

test("without VAT the rates go and the totals follow", async ({ page }) => {
  await line(page, 1).name.fill("Beratung");
  await line(page, 1).price.fill("100");
  await expect(page.locator("#dock-total")).toHaveText("119,00 €");
  await page.getByLabel("Steuerfall").selectOption("reverse_charge");
  await expect(page.locator("#dock-total")).toHaveText("100,00 €");
  await expect(line(page, 1).rate).toBeHidden();
});
