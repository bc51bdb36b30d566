import { demo, expect, issuedInvoice, PHONE, test } from "./support";

const BUDGET = 60_000;

/** Every state of the demo data, and an invoice of forty lines. */
async function pages(): Promise<{ shows: string; url: string }[]> {
  const { link } = await issuedInvoice(undefined, 40);
  return [...demo().share_links, { shows: "forty lines", url: link }];
}

test("the portal page loads no script and stays below 60 KB in every state", async ({ browser }) => {
  for (const { shows, url } of await pages()) {
    const context = await browser.newContext({ viewport: PHONE });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    let transferred = 0;
    devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (transferred += encodedDataLength));
    const scripts: string[] = [];
    page.on("request", (request) => request.resourceType() === "script" && scripts.push(request.url()));

    await page.goto(url, { waitUntil: "networkidle" });
    expect.soft(await page.locator("script").count(), `${shows}: script elements`).toBe(0);
    expect.soft(scripts, `${shows}: scripts`).toEqual([]);
    expect.soft(transferred, `${shows}: bytes`).toBeGreaterThan(0);
    expect.soft(transferred, `${shows}: bytes`).toBeLessThanOrEqual(BUDGET);
    await context.close();
  }
});

test("the portal page prints on one A4 page in every state, without its buttons", async ({ page }) => {
  for (const { shows, url } of demo().share_links) {
    await page.goto(url);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect.soft(printed.match(/\/Type\s*\/Page\b(?!s)/g)?.length, shows).toBe(1);
    await page.emulateMedia({ media: "print" });
    await expect.soft(page.getByRole("button"), `${shows}: buttons`).toHaveCount(0);
    await page.emulateMedia({ media: null });
  }
});
