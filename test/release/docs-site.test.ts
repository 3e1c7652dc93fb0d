import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import { type Browser, type BrowserContext, type Page } from "playwright-core";

import { brokenLinks } from "../../scripts/site-links.ts";
import { launchBrowser, needsBrowser } from "./browser.ts";
import { ROOT } from "./package-fixtures.ts";

const SITE = path.join(ROOT, "build/docs");
const TYPES: Readonly<Record<string, string>> = {
	".html": "text/html",
	".js": "text/javascript",
	".css": "text/css",
	".svg": "image/svg+xml",
	".png": "image/png",
	".json": "application/json",
};

/** The site as a plain web server gives it out. */
async function serve(): Promise<Server> {
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url!, "http://localhost");
		const file = path.join(SITE, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
		const isThere = existsSync(file);
		response
			.writeHead(isThere ? 200 : 404, { "content-type": TYPES[path.extname(file)] ?? "text/html" })
			.end(readFileSync(isThere ? file : path.join(SITE, "404.html")));
	});
	await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
	return server;
}

describe("the documentation site", needsBrowser, () => {
	let server: Server;
	let browser: Browser;
	let context: BrowserContext;
	let home = "";
	const complaints: string[] = [];
	const open = async (at: string, on: BrowserContext = context): Promise<Page> => {
		const page = await on.newPage();
		page.on("console", message => message.type() === "error" && complaints.push(`${at}: ${message.text()}`));
		page.on("pageerror", error => complaints.push(`${at}: ${error.message}`));
		page.on("request", request => {
			if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(home))
				complaints.push(`${at} asks ${request.url()}`);
		});
		await page.goto(home + at, { waitUntil: "networkidle" });
		return page;
	};

	before(async () => {
		execFileSync(process.execPath, ["--import", "tsx", "scripts/docs.ts"], { cwd: ROOT, stdio: "pipe" });
		server = await serve();
		home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		browser = await launchBrowser();
		context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	});
	after(async () => {
		await browser.close();
		server.closeAllConnections();
		server.close();
	});

	it("has no link, anchor or picture that leads nowhere, and every page is in its menu", async () => {
		assert.deepEqual(brokenLinks(SITE, "/"), []);
		const { sidebar } = (await import("../../docs/.vitepress/sidebar.ts")) as {
			sidebar: ReadonlyArray<{ items?: ReadonlyArray<{ link?: string }> }>;
		};
		const listed = sidebar.flatMap(({ items = [] }) => items.map(({ link }) => `docs${link!}.md`));
		const { pages } = await import("./snippets.ts");
		assert.deepEqual(
			listed.toSorted(),
			pages().filter(page => page.startsWith("docs/") && page !== "docs/index.md"),
		);
	});
	it("begins with what it is, how to install it, and the report of a run that plays", async () => {
		const page = await open("/");
		assert.match(await page.locator("h1").innerText(), /Sound that fits/);
		assert.ok(await page.getByText("npx audioscape init").isVisible());
		const frame = page.frameLocator("iframe[title='The report of a run']");
		await page.locator(".run-report").scrollIntoViewIfNeeded();
		await frame.getByRole("button", { name: /^play/i }).first().click();
		const second = (): Promise<number> =>
			frame
				.locator("input[type=range]")
				.first()
				.evaluate(input => Number((input as HTMLInputElement).value));
		const from = await second();
		for (let tries = 0; tries < 200 && (await second()) === from; tries++)
			await page.evaluate(() => new Promise(requestAnimationFrame));
		assert.ok((await second()) > from, "it goes on");
	});
	it("shows code in the language of the reader, on every page and on the next visit", async () => {
		const page = await open("/radio.html");
		const tab = page.getByRole("tab", { name: "TypeScript" }).first();
		assert.ok(await page.getByText("local radio = ").first().isVisible());
		await tab.focus();
		await page.keyboard.press("Enter");
		assert.ok(await page.getByText("const radio = ").first().isVisible());
		assert.ok(!(await page.getByText("local radio = ").first().isVisible()));
		await page.locator(".VPSidebar").getByRole("link", { name: "Zones", exact: true }).first().click();
		await page.waitForURL(/zones/);
		await page.getByRole("tab", { name: "TypeScript", selected: true }).first().waitFor();
		const later = await open("/footsteps.html");
		await later.getByRole("tab", { name: "TypeScript", selected: true }).first().waitFor();
		await later.keyboard.press("Tab");
		await later.getByRole("tab", { name: "TypeScript" }).first().focus();
		await later.keyboard.press("ArrowLeft");
		await later.getByRole("tab", { name: "Luau", selected: true }).first().waitFor();
	});
	it("finds what is searched for", async () => {
		const page = await open("/");
		await page.keyboard.press("Control+k");
		await page.locator("#localsearch-input").fill("footsteps");
		const result = page.locator("#localsearch-list a").first();
		await result.waitFor();
		assert.match(await result.innerText(), /footsteps/i);
		await result.click();
		await page.waitForURL(/footsteps/);
	});
	it("fits a phone, whose reader sees where it goes on", async () => {
		const phone = await browser.newContext({ viewport: { width: 375, height: 812 }, colorScheme: "dark" });
		for (const at of ["/", "/radio.html", "/api/rows.html", "/performance.html", "/headless.html", "/zones.html"]) {
			const page = await open(at, phone);
			const width = await page.evaluate(() => document.documentElement.scrollWidth);
			assert.ok(width <= 375, `${at} is ${width} px wide`);
			await page.close();
		}
		await phone.close();
	});
	it("says so where there is no page", async () => {
		const page = await context.newPage();
		await page.goto(`${home}/nowhere.html`);
		assert.match(await page.locator("body").innerText(), /404/);
	});
	it("asks nobody else for anything, and complains about nothing", () => {
		assert.deepEqual(complaints, []);
	});
});
