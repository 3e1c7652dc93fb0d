import { readFileSync } from "node:fs";

import { hash01 } from "../catalog/random.ts";
import { type Answer, json } from "../http/answer.ts";
import type { EndpointName } from "../http/endpoint.ts";
import { type FaultRule, FaultsError, matches, parseFaults } from "./rules.ts";

export { type FaultKind, type FaultRule, FaultsError, parseFaults } from "./rules.ts";

/** What the faults make of one request. */
export interface PlayedFaults {
	names: string[];
	/** Seconds before anything is sent. */
	delay: number;
	/** Sent instead of the endpoint's answer. */
	answer: Answer | undefined;
	/** What becomes of the connection. */
	connection: "kept" | "drop" | "hang" | "half";
	/** Share of the body sent before a `half` answer breaks off. */
	share: number;
	wrongTypes: string | undefined;
	nan: string | undefined;
	keywordsOnly: boolean;
}

export interface Faults {
	play(endpoint: EndpointName | undefined, path: string, now: number): PlayedFaults;
}

const mistakes = ["rows", "ids", "numbers", "meta", "array", "null", "empty"] as const;

const page = (status: number) =>
	`<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status} ERROR</h1><p>The request could not be satisfied.</p></body></html>\n`;

function retryAfter(value: unknown): string {
	if (typeof value === "string") return value;
	const ahead = (value as { date?: number } | undefined)?.date;
	return ahead === undefined ? String(value ?? 1) : new Date(Date.now() + ahead * 1000).toUTCString();
}

const html = (status: number): Answer => ({
	status,
	bytes: new TextEncoder().encode(page(status)),
	type: "text/html; charset=utf-8",
});
const limited = { message: "Too Many Requests" };

function statusAnswer(value: unknown): Answer {
	if (typeof value === "number") return json({ message: `Status ${value}` }, value);
	const { status, body } = value as { status: number; body?: unknown };
	if (typeof body === "string")
		return { status, bytes: new TextEncoder().encode(body), type: "text/plain; charset=utf-8" };
	return json(body ?? { message: `Status ${status}` }, status);
}

/** Plays one rule on a request; says whether the request's fate is sealed with it. */
function apply(rule: FaultRule, played: PlayedFaults, chance: number, turn: number): boolean {
	const { kind, value } = rule;
	played.names.push(kind);
	switch (kind) {
		case "latency": {
			const [least, most] = Array.isArray(value) ? (value as [number, number]) : [value as number, value as number];
			played.delay += least + (most - least) * chance;
			return false;
		}
		case "keywords-only":
			played.keywordsOnly = true;
			return false;
		case "429":
			played.answer = json(limited, 429);
			return true;
		case "429-retry-after":
			played.answer = json(limited, 429, { "retry-after": retryAfter(value) });
			return true;
		case "500":
			played.answer = json({ error: "Internal Server Error" }, 500);
			return true;
		case "503":
			played.answer = json({ message: "Service Unavailable" }, 503);
			return true;
		case "status":
			played.answer = statusAnswer(value);
			return true;
		case "html":
			played.answer = html((value as number | undefined) ?? 502);
			return true;
		case "half":
			played.share = (value as number | undefined) ?? 0.5;
			played.connection = kind;
			return true;
		case "drop":
		case "hang":
			played.connection = kind;
			return true;
		case "wrong-types":
			played.wrongTypes = (value as string | undefined) ?? mistakes[turn % mistakes.length]!;
			return true;
		case "nan":
			played.nan = (value as string | undefined) ?? "NaN";
			return true;
	}
}

/** Rules in force, from `start` on. The first rule that seals a request's fate wins; latencies before it add up. */
export function createFaults(rules: readonly FaultRule[], seed: number, start: number): Faults {
	const checked = parseFaults(rules);
	const seen = checked.map(() => 0);
	return {
		play(endpoint, path, now) {
			const played: PlayedFaults = {
				names: [],
				delay: 0,
				answer: undefined,
				connection: "kept",
				share: 1,
				wrongTypes: undefined,
				nan: undefined,
				keywordsOnly: false,
			};
			const time = now - start;
			let sealed = false;
			checked.forEach((rule, index) => {
				if (!matches(rule, endpoint, path)) return;
				const { from = 0, to = Infinity, after = 0, count = Infinity, rate = 1 } = rule;
				if (time < from || time >= to) return;
				// Every rule counts every request it could have hit, so that windows do not depend on each other.
				const turn = seen[index]!++;
				if (sealed || turn < after || turn >= after + count) return;
				if (hash01(seed, "fault", index, turn) >= rate) return;
				sealed = apply(rule, played, hash01(seed, "latency", index, turn), turn - after);
			});
			return played;
		},
	};
}

/** Reads and checks a faults file. */
export function readFaultsFile(path: string): FaultRule[] {
	let text: string;
	try {
		text = readFileSync(path, "utf8");
	} catch (error) {
		const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
		throw new FaultsError(`${path} ${isGone ? "does not exist" : "cannot be read"}`);
	}
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch (error) {
		const [why] = (error as SyntaxError).message.split("\n");
		const at = /position (\d+)/.exec(why!)?.[1];
		// Without a position it is the end that came too soon.
		const line = text.slice(0, at === undefined ? undefined : Number(at)).split("\n").length;
		throw new FaultsError(`${path}:${line} is not valid JSON: ${why}`);
	}
	return parseFaults(content, path);
}
