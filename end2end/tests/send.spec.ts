import { complaints, expect, issuedInvoice, loggedIn, mailFiles, mails, open } from "./support";

const test = loggedIn("owner");

test("an invoice goes out by mail with its PDF, and the mail folder shows it", async ({ page }) => {
  const errors = complaints(page);
  const { id, number } = await issuedInvoice();
  await open(page, `/invoices/${id}`);

  await page.getByRole("button", { name: "Per E-Mail senden" }).click();
  const dialog = page.getByRole("dialog", { name: "Per E-Mail senden" });
  const recipient = `kasse-${number.toLowerCase()}@kunde.example`;
  await expect(dialog.getByLabel("Betreff")).toHaveValue(`Ihre Rechnung ${number}`);
  await expect(dialog.getByLabel("PDF anhängen")).toBeChecked();
  await dialog.getByLabel("Empfänger").fill(recipient);
  await dialog.getByLabel("Nachricht").fill("Wie besprochen, mit Gruß aus Lübeck");
  await dialog.getByRole("button", { name: "Senden" }).click();
  await expect(page.getByRole("status").filter({ hasText: "E-Mail wird versendet!" })).toBeVisible();

  const sent = () => mails().findIndex((mail) => mail.includes(recipient));
  await expect.poll(sent, { timeout: 15_000 }).toBeGreaterThanOrEqual(0);
  const attachment = pdfOf(mails()[sent()]);
  expect(attachment.name).toContain(number);
  expect(attachment.bytes.subarray(0, 5).toString()).toBe("%PDF-");

  await page.goto("/dev/mail");
  const row = page.getByRole("listitem").filter({ hasText: recipient });
  await expect(row).toContainText("ein Anhang");
  await row.getByRole("link", { name: `Ihre Rechnung ${number}` }).click();
  await expect(page).toHaveURL(new RegExp(mailFiles()[sent()]));
  await expect(page.locator(".mail-text")).toContainText("Wie besprochen, mit Gruß aus Lübeck");
  await page.getByRole("link", { name: /\/portal\// }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Ihre Rechnung ${number}`);
  expect(errors).toEqual([]);
});

test("a wrong address is refused in the dialog, which keeps what was typed", async ({ page }) => {
  const { id } = await issuedInvoice();
  await open(page, `/invoices/${id}`);
  await page.getByRole("button", { name: "Per E-Mail senden" }).click();
  const dialog = page.getByRole("dialog", { name: "Per E-Mail senden" });
  await dialog.getByLabel("Empfänger").fill("niemand@nirgendwo");
  await dialog.getByLabel("Nachricht").fill("Bitte nicht verlieren");
  await dialog.getByRole("button", { name: "Senden" }).click();

  await expect(dialog.getByLabel("Empfänger")).toHaveAccessibleDescription("Das ist keine vollständige E-Mail-Adresse.");
  await expect(dialog.getByLabel("Empfänger")).toHaveValue("niemand@nirgendwo");
  await expect(dialog.getByLabel("Nachricht")).toHaveValue("Bitte nicht verlieren");
});

/** The PDF attached to a mail as it travels. */
function pdfOf(mail: string): { name: string; bytes: Buffer } {
  const part = mail.split(/\r?\n--/).find((part) => /content-type: application\/pdf/i.test(part));
  const [head, body] = (part ?? "").split(/\r?\n\r?\n/);
  return { name: /filename="?([^"\r\n]+)/i.exec(head ?? "")?.[1] ?? "", bytes: Buffer.from(body ?? "", "base64") };
}
