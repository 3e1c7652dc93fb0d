import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { filesOf, ROOT } from "./package-fixtures.ts";
import { pages, pageText } from "./snippets.ts";

/** What a page says outside its blocks. */
const prose = (page: string): string => pageText(page).replaceAll(/^\s*```[\s\S]*?^\s*```$/gm, "");

/** The anchors of a page's headings, as Git hosts make them. */
const anchors = (page: string): string[] =>
	[...prose(page).matchAll(/^#+ (.+)$/gm)].map(match =>
		match[1]!
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N} _-]/gu, "")
			.replaceAll(" ", "-"),
	);

test("every relative link and picture leads somewhere", () => {
	const broken: string[] = [];
	for (const page of pages()) {
		for (const [, target] of prose(page).matchAll(/\]\(([^()\s]+)\)/g)) {
			if (/^[a-z]+:/.test(target!)) continue;
			const [file, anchor] = target!.split("#") as [string, string?];
			const at = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
			if (!existsSync(path.join(ROOT, at))) broken.push(`${page}: ${target!}`);
			else if (anchor !== undefined && !anchors(at).includes(anchor)) broken.push(`${page}: ${target!}`);
		}
	}
	assert.deepEqual(broken, []);
});

test("every example is in the list of examples", () => {
	const list = pageText("examples/README.md");
	const scripts = filesOf(path.join(ROOT, "examples")).filter(file => /\.(luau|ts)$/.test(file));
	assert.deepEqual(
		scripts.filter(file => !list.includes(`](${file})`)),
		[],
	);
});

test("every page can be reached from the README", () => {
	const seen = new Set<string>();
	const visit = (page: string): void => {
		if (seen.has(page)) return;
		seen.add(page);
		for (const [, target] of prose(page).matchAll(/\]\(([^()\s#]+)[^()\s]*\)/g)) {
			const at = path.posix.join(path.posix.dirname(page), target!);
			for (const held of pages().filter(other => other === at || path.posix.dirname(other) === at)) visit(held);
		}
	};
	visit("README.md");
	assert.deepEqual(
		pages().filter(page => !seen.has(page)),
		[],
	);
});

test("no page names a path of somebody's machine", () => {
	const found = pages().filter(page => /(^|[\s`"(])(\/(home|Users|work|tmp|root)\/|[A-Z]:\\)/m.test(pageText(page)));
	assert.deepEqual(found, []);
});
