import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { abort, asking, be, calm, launch, open, screenshots, shows, speed, system } from "./system";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LOOKS = {
  light: { scheme: "light", width: 1280, height: 900 },
  dark: { scheme: "dark", width: 1280, height: 900 },
  phone: { scheme: "light", width: 360, height: 740 },
} as const;
const LIGHT = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 } };

let browser: Browser;
let id = "";
let over = "";

beforeAll(async () => {
  browser = await launch();
  await be("admin");
  await calm();
  await speed(60);
  over = await asking("demo-single");
  await abort(over);
  await calm();
  await speed(60);
  id = await asking("demo-single", { reason: "bigger" });
  await speed(1);
});
afterAll(async () => {
  await speed(60);
  await abort(id);
  await browser.close();
});

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe finds against WCAG 2.2 AA. */
async function violations(page: Page): Promise<string[]> {
  // The policy of the page keeps scripts of others out: axe comes by the debugger.
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run: (what: unknown) => Promise<{ violations: Violation[] }> } }).axe;
    return (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }))
      .violations;
  });
  return found.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html} ${node.failureSummary}`));
}

const SCREENS: { name: string; hash: () => string; ready: (page: Page) => Promise<void> }[] = [
  { name: "home", hash: () => "#/", ready: (page) => shows(page, "One operation needs you.") },
  {
    name: "operation",
    hash: () => `#/operations/${id}`,
    ready: async (page) => {
      await page.getByRole("heading", { name: "demo-single waits for an answer" }).waitFor();
      await page.getByRole("table").waitFor();
      await page.locator(".log li").first().waitFor();
      await page.getByRole("radio", { name: /^Continue/ }).check();
    },
  },
  {
    name: "ended",
    hash: () => `#/operations/${over}`,
    ready: async (page) => {
      await page.getByText(/^took .*, ended/).waitFor();
      await page.locator(".log li").first().waitFor();
    },
  },
  {
    name: "start",
    hash: () => "#/start/instance_type_change/us-east-1/demo-two",
    ready: async (page) => {
      await page.getByLabel("target instance type").selectOption("db.r6g.2xlarge");
      await page.getByRole("button", { name: "Make the plan" }).click();
      await page.getByRole("button", { name: "Start this plan" }).waitFor();
    },
  },
  {
    name: "cluster",
    hash: () => "#/targets/aurora-cluster/us-east-1/demo-two",
    ready: (page) => page.getByRole("table").waitFor(),
  },
];

for (const screen of SCREENS) {
  test(`${screen.name}: axe finds nothing, nothing is cut off, in the light, in the dark and on a phone`, async () => {
    const context = await browser.newContext(LIGHT);
    const page = await open(context, screen.hash());
    await screen.ready(page);
    for (const [look, { scheme, width, height }] of Object.entries(LOOKS)) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height });
      expect(await violations(page), look).toEqual([]);
      const [wide, room] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      const broken = await page
        .locator(".whole")
        .evaluateAll((all) => all.filter((one) => one.getClientRects().length !== 1).map((one) => one.textContent));
      expect(broken, `${look}: no class is broken in the middle`).toEqual([]);
      expect(wide, `${look}: nothing to scroll sideways`).toBeLessThanOrEqual(room ?? 0);
      await page.screenshot({ path: join(screenshots, `${screen.name}-${look}.png`) });
    }
    await context.close();
  });
}

test("dialogs and drawers: axe finds nothing", async () => {
  const context = await browser.newContext(PHONE);
  const page = await open(context, `#/operations/${id}`);
  await page.getByRole("button", { name: "Window and deadline" }).click();
  await page.getByRole("dialog").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Freeze" }).click();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Demo controls" }).click();
  await page.getByLabel("Begin again with").waitFor();
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test("the first useful paint on a slow processor", async () => {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(`${system.origin}/console/`);
  await page.getByText("One operation needs you.").waitFor();
  const painted = await page.evaluate(() => Math.round(performance.now()));
  console.log(`figures: what needs somebody is told after ${painted} ms with a processor four times as slow`);
  expect(painted).toBeLessThan(15_000);
  await context.close();
});
