import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** A tool that is not an npm package: found on this machine, or installed by one of three ways. */
export interface FoundTool {
	/** What to execute. */
	command: string;
	/** The way it was found, as a phrase for people. */
	way: string;
}

const ROOT = path.resolve(import.meta.dirname, "..");

/** Tools of our own, which cargo builds from a folder of this repository. */
const OWN_CRATES: Readonly<Record<string, string>> = { "luau-check": "scripts/luau-check" };

/** The version that `aftman.toml`, or its own manifest, pins for a tool. */
export function pinnedVersion(tool: string): string {
	const crate = OWN_CRATES[tool];
	if (crate !== undefined) {
		return /^version = "(.+)"/m.exec(readFileSync(path.join(ROOT, crate, "Cargo.toml"), "utf8"))![1]!;
	}
	const manifest = readFileSync(path.join(ROOT, "aftman.toml"), "utf8");
	const match = new RegExp(`^${tool}\\s*=\\s*"[^"@]+@([^"]+)"`, "m").exec(manifest);
	if (match?.[1] === undefined) throw new Error(`aftman.toml pins no version of ${tool}`);
	return match[1];
}

function versionOf(command: string, cwd = ROOT): string | undefined {
	const result = spawnSync(command, ["--version"], { cwd, encoding: "utf8" });
	return result.status === 0 ? /\d+\.\d+\.\d+/.exec(result.stdout)?.[0] : undefined;
}

function runs(command: string, args: string[]): boolean {
	return spawnSync(command, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] }).status === 0;
}

function fits(found: string | undefined, pinned: string): boolean {
	return found !== undefined && found.split(".").slice(0, 2).join(".") === pinned.split(".").slice(0, 2).join(".");
}

/** The tool's real program as an npm package carries it; undefined where it has none for this machine. */
function fromNpm(tool: string): string | undefined {
	const command = path.join(ROOT, "node_modules", ".bin", process.platform === "win32" ? `${tool}.cmd` : tool);
	return existsSync(command) && versionOf(command) !== undefined ? command : undefined;
}

/**
 * Finds a pinned tool: on PATH (or where cargo puts it), else in the npm packages, whose lock pins it by hash, else by
 * aftman or rokit, else by `cargo install --locked`.
 *
 * @param install false only looks; default true
 * @returns undefined where no way works
 */
export function findTool(tool: string, install = true): FoundTool | undefined {
	const pinned = pinnedVersion(tool);
	if (fits(versionOf(tool), pinned)) return { command: tool, way: "on PATH" };
	const cargoBin = path.join(process.env.CARGO_HOME ?? path.join(homedir(), ".cargo"), "bin", tool);
	if (existsSync(cargoBin) && fits(versionOf(cargoBin), pinned))
		return { command: cargoBin, way: "where cargo keeps it" };
	const npm = fromNpm(tool);
	if (npm !== undefined) return { command: npm, way: "from npm" };
	if (!install) return undefined;
	const crate = OWN_CRATES[tool];
	const managers = crate === undefined ? (["aftman", "rokit"] as const) : [];
	for (const manager of managers) {
		const args = ["install", "--no-trust-check"];
		if (versionOf(manager) === undefined || !runs(manager, args)) continue;
		const shim = path.join(homedir(), `.${manager}`, "bin", tool);
		const command = existsSync(shim) ? shim : tool;
		if (fits(versionOf(command), pinned)) return { command, way: `by ${manager}` };
	}
	if (versionOf("cargo") !== undefined) {
		console.error(`${tool} ${pinned} is not on this machine; cargo builds it now (some minutes, once)`);
		for (let attempt = 1; attempt <= 3; attempt++) {
			const from = crate === undefined ? [tool, "--version", pinned] : ["--path", crate];
			if (!runs("cargo", ["install", ...from, "--locked"])) continue;
			return { command: existsSync(cargoBin) ? cargoBin : tool, way: "by cargo install --locked" };
		}
	}
	return undefined;
}

/** What to tell somebody whose machine has no way to the tool. */
export function noWayMessage(tool: string): string {
	const pinned = pinnedVersion(tool);
	const crate = OWN_CRATES[tool];
	if (crate !== undefined)
		return `${tool} ${pinned} is needed; install Rust, then: cargo install --path ${crate} --locked`;
	return [
		`${tool} ${pinned} is needed and none of the ways to it works here:`,
		`  1. put ${tool} ${pinned} on PATH`,
		`  2. install aftman or rokit, then run it in this folder (aftman.toml pins the version)`,
		`  3. install Rust, then: cargo install ${tool} --version ${pinned} --locked`,
	].join("\n");
}
