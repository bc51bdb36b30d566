import { expect, issuedInvoice, loggedIn, login, test } from "./support";

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a wrong password is refused and the right one opens the overview", async ({ page }) => {
    await page.goto("/login?next=/customers");
    await page.getByLabel("E-Mail").fill("verwaltung@nordlicht.example");
    await page.getByLabel("Passwort").fill("falsches Passwort");
    await page.getByRole("button", { name: "Anmelden" }).click();
    await expect(page.getByRole("alert")).toContainText("E-Mail und Passwort passen nicht zusammen.");
    await expect(page.getByLabel("E-Mail")).toHaveValue("verwaltung@nordlicht.example");
    await login(page, "owner");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Übersicht");
  });
});

const staff = loggedIn("owner");

staff.describe("logged in, without scripts", () => {
  staff.use({ javaScriptEnabled: false });

  staff("a new customer is refused with reasons, then saved", async ({ page }) => {
    await page.goto("/customers/new");
    await page.getByLabel("Name", { exact: true }).fill("Seglerverein Priwall");
    await page.getByLabel("Rechnungs-E-Mail").fill("vorstand@");
    await page.getByRole("button", { name: "Speichern" }).click();
    await expect(page.getByLabel("Rechnungs-E-Mail")).toHaveAccessibleDescription(/Das ist keine vollständige E-Mail-Adresse\./);
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Seglerverein Priwall");

    await page.getByLabel("Rechnungs-E-Mail").fill("vorstand@priwall.example");
    await page.getByRole("button", { name: "Speichern" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Seglerverein Priwall");
    await expect(page.getByRole("status")).toHaveText("Angelegt");
  });

  staff("settings are saved", async ({ page }) => {
    await page.goto("/settings/company");
    await page.getByLabel("Adresszusatz").fill("Hinterhaus");
    await page.getByRole("button", { name: "Speichern" }).click();
    await expect(page.getByRole("status")).toHaveText("Gespeichert");
    await expect(page.getByLabel("Adresszusatz")).toHaveValue("Hinterhaus");
  });

  staff("a draft is written line by line and issued", async ({ page }) => {
    await page.goto("/invoices/new");
    await page.getByLabel("Kunde", { exact: true }).selectOption({ label: "Kanzlei Brandt" });
    await page.getByLabel("Leistung von", { exact: true }).fill("2026-11-02");
    await page.getByLabel("Beschreibung, Pos 1").fill("Briefpapier");
    await page.getByLabel("Einzelpreis, Pos 1").fill("300");
    await page.getByRole("button", { name: "Position hinzufügen" }).click();
    await page.getByLabel("Beschreibung, Pos 2").fill("Visitenkarten");
    await page.getByLabel("Menge, Pos 2").fill("2");
    await page.getByLabel("Einzelpreis, Pos 2").fill("50");
    await page.getByRole("button", { name: "Speichern" }).click();
    await expect(page.locator(".totals .sum")).toContainText("476,00 €");
    await page.getByRole("button", { name: "Ausstellen" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Rechnung ausgestellt" })).toBeVisible();
  });

  staff("dialogs open by their address and close", async ({ page }) => {
    const { id, number } = await issuedInvoice();
    await page.goto(`/invoices/${id}`);
    await page.getByRole("button", { name: "Teilen" }).click();
    const dialog = page.getByRole("dialog", { name: "Rechnung teilen" });
    const link = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
    await dialog.getByRole("button", { name: "Fertig" }).click();
    await expect(dialog).toBeHidden();
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Ihre Rechnung ${number}`);
  });
});
