import { outputFolder } from "../files.ts";
import { flagHelp, type FlagTable, parseFlags, UsageError } from "../flags.ts";
import { wallClock } from "../generate/clock.ts";
import { messages } from "../generate/messages.ts";
import { generate, type GenerateOptions, type GeneratePorts } from "../generate/run.ts";
import type { Creator } from "../generate/upload.ts";
import { OPEN_CLOUD } from "../product/api.ts";
import { createProgress } from "../progress.ts";

const FINE_VOICE = "https://apis.finevoice.ai";
const MAX_SEED = 2 ** 31 - 1;

const flags: FlagTable = {
	provider: { kind: "text", oneOf: ["finevoice", "senseaudio"], help: "the service that makes the sounds (required)" },
	n: { kind: "number", short: "-n", value: "N", min: 1, max: 16, help: "how many variants (1)" },
	seed: {
		kind: "number",
		value: "S",
		min: -MAX_SEED - 1,
		max: MAX_SEED,
		help: "makes the result repeatable (senseaudio; random)",
	},
	cfg: { kind: "number", value: "C", min: 0, max: 10, help: "how closely it follows the prompt (senseaudio, 4.5)" },
	duration: {
		kind: "number",
		value: "D",
		min: 0.1,
		max: 30,
		help: "length in seconds (finevoice; the service decides)",
	},
	negative: { kind: "text", value: "TEXT", help: "what to avoid (finevoice; nothing)" },
	task: { kind: "text", value: "ID", help: "fetch the result of this earlier task instead (finevoice; a new task)" },
	out: { kind: "text", value: "DIR", help: "where the sounds go (sounds)" },
	upload: { kind: "switch", help: "upload them to Roblox and print the asset ids" },
	creator: { kind: "text", value: "user:ID|group:ID", help: "who will own the assets (required with --upload)" },
	timeout: { kind: "number", value: "S", min: 1, max: 3600, help: "seconds that a sound or an upload may take (180)" },
	api: {
		kind: "text",
		value: "URL",
		help: `the provider's address; embedded is the loopback API (finevoice: ${FINE_VOICE})`,
	},
	key: { kind: "text", value: "K", help: "the provider's key (FINEVOICE_API_KEY, SENSEAUDIO_API_KEY)" },
	"upload-api": { kind: "text", value: "URL", help: `Open Cloud's address (${OPEN_CLOUD})` },
	"upload-key": { kind: "text", value: "K", help: "an Open Cloud key (ROBLOX_API_KEY)" },
	help: { kind: "switch", short: "-h", help: "show this help" },
};

type Given = ReturnType<typeof parseFlags>["flags"];
const text = (given: Given, name: string): string | undefined => given[name] as string | undefined;
const number = (given: Given, name: string): number | undefined => given[name] as number | undefined;

