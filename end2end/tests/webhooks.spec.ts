import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { complaints, expect, loggedIn, open } from "./support";

const test = loggedIn("owner");

interface Taken {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Somebody else's server on this machine. */
async function receiver(taken: Taken[]): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      taken.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(200).end("Danke");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

test("a webhook is added, tried out, and its request is what the reference package of npm takes for genuine", async ({ page }) => {
  const errors = complaints(page);
  const taken: Taken[] = [];
  const server = await receiver(taken);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;

  await open(page, "/webhooks");
  await page.getByRole("link", { name: "Webhook hinzufügen" }).first().click();
  await page.getByLabel("Adresse").fill(url);
  await page.getByRole("button", { name: "Webhook hinzufügen" }).click();
  const secret = await page.getByRole("textbox", { name: "Secret" }).inputValue();
  expect(secret).toMatch(/^whsec_/);

  await page.getByRole("button", { name: "Test senden" }).click();
  await expect.poll(() => taken.length, { timeout: 15_000 }).toBe(1);
  const [{ headers, body }] = taken;
  const told = new Webhook(secret).verify(body, headers as Record<string, string>) as { type: string };
  expect(told.type).toBe("webhook.test");
  expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow();

  await expect
    .poll(async () => {
      await page.reload();
      return page.getByText("Zugestellt").count();
    })
    .toBeGreaterThan(0);
  await expect(page.getByText("Danke")).toBeVisible();
  await page.getByRole("link", { name: url.replace("http://", "") }).click();
  await page.getByRole("button", { name: "Löschen" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Löschen" }).click();
  await expect(page.getByRole("status").first()).toBeVisible();
  server.close();
  expect(errors).toEqual([]);
});
