import { expect, login, test } from "./support";

test("the server says that it is ready", async ({ request }) => {
  expect((await request.get("/healthz")).status()).toBe(200);
  expect((await request.get("/readyz")).status()).toBe(200);
});

test("an owner logs in and sees no error in the console", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));

  await login(page, "owner");

  await expect(page.getByRole("main")).toBeVisible();
  expect(errors).toEqual([]);
});