function urlOf(given: Given, flag: "api" | "upload-api", fallback: string | undefined): string | undefined {
	const url = text(given, flag) ?? fallback;
	if (url === undefined || url === "embedded" || /^https?:\/\//.test(url)) return url;
	throw new UsageError(messages.badUrl(flag, url));
}

function creatorOf(given: string | undefined): Creator {
	if (given === undefined) throw new UsageError(messages.noCreator);
	const [, kind, id] = /^(user|group):(\d+)$/.exec(given) ?? [];
	if (kind === undefined || id === undefined) throw new UsageError(messages.badCreator(given));
	return kind === "user" ? { userId: id } : { groupId: id };
}

/** Which flags only one of the providers knows. */
const OWN = { finevoice: ["duration", "negative", "task"], senseaudio: ["seed", "cfg"] } as const;

function check(given: Given, provider: "finevoice" | "senseaudio"): void {
	const other = provider === "finevoice" ? "senseaudio" : "finevoice";
	for (const flag of OWN[other]) if (given[flag] !== undefined) throw new UsageError(messages.onlyFor(flag, other));
	for (const flag of ["n", "seed"]) {
		const value = number(given, flag);
		if (value !== undefined && !Number.isInteger(value)) throw new UsageError(messages.whole(flag, value));
	}
	if (given.task !== undefined && given.n !== undefined) throw new UsageError(messages.taskAlone);
}

/** The options, with `embedded` still in place of an address. */
export function readGenerate(given: Given, rest: readonly string[], env: NodeJS.ProcessEnv): GenerateOptions {
	const provider = text(given, "provider") as "finevoice" | "senseaudio" | undefined;
	const prompt = rest[0] ?? (given.task === undefined ? undefined : `task ${text(given, "task")}`);
	if (prompt === undefined || prompt.trim() === "" || rest.length > 1) throw new UsageError(messages.noPrompt);
	if (provider === undefined) throw new UsageError(messages.noProvider);
	check(given, provider);
	const baseUrl = urlOf(given, "api", provider === "finevoice" ? FINE_VOICE : undefined);
	if (baseUrl === undefined) throw new UsageError(messages.noBase);
	const variable = provider === "finevoice" ? "FINEVOICE_API_KEY" : "SENSEAUDIO_API_KEY";
	const demo = baseUrl === "embedded" ? "demo" : undefined;
	const key = text(given, "key") ?? env[variable] ?? demo;
	if (key === undefined || key === "") throw new UsageError(messages.noKey(provider, variable));
	const numbers = ["seed", "cfg", "duration"].map(name => [name, number(given, name)] as const);
	const words = ["negative", "task"].map(name => [name, text(given, name)] as const);
	const options: GenerateOptions = {
		provider,
		prompt,
		n: number(given, "n") ?? 1,
		baseUrl,
		key,
		directory: text(given, "out") ?? "sounds",
		deadline: number(given, "timeout") ?? 180,
		...Object.fromEntries([...numbers, ...words].filter(([, value]) => value !== undefined)),
	};
	if (given.upload !== true) return options;
	const creator = creatorOf(text(given, "creator"));
	const uploadKey = text(given, "upload-key") ?? env.ROBLOX_API_KEY ?? demo;
	if (uploadKey === undefined || uploadKey === "") throw new UsageError(messages.noUploadKey);
	const cloud = urlOf(given, "upload-api", demo === undefined ? OPEN_CLOUD : "embedded")!;
	return { ...options, upload: { baseUrl: cloud, key: uploadKey, creator } };
}

/** Puts the loopback API where `embedded` was asked for. */
async function withApi<T>(options: GenerateOptions, run: (options: GenerateOptions) => Promise<T>): Promise<T> {
	if (options.baseUrl !== "embedded" && options.upload?.baseUrl !== "embedded") return run(options);
	const { startContract } = await import("audioscape-contract");
	const contract = await startContract();
	const place = (url: string): string => (url === "embedded" ? contract.url : url);
	const cloud = options.upload;
	try {
		return await run({
			...options,
			baseUrl: place(options.baseUrl),
			...(cloud === undefined ? {} : { upload: { ...cloud, baseUrl: place(cloud.baseUrl) } }),
		});
	} finally {
		await contract.close();
	}
}

/**
 * `audioscape generate`: makes sounds from words, saves them, and uploads them to Roblox where that is asked for.
 *
 * @returns 0 done, 1 when something could not be made, uploaded, or was rejected
 * @example
 * await generateCommand(["a wooden door creaks", "--provider", "finevoice", "--duration", "4"]);
 */
export async function generateCommand(argv: string[], ports: Partial<GeneratePorts> = {}): Promise<number> {
	const { flags: given, rest } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(`audioscape generate PROMPT: makes sounds from text and uploads them to Roblox\n\n${flagHelp(flags)}`);
		return 0;
	}
	const options = readGenerate(given, rest, process.env);
	// A disk that cannot be written is found out before anything is paid for.
	outputFolder(options.directory);
	const progress = createProgress(process.stdout);
	const line = (print: (text: string) => void) => (text: string) => {
		progress.done();
		print(text);
	};
	const complete = await withApi(options, resolved =>
		generate(resolved, {
			clock: wallClock,
			random: Math.random,
			step: progress.step,
			say: line(text => console.log(text)),
			complain: line(text => console.error(text)),
			...ports,
		}),
	);
	progress.done();
	return complete ? 0 : 1;
}
