import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The style and the script of the report's page, each in one piece. */
export interface PageBundle {
	readonly style: string;
	readonly script: string;
}

/** Where the package has them; a checkout bundles its own. */
const PACKED = path.join(import.meta.dirname, "page");

/** The style and the script of the page, to be written into it. */
export async function pageBundle(): Promise<PageBundle> {
	if (existsSync(path.join(PACKED, "page.js"))) {
		const [style, script] = ["page.css", "page.js"].map(name => readFileSync(path.join(PACKED, name), "utf8"));
		return { style: style!, script: script! };
	}
	const { bundlePage } = await import("../../../scripts/bundle-page.ts");
	return bundlePage();
}
