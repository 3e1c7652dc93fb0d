import assert from "node:assert/strict";
import { test } from "node:test";

import { folderOf } from "../tools/cli/testing/folder.ts";
import { brokenLinks } from "./site-links.ts";

test("links of a site that lead nowhere are found, by file and by anchor", () => {
	const site = folderOf({
		"index.html": `<a href="/s/api/radio.html#play">a</a> <a href="api/">b</a> <a href="https://example.com/x">c</a> <img src="/s/none.png">`,
		"api/index.html": `<h2 id="top">x</h2> <a href="#top">a</a> <a href="#bottom">b</a> <a href="../index.html">c</a>`,
		"api/radio.html": `<h2 id="play">x</h2> <a href="/elsewhere.html">a</a> <a href="/s/api/radio.html#p%6Cay">b</a> <a href="zones.html">c</a>`,
	});
	assert.deepEqual(brokenLinks(site, "/s/").toSorted(), [
		"api/index.html: #bottom",
		"api/radio.html: /elsewhere.html",
		"api/radio.html: zones.html",
		"index.html: /s/none.png",
	]);
});
