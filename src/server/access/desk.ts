import { accessMessages as messages } from "../../shared/access/messages";
import type { OpenMethod } from "../../shared/access/remotes";
import { assetServiceMessages } from "../../shared/asset-service/messages";
import { plainParams, type PlainSearchParams, searchOf } from "../../shared/asset-service/params";
import { settle } from "../../shared/clock/settle";
import { invalidArgument } from "../../shared/wire/invalid-argument";
import type { Outcome } from "../../shared/wire/outcome";
import type { Problem } from "../../shared/wire/problem";
import { searchPage } from "../asset-service/search";
import type { EndpointName } from "../catalog/endpoints";
import type { CallOptions } from "../catalog/port";
import type { Done } from "../http/call";
import { type AccessGate, type AccessLimits, createAccessGate } from "./gate";
import { readPage, readRequest, readSearchAudio } from "./requests";

/** Starts a call of the catalog; answers once, at once when memory knows. */
export type StartCall = (name: EndpointName, input: unknown, extras: unknown, call: CallOptions, done: Done) => void;

export interface DeskParts<K> {
	start: StartCall;
	now: () => number;
	limits: AccessLimits;
	methods: ReadonlySet<OpenMethod>;
	userId: (who: K) => number;
}

/** What a player gets: as every method of the catalog answers. */
export type DeskAnswer = LuaTuple<[result: unknown, err: string | undefined, problem: Problem | undefined]>;

/** Serves the calls of players: limits them, checks what they send, asks for them. */
export interface Desk<K> {
	/** Yields; never raises. */
	serve: (who: K, method: OpenMethod, a: unknown, b: unknown, c: unknown) => DeskAnswer;
	forget: (who: K) => void;
}

const INPUT: ReadonlySet<OpenMethod> = new Set<OpenMethod>(["similar", "sfxSimilar", "getStructure"]);

function refused(problem: Problem): Outcome {
	return { ok: false, problem };
}

/** Makes a desk. */
export function createDesk<K extends defined>({ start, now, limits, methods, userId }: DeskParts<K>): Desk<K> {
	const gate: AccessGate<K> = createAccessGate<K>(limits);

	/** Asks, and notes whether a request was needed. Players wait their turn one by one. */
	function ask(who: K, name: EndpointName, input: unknown, extras: unknown): Outcome {
		const call: CallOptions = { priority: "player", playerId: userId(who) };
		return settle<Outcome>(done => {
			let answered = false;
			start(name, input, extras, call, outcome => {
				answered = true;
				done(outcome);
			});
			if (!answered) gate.spend(now());
		});
	}

	function searchAudio(who: K, raw: unknown, rawOffset: unknown, rawLimit: unknown): Outcome {
		const data = readSearchAudio(raw);
		const params = data && plainParams(data as PlainSearchParams);
		if (params === undefined) return refused(invalidArgument("searchAudio", messages.searchAudio));
		const search = searchOf(params);
		if (search.query === undefined) return refused(invalidArgument("searchAudio", assetServiceMessages.nothing));
		const [offset, limit] = readPage(rawOffset, rawLimit);
		const outcome = searchPage((name, options) => ask(who, name, options, undefined), search, limit, offset);
		return outcome;
	}

	function serve(who: K, method: OpenMethod, a: unknown, b: unknown, c: unknown): Outcome {
		if (!methods.has(method)) {
			return refused({ kind: "forbidden", message: messages.notOpen(method), endpoint: method, attempts: 0 });
		}
		if (!gate.allow(who, now())) {
			return refused({ kind: "rate-limited", message: messages.limited, endpoint: method, retryAfter: 1, attempts: 0 });
		}
		if (method === "searchAudio") return searchAudio(who, a, b, c);
		const [options, fault] = readRequest(method, a);
		if (options === undefined) return refused(invalidArgument(method, fault!));
		return INPUT.has(method) ? ask(who, method, options.asset_id, options) : ask(who, method, options, undefined);
	}

	return {
		serve: (who, method, a, b, c) => {
			const [ok, answer] = pcall(() => serve(who, method, a, b, c));
			// What a player sent was stranger than anything thought of; the words stay on the server.
			const strange = () => refused(invalidArgument(method, messages.notData(method, "what was sent")));
			const outcome = ok ? answer : strange();
			if (outcome.ok) return $tuple(outcome.value, undefined, undefined);
			return $tuple(undefined, outcome.problem.message, outcome.problem);
		},
		forget: who => gate.forget(who),
	};
}
