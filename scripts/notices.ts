import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..");

/** A package whose code is inside what we ship. */
export interface BundledPackage {
	readonly name: string;
	readonly version: string;
	/** As its manifest declares it: "MIT", "ISC". */
	readonly licence: string;
	readonly from: string;
	/** The text it carries; undefined where it carries none. */
	readonly text?: string;
}

interface LockedPackage {
	version: string;
	dependencies?: Record<string, string>;
}

interface Manifest {
	license?: string;
	author?: string | { name?: string };
	repository?: string | { url?: string };
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(path.join(ROOT, file), "utf8")) as T;

const textOf = (folder: string): string | undefined => {
	const file = readdirSync(path.join(ROOT, folder)).find(name => /^licen[cs]e/i.test(name));
	return file !== undefined ? readFileSync(path.join(ROOT, folder, file), "utf8").trim() : undefined;
};

const originOf = ({ author, repository }: Manifest): string => {
	const address = typeof repository === "string" ? repository : repository?.url;
	const name = typeof author === "string" ? author : author?.name;
	return [name, address?.replace(/^git\+/, "").replace(/\.git$/, "")].filter(Boolean).join(", ");
};

/** The packages that the product runs on, and those that they run on, by the lock file. */
export function bundledPackages(): BundledPackage[] {
	const { packages } = readJson<{ packages: Record<string, LockedPackage> }>("package-lock.json");
	const found = new Map<string, BundledPackage>();
	const visit = (names: Record<string, string> | undefined): void => {
		for (const name of Object.keys(names ?? {})) {
			const folder = `node_modules/${name}`;
			const locked = packages[folder];
			if (found.has(name) || locked === undefined) continue;
			const manifest = existsSync(path.join(ROOT, folder, "package.json"))
				? readJson<Manifest>(`${folder}/package.json`)
				: {};
			const { license: licence = "not declared" } = manifest;
			found.set(name, {
				name,
				version: locked.version,
				licence,
				from: originOf(manifest),
				text: textOf(folder),
			});
			visit(locked.dependencies);
		}
	};
	visit(packages[""]?.dependencies);
	return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function runtime(): BundledPackage[] {
	const { version } = readJson<{ version: string }>("node_modules/roblox-ts/package.json");
	const text = textOf("node_modules/roblox-ts");
	const from = "https://github.com/roblox-ts/roblox-ts";
	return [
		{ name: "RuntimeLib of roblox-ts", version, licence: "MIT", from, text },
		{
			name: "Promise (roblox-lua-promise, as roblox-ts ships it)",
			version: "4.0.0",
			licence: "MIT",
			from: "evaera, https://github.com/evaera/roblox-lua-promise",
		},
	];
}

/** What has to be said of the code of others inside what we ship, with the licences' own texts. */
export function noticesText(): string {
	const own = readFileSync(path.join(ROOT, "LICENSE"), "utf8").trim();
	const parts = [...runtime(), ...bundledPackages()].map(({ name, version, licence, from, text }) => {
		const head = `${name} ${version}\n${from}\nLicence: ${licence}`;
		return text !== undefined ? `${head}\n\n${text}` : `${head} (the package carries no text of its own)`;
	});
	const rule = `\n\n${"-".repeat(60)}\n\n`;
	return `AudioScape for Roblox\n\n${own}${rule}It contains code of others:${rule}${parts.join(rule)}\n`;
}
