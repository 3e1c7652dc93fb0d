import { existsSync } from "node:fs";
import path from "node:path";

import { refusalOf } from "./files.ts";
import { nearest, UsageError } from "./flags.ts";

/** One command of `audioscape`. Its module is loaded only when it is called. */
export interface Command {
	name: string;
	summary: string;
	usage: string;
	load: () => Promise<(argv: string[]) => Promise<number>>;
}

/** Specs are run in a checkout only. */
const TEST: Command = {
	name: "test",
	summary: "build and run all specs",
	usage: "test [PATH...] [-t NAME] [--signals MODE] [--only KIND] [--watch] [--verbose]",
	load: async () => (await import("./commands/test.ts")).testCommand,
};
const COMMANDS: Command[] = [
	{
		name: "init",
		summary: "add AudioScape to a Rojo or roblox-ts project, or to an empty folder",
		usage: "init [FOLDER] [--dry-run]",
		load: async () => (await import("./commands/init.ts")).initCommand,
	},
	{
		name: "play",
		summary: "play your place headless, or a small game, and write a report",
		usage:
			"play [PLACE] [--players N] [--walk FILE.luau] [--minutes N] [--api URL --key K] [--report DIR] [--trace FILE]",
		load: async () => (await import("./commands/play.ts")).playCommand,
	},
	{
		name: "report",
		summary: "make the report of an earlier trace",
		usage: "report TRACE [--report DIR]",
		load: async () => (await import("./commands/report.ts")).reportCommand,
	},
	{
		name: "mix",
		summary: "write what a player of a run heard as a WAV file",
		usage: "mix TRACE [--player N|NAME] [--out FILE.wav] [--from S] [--to S] [--clips DIR] [--bits 16|24]",
		load: async () => (await import("./commands/mix.ts")).mixCommand,
	},
	{
		name: "headless",
		summary: "run Luau files as scripts of a Roblox server with players",
		usage: "headless run SERVER.luau... [--player FILE.luau] [--players N] [--seconds S]",
		load: async () => (await import("./commands/headless-run.ts")).headlessCommand,
	},
	{
		name: "bake",
		summary: "resolve packs, zones and stations into a manifest module",
		usage: "bake CONFIG [--out FILE.luau] [--check] [--api URL|embedded] [--key K] [--place FILE]",
		load: async () => (await import("./commands/bake.ts")).bakeCommand,
	},
	{
		name: "generate",
		summary: "make sounds from text and upload them to Roblox",
		usage:
			"generate PROMPT --provider finevoice|senseaudio [-n N] [--seed S] [--duration D] [--upload --creator user:ID|group:ID] [--out DIR]",
		load: async () => (await import("./commands/generate.ts")).generateCommand,
	},
	{
		name: "doctor",
		summary: "say what would keep a place silent",
		usage: "doctor [PLACE] [--key K] [--api URL|embedded] [--universe ID --cloud-key K]",
		load: async () => (await import("./commands/doctor.ts")).doctorCommand,
	},
	{
		name: "contract",
		summary: "serve the loopback APIs, with faults on demand",
		usage: "contract [--port P] [--host H] [--faults FILE] [--seed N] [--key K]... [--quiet]",
		load: async () => (await import("./commands/contract.ts")).contractCommand,
	},
	...(existsSync(path.join(import.meta.dirname, "commands", "test.ts")) ? [TEST] : []),
];

function help(): string {
	const width = Math.max(...COMMANDS.map(command => command.name.length));
	return [
		"audioscape: sound that fits, for Roblox",
		"",
		...COMMANDS.map(command => `  ${command.name.padEnd(width)}  ${command.summary}`),
		"",
		"Help for a command: audioscape COMMAND --help",
		"Exit codes: 0 done, 1 failed, 2 wrong use",
	].join("\n");
}

const EXPECTED: ReadonlySet<string> = new Set(["PlaceError", "OptionError", "FaultsError", "FileError"]);

type SystemFailure = NodeJS.ErrnoException & { port?: number; address?: string; hostname?: string };

/** What the system refused (a port that is taken, a folder that cannot be written) needs no stack; a fault of ours does. */
function failureText(reason: unknown): string {
	if (!(reason instanceof Error)) return String(reason);
	const { code, port, address, hostname } = reason as SystemFailure;
	if (code === "EADDRINUSE") return `port ${port} is taken; choose another with --port, or any free one with --port 0`;
	if (code === "EACCES" && port !== undefined)
		return `port ${port} cannot be opened (permission denied); choose one above 1023 with --port`;
	if (code === "EADDRNOTAVAIL") return `${address} is not an address of this machine; choose one that is with --host`;
	if (code === "ENOTFOUND") return `there is no host ${hostname}`;
	return "syscall" in reason ? refusalOf(reason as SystemFailure) : (reason.stack ?? reason.message);
}

/** Runs a command line. @returns the exit code */
export async function main(argv: string[]): Promise<number> {
	const [name, ...rest] = argv;
	if (name === undefined || name === "--help" || name === "-h" || name === "help") {
		console.log(help());
		return name === undefined ? 2 : 0;
	}
	const command = COMMANDS.find(candidate => candidate.name === name);
	if (command === undefined) {
		const guess = nearest(
			name,
			COMMANDS.map(candidate => candidate.name),
		);
		const hint = guess === undefined ? "audioscape --help lists them" : `did you mean "${guess}"?`;
		console.error(`audioscape: there is no command "${name}"; ${hint}`);
		return 2;
	}
	try {
		return await (
			await command.load()
		)(rest);
	} catch (reason) {
		// A file or an option that cannot be followed; the sentence names it.
		if (reason instanceof Error && EXPECTED.has(reason.name)) {
			console.error(`audioscape ${name}: ${reason.message}`);
			return 2;
		}
		if (reason instanceof UsageError) {
			console.error(`audioscape ${name}: ${reason.message}\nusage: audioscape ${command.usage}`);
			return 2;
		}
		console.error(`audioscape ${name}: ${failureText(reason)}`);
		return 1;
	}
}
