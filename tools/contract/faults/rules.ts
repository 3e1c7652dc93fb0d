import { type EndpointName, endpointNames } from "../http/endpoint.ts";

export const faultKinds = [
	"latency",
	"429",
	"429-retry-after",
	"500",
	"503",
	"status",
	"drop",
	"hang",
	"half",
	"html",
	"wrong-types",
	"nan",
	"keywords-only",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/**
 * One fault and when it is played.
 *
 * @example
 * // Every third search or so is refused for the first minute.
 * { endpoint: "search", kind: "429-retry-after", value: 2, rate: 0.33, to: 60 }
 */
export interface FaultRule {
	/** Endpoint names, groups (`*`, `catalog`, `finevoice`, `senseaudio`, `opencloud`) or paths. @default "*" */
	endpoint?: string | readonly string[];
	kind: FaultKind;
	/** Share of the requests in the window that are hit; chance is seeded. @default 1 */
	rate?: number;
	/** Seconds since the start (or since `setFaults`). @default 0 and never */
	from?: number;
	to?: number;
	/** How many requests to these endpoints go through first. @default 0 */
	after?: number;
	/** How many of the following requests the rule then looks at. @default all */
	count?: number;
	/** What it means depends on the kind; see docs/contract.md. */
	value?: unknown;
}

/** A faults file or rule that says something wrong; the message says where and what. */
export class FaultsError extends Error {
	override readonly name = "FaultsError";
}

const groups: Readonly<Record<string, readonly EndpointName[]>> = {
	"*": endpointNames,
	catalog: endpointNames.slice(0, endpointNames.indexOf("analytics")),
	music: ["search", "similar", "browse"],
	sfx: ["sfxSearch", "sfxSimilar", "sfxBrowse", "sfxTaxonomy"],
	finevoice: ["finevoiceGenerate", "finevoiceTask"],
	senseaudio: ["senseaudioGenerate"],
	opencloud: ["assetUpload", "assetOperation", "assetDetails", "storeAsset", "universe"],
};

export function matches(rule: FaultRule, endpoint: EndpointName | undefined, path: string): boolean {
	const wanted = typeof rule.endpoint === "string" ? [rule.endpoint] : (rule.endpoint ?? ["*"]);
	return wanted.some(
		name =>
			name === "*" ||
			name === endpoint ||
			name === path ||
			(endpoint !== undefined && groups[name]?.includes(endpoint) === true),
	);
}

type Check = (value: unknown) => boolean;
const isNumber: Check = v => typeof v === "number" && Number.isFinite(v);
const isStatus: Check = v => Number.isInteger(v) && (v as number) >= 200 && (v as number) <= 599;

/** What `value` may be, by kind; kinds without an entry take none. */
const values: Readonly<Partial<Record<FaultKind, { needed: boolean; rule: string; good: Check }>>> = {
	latency: {
		needed: true,
		rule: "seconds, or [least, most] seconds",
		good: v =>
			(isNumber(v) && (v as number) >= 0) ||
			(Array.isArray(v) && v.length === 2 && v.every(x => isNumber(x) && x >= 0) && v[0] <= v[1]),
	},
	"429-retry-after": {
		needed: false,
		rule: 'seconds as a number, or {"date": seconds from now} for the HTTP-date form, or the header text itself',
		good: v => isNumber(v) || typeof v === "string" || isNumber((v as { date?: unknown } | null)?.date),
	},
	status: {
		needed: true,
		rule: 'a status from 200 to 599, or {"status": number, "body": anything}',
		good: v => isStatus(v) || isStatus((v as { status?: unknown } | null)?.status),
	},
	html: { needed: false, rule: "a status from 200 to 599", good: isStatus },
	half: {
		needed: false,
		rule: "the share of the body that is sent, 0 to 1",
		good: v => isNumber(v) && (v as number) >= 0 && (v as number) < 1,
	},
	"wrong-types": {
		needed: false,
		rule: 'one of "rows", "ids", "numbers", "meta", "array", "null", "empty"',
		good: v => typeof v === "string" && ["rows", "ids", "numbers", "meta", "array", "null", "empty"].includes(v),
	},
	nan: {
		needed: false,
		rule: '"NaN", "Infinity" or "-Infinity"',
		good: v => v === "NaN" || v === "Infinity" || v === "-Infinity",
	},
};

const known = ["endpoint", "kind", "rate", "from", "to", "after", "count", "value"];

function checkRule(rule: unknown, where: string): FaultRule {
	const wrong = (message: string): never => {
		throw new FaultsError(`${where}: ${message}`);
	};
	if (typeof rule !== "object" || rule === null || Array.isArray(rule)) return wrong("must be an object");
	const given = rule as Record<string, unknown>;
	for (const name of Object.keys(given))
		if (!known.includes(name)) wrong(`unknown member "${name}"; known are ${known.join(", ")}`);
	const kind = given["kind"];
	if (kind === undefined) wrong(`"kind" is missing; it must be one of ${faultKinds.join(", ")}`);
	if (!faultKinds.includes(kind as FaultKind))
		wrong(`unknown kind ${JSON.stringify(kind)}; known are ${faultKinds.join(", ")}`);
	const wanted = given["endpoint"] ?? "*";
	for (const name of Array.isArray(wanted) ? wanted : [wanted]) {
		if (typeof name !== "string") wrong('"endpoint" must be a name or a list of names');
		else if (!(name in groups) && !endpointNames.includes(name as EndpointName) && !name.startsWith("/")) {
			wrong(
				`unknown endpoint "${name}"; known are ${[...Object.keys(groups), ...endpointNames].join(", ")}, or a path`,
			);
		}
	}
	const rate = given["rate"];
	if (rate !== undefined && !(isNumber(rate) && (rate as number) >= 0 && (rate as number) <= 1))
		wrong('"rate" must be a number from 0 to 1');
	for (const name of ["from", "to"]) {
		if (given[name] !== undefined && !(isNumber(given[name]) && (given[name] as number) >= 0))
			wrong(`"${name}" must be seconds, 0 or more`);
	}
	if ((given["from"] as number) >= (given["to"] as number)) wrong('"from" must be before "to"');
	for (const name of ["after", "count"]) {
		if (given[name] !== undefined && !(Number.isInteger(given[name]) && (given[name] as number) >= 0))
			wrong(`"${name}" must be a whole number, 0 or more`);
	}
	const value = values[kind as FaultKind];
	if (given["value"] === undefined ? value?.needed === true : value?.good(given["value"]) !== true) {
		wrong(
			value === undefined ? `"${String(kind)}" takes no value` : `"value" of "${String(kind)}" must be ${value.rule}`,
		);
	}
	return given as unknown as FaultRule;
}

/** Checks a list of rules, or an object holding one under `faults`. */
export function parseFaults(content: unknown, name = "faults"): FaultRule[] {
	const rules = Array.isArray(content) ? content : (content as { faults?: unknown } | null)?.faults;
	if (!Array.isArray(rules)) throw new FaultsError(`${name}: must be a list of rules, or {"faults": [...]}`);
	return rules.map((rule, index) => checkRule(rule, `${name}, rule ${index + 1}`));
}
