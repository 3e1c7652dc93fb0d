import { readFileSync } from "node:fs";
import path from "node:path";

import { defineConfig } from "vitepress";

import { languageTabs } from "./markdown/language-tabs.ts";
import { outsideLinks } from "./markdown/outside-links.ts";
import { sidebar } from "./sidebar.ts";
import { versions } from "./versions.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const { version, repository } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
	version: string;
	repository: { url: string };
};
const home = repository.url.replace(/^git\+|\.git$/g, "");
/** Where the site will stand: `/`, or a folder of its own for an older version. */
const base = process.env.DOCS_BASE ?? "/";

export default defineConfig({
	title: "AudioScape for Roblox",
	description:
		"Sound that fits, found by meaning: footsteps, radio and music by place for Roblox games, from Luau and roblox-ts.",
	lang: "en",
	base,
	srcExclude: ["api-report.txt"],
	outDir: path.join(ROOT, "build/docs", base),
	cacheDir: path.join(ROOT, "build/docs-cache"),
	cleanUrls: false,
	head: [["link", { rel: "icon", href: `${base}icon.svg`, type: "image/svg+xml" }]],
	vite: { publicDir: path.join(ROOT, "build/docs-public"), logLevel: "warn" },
	markdown: {
		theme: { light: "github-light", dark: "github-dark-dimmed" },
		config: md => {
			md.use(languageTabs);
			md.use(outsideLinks, { docs: path.join(ROOT, "docs"), root: ROOT, home });
		},
	},
	themeConfig: {
		siteTitle: "AudioScape",
		logo: "/icon.svg",
		nav: [
			{ text: "Start", link: "/quick-start-luau", activeMatch: "/quick-start" },
			{ text: "Reference", link: "/api/module", activeMatch: "/api/" },
			{ text: "Play your place", link: "/play" },
			{
				text: version,
				items: [
					{ text: "What has changed", link: `${home}/blob/main/CHANGELOG.md` },
					...versions.map(({ name, link }) => ({ text: name, link })),
				],
			},
		],
		sidebar,
		outline: { level: [2, 3] },
		search: { provider: "local", options: { detailedView: true } },
		socialLinks: [{ icon: "github", link: home }],
		docFooter: { prev: "Before", next: "Next" },
	},
});
