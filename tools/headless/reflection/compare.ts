import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { runOn } from "../run/testing.ts";
import { readTypings } from "../schema/read-typings.ts";
import type { Reflection } from "./lune.ts";

/** One row of the table: what is compared, what Lune says and what the headless engine says. */
export interface Difference {
	readonly subject: string;
	readonly theirs: string;
	readonly ours: string;
}

interface OurClass {
	readonly creatable: boolean;
	readonly defaults: Readonly<Record<string, string>>;
}

const own = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

/** Creates each class in the engine, or asks for the service, and writes down what its properties hold. */
const ourClasses = async ({ classes }: Reflection): Promise<Record<string, OurClass>> => {
	const rows = Object.entries(classes).map(
		([name, entry]) => `${name}:${entry.service ? "S" : ""}:${Object.keys(entry.defaults).join(",")}`,
	);
	const { trace } = await runOn(`local write = (function() ${own("write-value.luau")} end)()
		local http = game:GetService("HttpService")
		for _, row in string.split([=[${rows.join("\n")}]=], "\\n") do
			local name, flags, properties = string.match(row, "^(%w+):(%w*):(.*)$")
			local creatable, instance = pcall(Instance.new, name)
			local made = creatable
			if not made and flags == "S" then made, instance = pcall(game.GetService, game, name) end
			local defaults = { ClassName = name }
			for property in string.gmatch(if made then properties else "", "[^,]+") do
				local has, value = pcall(function() return (instance :: any)[property] end)
				if has then defaults[property] = if value == nil then "nil" else write(value) or typeof(value) end
			end
			print(http:JSONEncode({ name = name, creatable = creatable, defaults = defaults }))
		end`);
	const lines = trace.filter(({ kind, text }) => kind === "log" && String(text).startsWith("{"));
	return Object.fromEntries(
		lines.map(({ text }) => {
			const { name, ...entry } = JSON.parse(String(text)) as OurClass & { name: string };
			return [name, entry];
		}),
	);
};

const TYPES: Readonly<Record<string, string>> = {
	Bool: "boolean",
	String: "string",
	ContentId: "string",
	BinaryString: "string",
	Float32: "number",
	Float64: "number",
	Int32: "number",
	Int64: "number",
	OptionalCFrame: "CFrame",
};
const typeIn = (type: string): string => (type.startsWith("Enum.") ? `#${type.slice(5)}` : (TYPES[type] ?? type));
/** A reference is to some class here, to any instance there. */
const sameType = (theirs: string, ours: string): boolean =>
	ours === "*" || ours === theirs || (theirs === "Ref" && ours.startsWith("@"));

/** Own properties of a packed class: name and type. */
const propertiesIn = (packed: string): Map<string, string> =>
	new Map(
		(packed.split("|")[2] ?? "")
			.split(";")
			.filter(member => member.startsWith("p") || member.startsWith("r"))
			.map((member): [string, string] => {
				const at = member.indexOf(":");
				return [member.slice(1, at), member.slice(at + 1).replace(/\?$/, "")];
			}),
	);

const readDeclarations = () => {
	const include = join(dirname(createRequire(import.meta.url).resolve("@rbxts/types/package.json")), "include");
	const read = (name: string): string => readFileSync(join(include, name), "utf8");
	const enums = read("generated/enums.d.ts");
	return {
		scripts: readTypings({ classes: [read("generated/None.d.ts"), read("roblox.d.ts")], enums }),
		plugins: readTypings({ classes: [read("generated/PluginSecurity.d.ts"), read("roblox.d.ts")], enums }),
	};
};

const compareClass = (name: string, { classes }: Reflection, declared: ReturnType<typeof readDeclarations>) => {
	const rows: Difference[] = [];
	const ours = propertiesIn(declared.scripts.classes[name]!);
	const plugins = propertiesIn(declared.plugins.classes[name] ?? "||");
	for (const [key, property] of Object.entries(classes[name]!.properties)) {
		const type = ours.get(key);
		if (type !== undefined && !sameType(typeIn(property.type), type))
			rows.push({ subject: `type ${name}.${key}`, theirs: typeIn(property.type), ours: type });
		const forScripts = property.access === "ReadWrite" && !property.hidden && !property.deprecated;
		if (type === undefined && forScripts && !plugins.has(key))
			rows.push({ subject: `property ${name}.${key}`, theirs: typeIn(property.type), ours: "absent" });
	}
	return rows;
};

const compareEnums = (theirs: Reflection["enums"], packed: Readonly<Record<string, string>>): Difference[] =>
	Object.entries(theirs).flatMap(([name, items]) => {
		if (packed[name] === undefined) return [{ subject: `enum ${name}`, theirs: "there", ours: "absent" }];
		const ours = new Map(packed[name].split(";").map((item): [string, string] => item.split("=") as [string, string]));
		return Object.entries(items)
			.filter(([item, value]) => ours.get(item) !== String(value))
			.map(([item, value]) => ({
				subject: `enum ${name}.${item}`,
				theirs: String(value),
				ours: ours.get(item) ?? "absent",
			}));
	});

/**
 * Everything in which the headless engine differs from a reflection: classes that scripts can create, defaults, types of
 * properties, items of enums.
 *
 * @example (await compareReflection(reflect())).map(({ subject }) => subject)
 */
export const compareReflection = async (theirs: Reflection): Promise<Difference[]> => {
	const declared = readDeclarations();
	const ours = await ourClasses(theirs);
	const rows = compareEnums(theirs.enums, declared.scripts.enums);
	for (const [name, { creatable, defaults }] of Object.entries(theirs.classes)) {
		const here = ours[name];
		if (creatable !== (here?.creatable === true))
			rows.push({
				subject: `class ${name}`,
				theirs: creatable ? "creatable" : "not creatable",
				ours: creatable ? "not creatable" : "creatable",
			});
		if (declared.scripts.classes[name] === undefined) continue;
		rows.push(...compareClass(name, theirs, declared));
		for (const [key, value] of Object.entries(defaults)) {
			const held = here?.defaults[key];
			if (held !== undefined && held !== value && key !== "ClassName")
				rows.push({ subject: `default ${name}.${key}`, theirs: value, ours: held });
		}
	}
	return rows;
};
