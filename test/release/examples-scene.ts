import { readFileSync } from "node:fs";
import path from "node:path";

import { type Contract, startContract } from "../../tools/contract/index.ts";
import { loadPlace, type PlaceNode } from "../../tools/headless/place/index.ts";
import { runHeadless, type RunOptions, type RunResult, SEEDED_EPOCH } from "../../tools/headless/run/run-headless.ts";
import { compiledGame, filesOf, packTarball, ROOT } from "./package-fixtures.ts";

const EXAMPLES = path.join(ROOT, "examples");

export const LANGUAGES = ["Luau", "TypeScript"] as const;
export type Language = (typeof LANGUAGES)[number];
export const ENDS: Record<Language, string> = { Luau: ".luau", TypeScript: ".ts" };

/** All files of `examples`, relative to it. */
export const exampleFiles = (): string[] => filesOf(EXAMPLES);
export const readExample = (file: string): string => readFileSync(path.join(EXAMPLES, file), "utf8");

/** `catalog/beats` for `catalog/beats.server.ts`. */
export const nameOf = (file: string): string => file.replace(/\.(server|client)\.(luau|ts)$/, "");

/** The file of an example for one side, in a language. */
const fileOf = (name: string, side: "server" | "client", language: Language): string =>
	`${name}.${side}${ENDS[language]}`;

export interface ExampleScene {
	readonly contract: Contract;
	/** Runs an example alone in a place, the same for both languages. */
	play(name: string, language: Language, options?: Partial<RunOptions>): Promise<RunResult>;
	/** The place of a compiled game with some of the examples in it. */
	placeOf(names: readonly string[]): readonly PlaceNode[];
	close(): Promise<void>;
}

const node = (className: string, children: readonly PlaceNode[], more: Partial<PlaceNode> = {}): PlaceNode => ({
	name: className,
	className,
	properties: {},
	attributes: {},
	tags: [],
	children: [...children],
	...more,
});

/** Scripts of a compiled game lie flat, under names without folders. */
const flat = (file: string): string => file.replaceAll("/", "-");

/** Packs the package, installs it into a fresh roblox-ts game with every TypeScript example, and starts one API for all. */
export async function openScene(): Promise<ExampleScene> {
	const contract = await startContract({
		port: 0,
		quiet: true,
		seed: 1,
		senseAudioPerMinute: 100,
		unixNow: () => SEEDED_EPOCH,
	});
	const scripts = exampleFiles().filter(file => file.endsWith(".ts"));
	const sources = scripts.map(file => {
		const folder = path.posix.dirname(file);
		// What lies beside a script goes by its flat name, too.
		const source = readExample(file).replaceAll(
			/from "\.\/([\w-]+)"/g,
			(_, name: string) => `from "./${folder}-${name}"`,
		);
		return [flat(file), source] as const;
	});
	let project: string;
	try {
		project = compiledGame(packTarball().tarball, Object.fromEntries(sources));
	} catch (failure) {
		// An open server would keep a run alive whose set-up has failed.
		await contract.close();
		throw failure;
	}
	const game = loadPlace(project).children;
	const model = loadPlace(path.join(ROOT, "default.project.json"));
	const world = node("Workspace", [], { attributes: { SenseAudioUrl: contract.url } });
	const common = (): RunOptions => ({
		api: contract.url,
		assets: { default: { duration: 30, loadDelay: 0.2 } },
		secrets: { audioscape: "key", finevoice: "key", senseaudio: "key" },
		players: 1,
		baseplate: true,
		seconds: 12,
		seed: 1,
		latency: 0.1,
	});

	const compiled = game
		.find(service => service.name === "ServerScriptService")!
		.children.find(child => child.name === "TS")!.children;

	/** The compiled game with some of the examples in it; what they import is always there. */
	function placeOf(names: readonly string[], scene: RunOptions["serverScripts"] = []): readonly PlaceNode[] {
		const known = names.map(flat);
		const own = (className: string) =>
			compiled.filter(script => script.className === className && known.includes(script.name));
		const modules = compiled.filter(script => script.className === "ModuleScript");
		const folder = node("Folder", [...modules, ...own("Script")], { name: "TS" });
		return [
			...game.filter(service => service.name !== "ServerScriptService"),
			world,
			node("ServerScriptService", [...scene.map(({ name, source }) => node("Script", [], { name, source })), folder]),
			node("StarterPlayer", [node("StarterPlayerScripts", own("LocalScript"))]),
		];
	}

	return {
		contract,
		placeOf,
		play: (name, language, options = {}) => {
			const { serverScripts: scene = [], ...others } = options;
			if (language === "TypeScript") return runHeadless({ ...common(), ...others, place: placeOf([name], scene) });
			const script = (side: "server" | "client") => {
				const file = fileOf(name, side, language);
				return exampleFiles().includes(file) ? [{ name: flat(name), source: readExample(file) }] : [];
			};
			return runHeadless({
				...common(),
				place: [world, node("ServerScriptService", [model])],
				playerScripts: script("client"),
				...others,
				serverScripts: [...scene, ...script("server")],
			});
		},
		close: () => contract.close(),
	};
}
