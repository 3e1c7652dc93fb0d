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
 * quicker where it was found before. Of a circle nothing was found yet, so that the runtime says what it goes through.
 */
const SHORT_IMPORT = `local found = {}
function TS.lib(context, path)
	local data = found[path]
	if data ~= nil then
		return data
	end
	local module = if string.sub(path, 1, 1) == "@" then script.Parent:WaitForChild("node_modules") else script.Parent.Parent:WaitForChild("lib")
	for name in string.gmatch(path, "[^/]+") do
		module = module:WaitForChild(name)
	end
	data = TS.import(context, module)
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
		if (target.startsWith(PACKAGES)) return `TS.lib(script,"${target.slice(PACKAGES.length)}")`;
		return target.startsWith(LIBRARY) ? `TS.lib(script,"${target.slice(LIBRARY.length)}")` : whole;
	});
}

const SHORT = /TS\.lib\(script, ?"([^"]+)"\)/g;

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
