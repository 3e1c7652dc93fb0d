import { once } from "node:events";

import { readFaultsFile, startContract } from "audioscape-contract";

import { flagHelp, type FlagTable, parseFlags, UsageError } from "../flags.ts";
import { many } from "../report/text.ts";

const flags: FlagTable = {
	port: { kind: "number", value: "P", min: 0, max: 65535, help: "the port to listen on; 0 takes any free one (8787)" },
	host: { kind: "text", value: "H", help: "the address to listen on (127.0.0.1)" },
	faults: { kind: "text", value: "FILE", help: "JSON rules for what goes wrong, see docs/contract.md (nothing)" },
	seed: {
		kind: "number",
		value: "N",
		min: 0,
		max: 2 ** 31 - 1,
		help: "seeds the catalog and the chance in faults (1)",
	},
	key: { kind: "list", value: "K", help: "the only key accepted; repeat it for several (any key)" },
	quiet: { kind: "switch", help: "print only the address" },
	help: { kind: "switch", short: "-h", help: "show this help" },
};

function wholeNumber(name: string, value: unknown, fallback: number): number {
	const number = (value as number | undefined) ?? fallback;
	if (!Number.isInteger(number)) throw new UsageError(`--${name} takes a whole number, got "${number}"`);
	return number;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * `audioscape contract`: starts the loopback APIs and serves them until interrupted.
 *
 * @returns 0 when it was interrupted
 * @example
 * await contractCommand(["--port", "8787", "--faults", "faults.json"]);
 */
export async function contractCommand(argv: readonly string[]): Promise<number> {
	const { flags: given, rest } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(
			`audioscape contract: serves the loopback APIs\n\n${flagHelp(flags)}\n\nIt runs until it is interrupted (Ctrl+C).`,
		);
		return 0;
	}
	if (rest.length > 0) throw new UsageError(`contract takes no arguments, got "${rest[0]}"`);
	const faults = given.faults === undefined ? [] : readFaultsFile(given.faults as string);
	const keys = given.key as string[] | undefined;
	const contract = await startContract({
		port: wholeNumber("port", given.port, 8787),
		host: (given.host as string | undefined) ?? "127.0.0.1",
		seed: wholeNumber("seed", given.seed, 1),
		faults,
		quiet: given.quiet === true,
		...(keys === undefined ? {} : { keys }),
	});
	say(contract.url);
	if (given.quiet !== true) {
		say(`  AudioScape            ${contract.url}/developer (analytics: ${contract.url}/analytics)`);
		say(`  FineVoice, SenseAudio ${contract.url}`);
		say(`  Open Cloud assets     ${contract.url}/assets/v1`);
		if (faults.length > 0) say(`  ${many(faults.length, "fault rule")} in force`);
	}
	const interrupted = new AbortController();
	await Promise.race(["SIGINT", "SIGTERM"].map(signal => once(process, signal, { signal: interrupted.signal })));
	interrupted.abort();
	await contract.close();
	return 0;
}
