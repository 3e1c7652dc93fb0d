import { accessMessages as messages } from "../../shared/access/messages";
import type { OpenMethod } from "../../shared/access/remotes";
import { assetServiceMessages } from "../../shared/asset-service/messages";
import type { AudioPage } from "../../shared/asset-service/pages";
import { plainParams, searchOf } from "../../shared/asset-service/params";
import { createReportGate, type ReportGateOptions } from "../../shared/bridge/report-gate";
import { type AnswerOf, type EndpointName, openEndpoints } from "../../shared/catalog/endpoints";
import type { Outcome } from "../../shared/wire/outcome";
import type { Problem, ProblemKind } from "../../shared/wire/problem";
import { searchPage } from "../asset-service/search";
import type { Catalog } from "../catalog/catalog";
import type { CallOptions } from "../catalog/port";
import { refused } from "../catalog/requests";
import { TOLD } from "./messages";
import { readPage, readRequest, readSearchAudio } from "./requests";

export interface DeskPorts<K> {
	/** Calls the catalog; yields. */
	call: Catalog["call"];
	now: () => number;
	userId: (who: K) => number;
}

/** What is said of a call before anything is asked for it. */
const OURS: ReadonlySet<ProblemKind> = new Set<ProblemKind>(["invalid-argument", "forbidden", "rate-limited"]);

/** What a player gets: as every method of the catalog answers. */
export type DeskAnswer = LuaTuple<[result: unknown, err: string | undefined, problem: Problem | undefined]>;

/** Serves the calls of players: limits each of them, checks what they send, asks for them. */
export interface Desk<K> {
	/** Yields; never raises. */
	serve: (who: K, method: OpenMethod, a: unknown, b: unknown, c: unknown) => DeskAnswer;
	forget: (who: K) => void;
}

/** A problem as a player may know it: what was refused here in our words, everything else by its kind. */
function problemFor({ kind, message, endpoint, status, retryAfter, attempts }: Problem): Problem {
	// Only what was never sent was judged here, by what the player itself had sent.
	const isOurs = attempts === 0 && status === undefined && OURS.has(kind);
	return { kind, message: isOurs ? message : TOLD[kind], endpoint, status, retryAfter, attempts };
}

/**
 * Makes a desk.
 *
 * @param methods what is open to players
 */
export function createDesk<K extends defined>(
	{ call, now, userId }: DeskPorts<K>,
	limits: ReportGateOptions,
	methods: ReadonlySet<OpenMethod>,
): Desk<K> {
	const gate = createReportGate<K>(limits);

	/** Asks out of the pot that all players share. */
	function ask<N extends EndpointName>(who: K, name: N, input: unknown, extras?: unknown): Outcome<AnswerOf<N>> {
		const travel: CallOptions = { priority: "player", playerId: userId(who), isOfPlayers: true };
		return call(name, input, extras, travel);
	}

	function searchAudio(who: K, raw: unknown, rawOffset: unknown, rawLimit: unknown): Outcome<AudioPage> {
		const params = plainParams(readSearchAudio(raw));
		if (params === undefined) return refused("searchAudio", messages.searchAudio);
		const search = searchOf(params);
		if (search.query === undefined) return refused("searchAudio", assetServiceMessages.nothing);
		const [offset, limit] = readPage(rawOffset, rawLimit);
		return searchPage((name, options) => ask(who, name, options), search, limit, offset);
	}

	function serve(who: K, method: OpenMethod, a: unknown, b: unknown, c: unknown): Outcome {
		if (!methods.has(method)) {
			const problem: Problem = { kind: "forbidden", message: messages.notOpen(method), endpoint: method, attempts: 0 };
			return { ok: false, problem };
		}
		if (!gate.allow(who, now())) {
			const limited = { message: messages.limited, endpoint: method, retryAfter: 1, attempts: 0 };
			return { ok: false, problem: { kind: "rate-limited", ...limited } };
		}
		if (method === "searchAudio") return searchAudio(who, a, b, c);
		const [options, fault] = readRequest(method, a);
		if (options === undefined) return refused(method, fault!);
		return openEndpoints[method].takes === "asset"
			? ask(who, method, options.asset_id, options)
			: ask(who, method, options);
	}

	return {
		serve: (who, method, a, b, c) => {
			const [ok, answer] = pcall(() => serve(who, method, a, b, c));
			// What a player sent was stranger than anything thought of; the words stay on the server.
			const outcome = ok ? answer : refused(method, messages.notData(method, "what was sent"));
			if (outcome.ok) return $tuple(outcome.value, undefined, undefined);
			const problem = problemFor(outcome.problem);
			return $tuple(undefined, problem.message, problem);
		},
		forget: who => gate.forget(who),
	};
}
