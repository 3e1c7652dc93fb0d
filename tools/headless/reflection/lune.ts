import { execFileSync } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A property as a class declares it. */
export interface ReflectedProperty {
	readonly type: string;
	readonly access: "ReadWrite" | "Read" | "Write" | "None" | "Custom";
	readonly hidden: boolean;
	readonly deprecated: boolean;
}
export interface ReflectedClass {
	readonly base: string;
	readonly creatable: boolean;
	readonly service: boolean;
	/** Its own, without those of its base. */
	readonly properties: Readonly<Record<string, ReflectedProperty>>;
	/** Of all its properties, in the form of `write-value.luau`. */
	readonly defaults: Readonly<Record<string, string>>;
}
/** What a reflection database knows of the engine. */
export interface Reflection {
	readonly version: string;
	readonly classes: Readonly<Record<string, ReflectedClass>>;
	readonly enums: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Where installers of tools put programs that need not be on PATH. */
const FOLDERS = [".cargo/bin", ".rokit/bin", ".local/bin", ".aftman/bin"];
const runs = (program: string): boolean => {
	try {
		execFileSync(program, ["--version"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
};
let found: string | undefined;
/** Lune, where the machine has it. */
const lune = (): string | undefined =>
	(found ??= ["lune", ...FOLDERS.map(folder => join(homedir(), folder, "lune"))].find(runs));

/** Whether Lune can be run here. */
export const hasLune = (): boolean => lune() !== undefined;

/**
 * Runs one of the scripts beside this file in Lune and returns what it printed.
 *
 * @example runLune("reflect.luau") // JSON
 */
export const runLune = (script: string, ...args: string[]): string =>
	execFileSync(lune() ?? "lune", ["run", fileURLToPath(new URL(script, import.meta.url)), "--", ...args], {
		encoding: "utf8",
		maxBuffer: 64 * 1024 * 1024,
	});

/** Lune's reflection. Tables that are empty arrive as arrays. */
export const reflect = (): Reflection => {
	const { version, classes, enums } = JSON.parse(runLune("reflect.luau")) as Reflection;
	const plain = (value: unknown): never => (Array.isArray(value) ? {} : value) as never;
	return {
		version,
		enums,
		classes: Object.fromEntries(
			Object.entries(classes).map(([name, entry]) => [
				name,
				{ ...entry, properties: plain(entry.properties), defaults: plain(entry.defaults) },
			]),
		),
	};
};
