import { once } from "node:events";
import { parseArgs } from "node:util";

import { FaultsError, readFaultsFile, startContract } from "../../contract/index.ts";

const usage = `audioscape contract: the loopback APIs on their own

  --port P       where to listen (8787; 0 for any free port)
  --host H       on which address (127.0.0.1)
  --faults FILE  JSON rules for what goes wrong, see docs/contract.md
  --seed N       of the catalog and of chance in faults (1)
  --key K        the only key accepted; may be given several times (any key)
  --quiet        print only the address
  --help         this text

It runs until it is interrupted (Ctrl+C).`;

class UsageError extends Error {}

function wholeNumber(name: string, value: string, max: number): number {
	const number = Number(value);
	if (!/^\d+$/.test(value) || number > max)
		throw new UsageError(`--${name} must be a whole number from 0 to ${max}, not "${value}"`);
	return number;
}

function readFlags(argv: readonly string[]) {
	try {
		return parseArgs({
			args: [...argv],
			options: {
				port: { type: "string", default: "8787" },
				host: { type: "string", default: "127.0.0.1" },
				faults: { type: "string" },
				seed: { type: "string", default: "1" },
				key: { type: "string", multiple: true },
				quiet: { type: "boolean", default: false },
				help: { type: "boolean", short: "h", default: false },
			},
		}).values;
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

const say = (line: string) => process.stdout.write(`${line}\n`);

async function run(argv: readonly string[]): Promise<number> {
	const flags = readFlags(argv);
	if (flags.help) {
		say(usage);
		return 0;
	}
	const faults = flags.faults === undefined ? [] : readFaultsFile(flags.faults);
	const contract = await startContract({
		port: wholeNumber("port", flags.port!, 65535),
		host: flags.host!,
		seed: wholeNumber("seed", flags.seed!, 2 ** 31 - 1),
		faults,
		quiet: flags.quiet!,
		...(flags.key === undefined ? {} : { keys: flags.key }),
	});
	say(contract.url);
	if (!flags.quiet) {
		say(`  AudioScape            ${contract.url}/developer (analytics: ${contract.url}/analytics)`);
		say(`  FineVoice, SenseAudio ${contract.url}`);
		say(`  Open Cloud assets     ${contract.url}/assets/v1`);
		if (faults.length > 0) say(`  ${faults.length} fault rule${faults.length === 1 ? "" : "s"} in force`);
	}
	const interrupted = new AbortController();
	await Promise.race(["SIGINT", "SIGTERM"].map(signal => once(process, signal, { signal: interrupted.signal })));
	interrupted.abort();
	await contract.close();
	return 0;
}

/**
 * `audioscape contract`: starts the loopback APIs and serves them until interrupted.
 *
 * @returns the exit code: 0 done, 1 failed, 2 usage
 * @example
 * await contractCommand(["--port", "8787", "--faults", "faults.json"]);
 */
export async function contractCommand(argv: readonly string[]): Promise<number> {
	try {
		return await run(argv);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`audioscape contract: ${message}\n`);
		return error instanceof UsageError || error instanceof FaultsError ? 2 : 1;
	}
}
