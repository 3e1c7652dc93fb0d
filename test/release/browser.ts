import { existsSync } from "node:fs";

import { type Browser, chromium } from "playwright-core";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ARGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];
const executablePath = BROWSERS.find(existsSync);

/** For `describe`: why what needs a browser is not run. CI has one, or fails. */
export const needsBrowser = {
	skip: executablePath === undefined && process.env.CI !== "true" ? "there is no Chromium on this machine" : false,
} as const;

/** The machine's own Chromium, which asks nobody for anything. */
export function launchBrowser(): Promise<Browser> {
	if (executablePath === undefined) throw new Error("CI needs a Chromium");
	return chromium.launch({ executablePath, args: ARGS });
}
