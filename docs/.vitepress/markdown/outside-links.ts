import { existsSync, statSync } from "node:fs";
import path from "node:path";

import type { MarkdownRenderer } from "vitepress";

export interface OutsideOptions {
	/** The folder of the pages. */
	readonly docs: string;
	readonly root: string;
	/** The repository's address. */
	readonly home: string;
}

/** Links from a page to files of the repository that are no pages lead to the repository. */
export function outsideLinks(md: MarkdownRenderer, { docs, root, home }: OutsideOptions): void {
	md.core.ruler.push("outside links", state => {
		const { relativePath = "" } = (state.env ?? {}) as { relativePath?: string };
		const folder = path.join(docs, path.dirname(relativePath));
		for (const { children } of state.tokens)
			for (const token of children ?? []) {
				const href = token.attrGet("href");
				if (token.type !== "link_open" || href === null || /^([a-z]+:|#|\/)/.test(href)) continue;
				const [file = "", anchor] = href.split("#");
				const target = path.join(folder, file);
				const isPage = file.endsWith(".md") && !path.relative(docs, target).startsWith("..");
				if (isPage || !existsSync(target)) continue;
				const kind = statSync(target).isDirectory() ? "tree" : "blob";
				const at = path.relative(root, target).split(path.sep).join("/");
				token.attrSet("href", `${home}/${kind}/main/${at}${anchor === undefined ? "" : `#${anchor}`}`);
			}
	});
}
