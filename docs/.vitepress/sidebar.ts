import type { DefaultTheme } from "vitepress";

type Item = DefaultTheme.SidebarItem;

const group = (text: string, pages: Readonly<Record<string, string>>, more: Partial<Item> = {}): Item => ({
	text,
	items: Object.entries(pages).map(([link, name]) => ({ text: name, link: `/${link}` })),
	...more,
});
const folded = { collapsed: true };

/** Every page, by what a reader wants of it. */
export const sidebar: Item[] = [
	group("Start", {
		"quick-start-luau": "In Luau",
		"quick-start-typescript": "In TypeScript",
		"official-sdk": "From the official SDK",
		troubleshooting: "Troubleshooting",
	}),
	group("What players hear", {
		footsteps: "Footsteps",
		radio: "Radio",
		jukebox: "A jukebox",
		zones: "Zones",
		acoustics: "The acoustics of zones",
		mix: "The mix",
		"sound-bank": "Sound banks",
		"sound-engines": "Two sound engines",
	}),
	group("Finding and making sound", {
		catalog: "The catalog",
		"client-access": "From LocalScripts",
		"asset-service": "In place of AssetService",
		analytics: "Listening events",
		generation: "Generation",
	}),
	group("Tools", {
		play: "Playing your place",
		listening: "Hearing a run",
		doctor: "The doctor",
		bake: "Baking",
		generate: "Generating",
		headless: "The headless place",
		contract: "The loopback APIs",
	}),
	group("Running it", {
		limits: "Limits and costs",
		performance: "Performance",
		reliability: "Reliability",
		security: "Security",
	}),
	group(
		"Reference",
		{
			"api/module": "The module",
			"api/options": "Options of a client",
			"api/catalog": "Catalog methods",
			"api/rows": "Rows and options",
			"api/problems": "Problems",
			"api/footsteps": "Footsteps",
			"api/radio": "Radio",
			"api/zones": "Zones",
			"api/mix": "The mix",
			"api/sound-bank": "Sound banks",
			"api/list-player": "The list player",
			"api/analytics": "Listening events",
			"api/generation": "FineVoice and SenseAudio",
		},
		folded,
	),
	group("How it is built", { architecture: "Architecture", glossary: "Glossary" }, folded),
	group(
		"Decisions",
		{
			"decisions/machines-on-the-doors": "Machines on the doors",
			"decisions/server-decides": "The server decides",
			"decisions/who-believes-whom": "Who believes whom",
			"decisions/sources": "One source of sound",
			"decisions/wire-schema": "Rows of the wire",
			"decisions/options": "One reader of options",
			"decisions/one-floor-of-sound": "One floor of sound",
			"decisions/one-mix": "One mix",
			"decisions/one-renderer": "One renderer",
			"decisions/one-meter": "One meter",
			"decisions/report-charts": "Charts of the report",
			"decisions/own-engine": "An engine of our own",
			"decisions/bytecode": "Luau is compiled once",
			"decisions/closures-not-classes": "Closures, not classes",
			"decisions/documents-in-attributes": "Documents in attributes",
			"decisions/luau-types": "Types for Luau",
			"decisions/documentation-site": "This site",
			"decisions/dependencies": "Dependencies",
		},
		folded,
	),
];
