const PROMISE = "local Promise = require(script.Parent.Promise)\n";
const OWN = "TS.Promise = Promise\n";

/** The Promise is half as large as all the rest of a player's runtime, and nothing that players run asks for it. */
const LAZY_PROMISE = `local Promise = setmetatable({}, {
	__index = function(_, name)
		return require(script.Parent.Promise)[name]
	end,
})
`;
const LAZY_OWN = `setmetatable(TS, {
	__index = function(_, name)
		return if name == "Promise" then require(script.Parent.Promise) else nil
	end,
})
`;

/**
 * Finds a module by its path below the library, or a package by its name: shorter than the way through its parents, and
 * quicker where it was found before. Modules in a circle are the engine's to refuse.
 */
const SHORT_IMPORT = `local found = {}
function TS.lib(path)
	local data = found[path]
	if data ~= nil then
		return data
	end
	local module = if string.sub(path, 1, 1) == "@" then script.Parent:WaitForChild("node_modules") else script.Parent.Parent:WaitForChild("lib")
	for name in string.gmatch(path, "[^/]+") do
		module = module:WaitForChild(name)
	end
	_G[module] = TS
	data = require(module)
	found[path] = data
	return data
end
`;

function replaced(text: string, what: string, by: string): string {
	if (!text.includes(what)) throw new Error(`roblox-ts's RuntimeLib is another one: it has no ${what.trim()}`);
	return text.replace(what, () => by);
}

/**
 * roblox-ts's runtime as the model ships it: it loads the Promise when somebody wants it, and knows a short way to
 * modules.
 */
export function modelRuntime(text: string): string {
	const lazy = replaced(replaced(text, PROMISE, LAZY_PROMISE), OWN, LAZY_OWN);
	return replaced(lazy, "\nreturn TS", `\n${SHORT_IMPORT}\nreturn TS`);
}

const IMPORT = /TS\.import\(script, ?script((?:\.Parent)*)((?:, ?"[^"]+")*)\)/g;
const PACKAGES = "include/node_modules/";
const LIBRARY = "lib/";

/** A compiled module whose imports take the short way. */
export function shortImports(text: string, module: string): string {
	return text.replace(IMPORT, (whole, parents: string, names: string) => {
		const ups = parents.split(".Parent").length - 1;
		const own = module.split("/");
		const steps = [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
		const target = [...own.slice(0, own.length - ups), ...steps].join("/");
		if (target.startsWith(PACKAGES)) return `TS.lib("${target.slice(PACKAGES.length)}")`;
		return target.startsWith(LIBRARY) ? `TS.lib("${target.slice(LIBRARY.length)}")` : whole;
	});
}

const SHORT = /TS\.lib\("([^"]+)"\)/g;

/** Makers that are loaded when something is first made, by the module that makes: not every game makes everything. */
const LATER: Readonly<Record<string, ReadonlySet<string>>> = {
	"lib/server/audioscape/audioscape": new Set([
		"createAssetService",
		"createFootsteps",
		"createPlayer",
		"createRadio",
		"createSoundBank",
		"createZones",
	]),
	"lib/player/footsteps": new Set(["createBody", "createLocalFootsteps"]),
	"lib/player/radio": new Set(["createPlayerStation"]),
	"lib/player/zones": new Set(["createAtlas", "createBrain"]),
};
const MAKER = /^local (\w+) ?= ?TS\.lib\("([\w/-]+)"\)\.\1$/gm;

/** What a game may never need is not loaded with the library. */
export function loadMakersLater(text: string, module: string): string {
	const later = LATER[module];
	if (later === undefined) return text;
	return text.replace(MAKER, (whole, name: string, path: string) =>
		later.has(name) ? `local function ${name}(...)return TS.lib("${path}").${name}(...)end` : whole,
	);
}

const OWN_RUNTIME = /^local TS ?= ?require\([^\n]*\)$/m;

/**
 * A module that others import takes the runtime that imported it, as modules of roblox-ts packages do; only those that
 * are required from outside have to find it.
 */
export function inheritRuntime(text: string): string {
	return text.replace(OWN_RUNTIME, "local TS=_G[script]");
}

/** A compiled module with something else in place of each import; `change` is told what is imported, as a path in the model. */
export function withImports(text: string, module: string, change: (target: string) => string): string {
	return shortImports(text, module).replace(SHORT, (_, name: string) =>
		change(name.startsWith("@") ? PACKAGES + name : LIBRARY + name),
	);
}

/** The modules that a compiled one imports, by their paths in the model, whichever way it takes to them. */
export function importedBy(text: string, module: string): string[] {
	const found: string[] = [];
	withImports(text, module, target => {
		found.push(target);
		return "";
	});
	return found;
}
