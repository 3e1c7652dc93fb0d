// Builds the documentation site into build/docs: `npm run docs`, `npm run docs -- --base /0.1/`, `npm run docs -- --watch`.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { build, createServer } from "vitepress";

import { play } from "../tools/cli/play/run.ts";
import { renderPage } from "../tools/cli/report/page.ts";
import { compile } from "./compile.ts";
import { brokenLinks } from "./site-links.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const DOCS = path.join(ROOT, "docs");
const PUBLIC = path.join(ROOT, "build/docs-public");
/** Long enough to hear each zone, short enough to be built each time. */
const DEMO_MINUTES = 3;

/** What goes beside the pages: pictures, and the report of the bundled game. */
async function stagePublic(): Promise<void> {
	rmSync(PUBLIC, { recursive: true, force: true });
	mkdirSync(path.join(PUBLIC, "report"), { recursive: true });
	for (const picture of ["icon.svg", "hero.svg"])
		copyFileSync(path.join(DOCS, ".vitepress", picture), path.join(PUBLIC, picture));
	const { report } = await play({ minutes: DEMO_MINUTES });
	writeFileSync(path.join(PUBLIC, "report/index.html"), await renderPage(report));
}

const { values } = parseArgs({ options: { base: { type: "string", default: "/" }, watch: { type: "boolean" } } });
const { base } = values;
if (!/^\/([\w.-]+\/)*$/.test(base)) {
	console.error(`docs: --base is ${base}; it must begin and end with /, as in /0.1/`);
	process.exit(2);
}
process.env.DOCS_BASE = base;
if ((await compile("model")) === "failed") process.exit(1);
await stagePublic();
if (values.watch === true) {
	const server = await createServer(DOCS);
	await server.listen();
	server.printUrls();
} else {
	await build(DOCS);
	const site = path.join(ROOT, "build/docs", base);
	const broken = brokenLinks(site, base);
	for (const link of broken) console.error(`docs: ${link} leads nowhere`);
	console.log(`${path.relative(ROOT, site)}/index.html`);
	process.exit(broken.length > 0 ? 1 : 0);
}
