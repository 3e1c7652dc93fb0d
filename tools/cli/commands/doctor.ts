import { existsSync } from "node:fs";
import path from "node:path";

import { loadPlace, type PlaceNode } from "headless-place";

import { examine } from "../doctor/examine.ts";
import type { Finding, Severity } from "../doctor/finding.ts";
import { messages } from "../doctor/messages.ts";
import { flagHelp, type FlagTable, parseFlags, UsageError } from "../flags.ts";
import { wallClock } from "../generate/clock.ts";
import { OPEN_CLOUD, REAL_API, withApi } from "../product/api.ts";
import { modelIsBuilt } from "../product/model.ts";

const PROJECT = "default.project.json";

const flags: FlagTable = {
	key: { kind: "text", value: "K", help: "the API key to try (AUDIOSCAPE_API_KEY)" },
	api: { kind: "text", value: "URL|embedded", help: `the API to ask; embedded is the loopback API (${REAL_API})` },
	universe: {
		kind: "text",
		value: "ID",
		help: "your experience, to find out whether it may play the assets (not looked at)",
	},
	"cloud-key": { kind: "text", value: "K", help: "an Open Cloud key, to look up who owns them (ROBLOX_API_KEY)" },
	"cloud-api": { kind: "text", value: "URL", help: `Open Cloud's address (${OPEN_CLOUD}, or the embedded API's)` },
	help: { kind: "switch", short: "-h", help: "show this help" },
};

const MARKS: Readonly<Record<Severity, string>> = { stop: "✗", warn: "!", fine: "✓", unseen: "–" };

const lineOf = ({ severity, text, remedy }: Finding): string =>
	`${MARKS[severity]} ${text}${remedy === undefined ? "" : `. ${remedy[0]!.toUpperCase()}${remedy.slice(1)}`}`;

/** What was given, or what the environment has; an empty one is none. */
const secretOf = (given: unknown, held: string | undefined): string | undefined =>
	((given as string | undefined) ?? held ?? "") || undefined;

function placeOf(given: string | undefined): PlaceNode | undefined {
	const file = given ?? (existsSync(PROJECT) ? PROJECT : undefined);
	return file === undefined ? undefined : loadPlace(file);
}

/**
 * `audioscape doctor`: says what would keep a place silent, a line each, with a remedy.
 *
 * @returns 0 when nothing would, 1 when something would, 2 wrong use
 * @example
 * await doctorCommand(["game.project.json", "--key", key]);
 */
export async function doctorCommand(argv: string[]): Promise<number> {
	const { flags: given, rest } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(
			`audioscape doctor [PLACE]: says what would keep a place silent\n\n${flagHelp(flags)}\n\n` +
				`PLACE is a Rojo project, .rbxl, .rbxlx, .rbxm or .rbxmx; without it, ${PROJECT} if there is one.`,
		);
		return 0;
	}
	if (rest.length > 1) throw new UsageError(messages.usage(rest[1]!));
	const api = (given.api as string | undefined) ?? REAL_API;
	if (api !== "embedded" && !/^https?:\/\//.test(api)) {
		throw new UsageError(`--api takes an http(s) address or embedded, got "${api}"`);
	}
	const universe = given.universe as string | undefined;
	if (universe !== undefined && !/^\d+$/.test(universe)) throw new UsageError(messages.badUniverse(universe));
	const place = placeOf(rest[0] === undefined ? undefined : path.normalize(rest[0]));
	const key = secretOf(given.key, process.env.AUDIOSCAPE_API_KEY);
	const cloudKey = secretOf(given["cloud-key"], process.env.ROBLOX_API_KEY);
	const cloudApi = given["cloud-api"] as string | undefined;
	const findings = await withApi(api, baseUrl =>
		examine({
			baseUrl,
			build: modelIsBuilt,
			clock: wallClock,
			random: Math.random,
			...(place === undefined ? {} : { place }),
			...(key === undefined ? {} : { key }),
			...(universe === undefined || cloudKey === undefined
				? {}
				: { cloud: { universe, key: cloudKey, baseUrl: cloudApi ?? (api === "embedded" ? baseUrl : OPEN_CLOUD) } }),
		}),
	);
	for (const finding of findings) console.log(lineOf(finding));
	const count = (severity: Severity): number => findings.filter(finding => finding.severity === severity).length;
	const stops = count("stop");
	if (stops > 0) console.log(messages.silent(stops, count("warn")));
	else if (findings.every(({ severity }) => severity === "unseen")) console.log(messages.nothingSeen);
	else console.log(messages.sounds(count("warn"), count("unseen") === 0));
	return stops > 0 ? 1 : 0;
}
