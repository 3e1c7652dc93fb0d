import { main } from "../../tools/cli/main.ts";
import type { Dice } from "./random.ts";
import type { Target } from "./target.ts";
import type { Value } from "./values.ts";

const COMMANDS = [
	"play",
	"headless",
	"headless run",
	"bake",
	"generate",
	"doctor",
	"contract",
	"report",
	"init",
	"mix",
	"",
	"plya",
	"--help",
];
const FLAGS = [
	"--seconds",
	"--players",
	"--player",
	"--api",
	"--key",
	"--out",
	"--seed",
	"--port",
	"--host",
	"--faults",
	"--minutes",
	"--report",
	"--provider",
	"-n",
	"--duration",
	"--upload",
	"--creator",
	"--place",
	"--check",
	"--assets",
	"--trace",
	"--signals",
	"--latency",
	"--memory",
	"--quiet",
	"--dry-run",
	"--from",
	"--to",
];
const WORDS = [
	"",
	"5",
	"-5",
	"NaN",
	"1e9",
	"0",
	"nowhere.luau",
	"/nowhere/at/all",
	"a b",
	"é",
	"\u0000",
	"--",
	"=",
	"user:1",
	"http://",
	"{}",
	".",
];
/** No command knows it, so that no command begins its work. */
const UNKNOWN = "--no-such-flag";

const args = (dice: Dice): string[] =>
	Array.from({ length: dice.below(5) }, () => {
		const flag = dice.pick(FLAGS);
		return dice.percent(30) ? dice.pick(WORDS) : dice.percent(30) ? `${flag}=${dice.pick(WORDS)}` : flag;
	});

/** What comes after two dashes is no flag: a folder of that name, which `init` would fill. */
const withUnknown = (argv: string[], isWanted: boolean): string[] => {
	const end = argv.indexOf("--");
	return isWanted ? argv.toSpliced(end === -1 ? argv.length : end, 0, UNKNOWN) : argv;
};
const isHarmless = (argv: readonly string[]): boolean => {
	const [at, end] = [argv.indexOf(UNKNOWN), argv.indexOf("--")];
	return at !== -1 && (end === -1 || at < end);
};

/** Says what a command line said, and how it ended. */
async function said(argv: string[]): Promise<{ status: number | undefined; text: string; thrown: unknown }> {
	const write = { out: process.stdout.write, err: process.stderr.write };
	let text = "";
	// What is no text is the test runner's, which speaks through the same door.
	const keepOn = (name: "out" | "err", stream: NodeJS.WriteStream) =>
		((chunk: string | Uint8Array, ...more: never[]): boolean => {
			if (typeof chunk !== "string") return write[name].call(stream, chunk, ...more);
			text += chunk;
			return true;
		}) as typeof process.stdout.write;
	process.stdout.write = keepOn("out", process.stdout);
	process.stderr.write = keepOn("err", process.stderr);
	try {
		return { status: await main(argv), text, thrown: undefined };
	} catch (thrown) {
		return { status: undefined, text, thrown };
	} finally {
		process.stdout.write = write.out;
		process.stderr.write = write.err;
	}
}

async function judge(argv: string[]): Promise<string | undefined> {
	const { status, text, thrown } = await said(argv);
	if (thrown !== undefined) return `throws ${String((thrown as Error).stack ?? thrown).slice(0, 300)}`;
	if (/\n\s+at .*:\d+:\d+/.test(text)) return `shows a stack: ${text.slice(0, 300)}`;
	if (status === 0 && !/usage|Usage|audioscape/.test(text))
		return `ends well, and said ${JSON.stringify(text.slice(0, 200))}`;
	if (status !== 0 && text.trim() === "") return `ends with ${status} and says nothing`;
	return undefined;
}

/** What people type. */
export const commandLineTarget: Target = {
	name: "command-line",
	about: "arguments of the command",
	make: dice => withUnknown([...dice.pick(COMMANDS).split(" "), ...args(dice)], dice.percent(90)) as Value,
	run: async cases => {
		const found: Array<string | undefined> = [];
		for (const one of cases) {
			const argv = Array.isArray(one) ? one.filter(word => typeof word === "string") : [];
			// Without a word that nobody knows, some of them would begin to work.
			found.push(isHarmless(argv as string[]) ? await judge(argv as string[]) : undefined);
		}
		return found;
	},
};
