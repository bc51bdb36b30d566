import { demo, expect, PHONE, test } from "./support";

const BUDGET = 60_000;

test("the portal page loads no script and stays below 60 KB in every state", async ({ browser }) => {
  for (const { shows, url } of demo().share_links) {
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
