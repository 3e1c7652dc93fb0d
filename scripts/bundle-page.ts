import path from "node:path";

import { build } from "esbuild";

import type { PageBundle } from "../tools/cli/report/page-bundle.ts";

const PAGE = path.resolve(import.meta.dirname, "..", "tools", "cli", "report", "page");

/** Bundles what the report's page is dressed in and what runs in it. */
export async function bundlePage(): Promise<PageBundle> {
	const { outputFiles } = await build({
		entryPoints: [path.join(PAGE, "page.css"), path.join(PAGE, "page.ts")],
		bundle: true,
		minify: true,
		write: false,
		outdir: PAGE,
		format: "iife",
		// What needs Node would not be bundled.
		platform: "browser",
		target: ["chrome111", "firefox113", "safari16.2"],
	});
	const textOf = (end: string): string => outputFiles.find(file => file.path.endsWith(end))!.text.trim();
	return { style: textOf(".css"), script: textOf(".js") };
}
