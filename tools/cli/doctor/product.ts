import { type Finding, fine, stop, warn } from "./finding.ts";
import { type Found, serviceOf } from "./tree.ts";

/** Rooms that a build of the product has. */
const ROOMS = ["server", "player", "shared"];
const GOOD = ["ServerScriptService", "ReplicatedStorage"];

interface Copy extends Found {
	kind: "model" | "package";
	/** Its full name without the library's own folder. */
	name: string;
}

/** Every copy of the product: the model (`AudioScape` over `lib`) or the npm package. */
export function copiesOf(found: readonly Found[]): Copy[] {
	const copies: Copy[] = [];
	for (const entry of found) {
		const { node, ancestors, fullName } = entry;
		const rooms = new Set(node.children.map(child => child.name));
		if (ROOMS.every(room => rooms.has(room))) {
			// The copy for players is the server's to make.
			if (ancestors.some(held => held.name === "AudioScapePlayer")) continue;
			const isPackage = ancestors.some(held => held.name === "node_modules") && node.name !== "lib";
			const name = node.name === "lib" ? fullName.replace(/\.lib$/, "") : fullName;
			copies.push({ ...entry, kind: isPackage ? "package" : "model", name });
		}
	}
	return copies;
}

/** Whether the product is there, once, and where a server can require it. */
export function presence(copies: readonly Copy[]): Finding[] {
	if (copies.length === 0) {
		const remedy = "put the model into ServerScriptService, or install the package @rbxts/audioscape";
		return [stop("AudioScape is not in this place", remedy)];
	}
	const found: Finding[] = copies.map(copy => {
		const service = serviceOf(copy);
		if (service !== undefined && GOOD.includes(service)) return fine(`AudioScape is at ${copy.name}`);
		const remedy = `move it to ServerScriptService${copy.kind === "package" ? " or let Rojo put node_modules into ReplicatedStorage" : ""}`;
		if (service === "ServerStorage") return warn(`AudioScape is at ${copy.name}`, remedy);
		return stop(`AudioScape is at ${copy.name}, where no server script looks for it`, remedy);
	});
	if (copies.length > 1) {
		const names = copies.map(copy => copy.name).join(", ");
		found.push(
			warn(`there are ${copies.length} copies of AudioScape (${names}), each with its own budget`, "keep one"),
		);
	}
	return found;
}

const SCRIPTS = new Set(["Script", "LocalScript", "ModuleScript"]);
const COMPILED = /^-- Compiled with roblox-ts/;

/** Folders of package managers: what lies in them is not the game's own. */
const PACKAGES = new Set(["node_modules", "_Index", "Packages"]);

/** Scripts of the game itself. */
export function ownScripts(found: readonly Found[], copies: readonly Copy[]): Found[] {
	const outer = new Set(copies.map(({ node, ancestors }) => (node.name === "lib" ? ancestors.at(-1) : node)));
	return found.filter(({ node, ancestors }) => {
		if (!SCRIPTS.has(node.className) || node.source === undefined || outer.has(node)) return false;
		return !ancestors.some(held => outer.has(held) || PACKAGES.has(held.name));
	});
}

/** Luau without its comments, so that what is written about is not taken for what is done. */
export const withoutComments = (source: string): string =>
	source.replace(/--\[(=*)\[[\s\S]*?\]\1\]/g, " ").replace(/--[^\n]*/g, " ");

const MAKES_CLIENT = /\b(?:AudioScape|audioscape)\w*\.new\s*\(|\.setApiKey\s*\(|[:.]setApiKey\b/;
const REQUIRES_PACKAGE = /\brequire\s*\([^\n)]*(?:node_modules|@rbxts)[^\n]*audioscape/i;

const isPlayers = ({ node, ancestors }: Found): boolean =>
	node.className === "LocalScript" ||
	(node.className === "Script" && [2, "Client"].includes(node.properties.RunContext as never)) ||
	(node.className === "Script" && ancestors.some(held => held.className === "StarterPlayer"));

/** How the game's scripts use the product. */
export function usage(scripts: readonly Found[], copies: readonly Copy[]): Finding[] {
	const found: Finding[] = [];
	for (const script of scripts) {
		const code = withoutComments(script.node.source ?? "");
		if (isPlayers(script) && MAKES_CLIENT.test(code)) {
			found.push(
				stop(
					`${script.fullName} makes a client on players' machines, which cannot send requests`,
					"make it in a server script; players' machines use AudioScapePlayer",
				),
			);
		}
		if (!COMPILED.test(script.node.source ?? "") && REQUIRES_PACKAGE.test(code)) {
			found.push(
				stop(
					`${script.fullName} requires the npm package from plain Luau, which only roblox-ts can import`,
					"use the model or the Wally package instead",
				),
			);
		}
	}
	const used = scripts.some(({ node }) => /audioscape/i.test(withoutComments(node.source ?? "")));
	if (copies.length > 0 && !used && scripts.length > 0) {
		found.push(stop("no script in the place uses AudioScape", "require it in a server script and make a client"));
	}
	return found;
}
