import { createTimer } from "../../shared/radio/timer";
import { timebase } from "../../shared/sound/engine-timebase";
import type { Track } from "../../shared/wire/music";
import type { Problem } from "../../shared/wire/problem";
import type { Answer, CallOptions, ExperienceCore, SimilarFilters } from "../catalog/port";
import type { Brain } from "./brain";
import { TOP_UP_LIMIT, type TopUp, type TopUpPlanner } from "./brain/top-up";
import type { RadioSettings } from "./options";

/** Brings tracks from the catalog to the brain: one question at a time, as the planner says. */
export interface Feeder {
	/** Asks if there is need. Never waits. */
	poke(): void;
	/** Whether a question is in flight. */
	busy(): boolean;
	/** How many questions were answered or refused. */
	settled(): number;
	problem(): Problem | undefined;
	/** Begins anew: answers count from here. A question that is still travelling is not asked again. */
	start(): void;
	stop(): void;
}

interface Rows {
	tracks: Track[];
	total: number | undefined;
}

const LASTING = new Set(["not-found", "invalid-argument"]);
const CALL: CallOptions = { priority: "background" };
const RECENT_ANCHORS = 3;

/** Makes a feeder, stopped. `onNews` runs after every answer. */
export function createFeeder(
	core: ExperienceCore,
	settings: RadioSettings,
	brain: Brain,
	planner: TopUpPlanner,
	onNews: () => void,
): Feeder {
	const { catalog } = core;
	let running = false;
	let stopped = true;
	let settled = 0;
	let lastProblem: Problem | undefined;
	const timer = createTimer(() => poke());

	function similarFilters(): SimilarFilters | undefined {
		const { filters } = settings;
		if (filters?.genres === undefined && filters?.duration === undefined) return undefined;
		return { genres: filters.genres, duration: filters.duration };
	}

	function rows<T extends { tracks?: Track[]; meta: { total?: number } }>(
		answer: Answer<T>,
	): LuaTuple<[Rows | undefined, Problem | undefined]> {
		const [result, , problem] = answer;
		if (result === undefined) return $tuple(undefined, problem);
		return $tuple({ tracks: result.tracks ?? [], total: result.meta.total }, undefined);
	}

	function ask(question: TopUp): LuaTuple<[Rows | undefined, Problem | undefined]> {
		switch (question.kind) {
			case "lookup":
				return rows(catalog.lookup({ asset_ids: question.ids }, CALL));
			case "similar":
				return rows(
					catalog.similar(
						{
							asset_id: question.assetId,
							limit: TOP_UP_LIMIT,
							offset: question.offset,
							filters: similarFilters(),
						},
						CALL,
					),
				);
			case "search":
				return rows(
					catalog.search(
						{
							query: settings.query,
							limit: TOP_UP_LIMIT,
							offset: question.offset,
							filters: settings.filters,
						},
						CALL,
					),
				);
			case "playlist":
				return rows(catalog.getPlaylist({ playlist_id: settings.playlist! }, CALL));
			case "genre":
			case "trending": {
				const name = question.kind === "genre" ? settings.genre : undefined;
				const options = { type: question.kind, name, limit: TOP_UP_LIMIT, offset: question.offset };
				const [result, , problem] = catalog.browse(options, CALL);
				if (result === undefined || result.type !== "tracks") return $tuple(undefined, problem);
				return $tuple({ tracks: result.tracks, total: result.meta.total }, undefined);
			}
		}
	}

	function originOf(question: TopUp): string {
		switch (question.kind) {
			case "lookup":
				return "one of the station's seeds";
			case "similar": {
				const anchor = brain.known(question.assetId);
				const name = anchor !== undefined && anchor.name !== "" ? anchor.name : question.assetId;
				return `similar to '${name}'`;
			}
			case "search":
				return `search '${settings.query}'`;
			case "playlist":
				return "from the playlist";
			case "genre":
				return `genre ${settings.genre}`;
			case "trending":
				return "trending";
		}
	}

	function run(): void {
		while (!stopped) {
			const recent = brain
				.history()
				.filter((_track, index) => index < RECENT_ANCHORS)
				.map(track => track.asset_id);
			const question = planner.next({ now: timebase.now(), eligible: brain.eligible(), recent });
			if (question === undefined) break;
			const [answer, problem] = ask(question);
			const at = timebase.now();
			settled += 1;
			if (answer !== undefined) {
				lastProblem = undefined;
				const fresh = brain.offer(answer.tracks, originOf(question));
				planner.answered(question, at, answer.tracks.size(), fresh, answer.total);
			} else {
				lastProblem = problem;
				const lasting = problem !== undefined && LASTING.has(problem.kind);
				planner.failed(question, at, problem?.retryAfter, lasting);
			}
			if (!stopped) onNews();
		}
		running = false;
		const wake = planner.wakeAt();
		if (!stopped && wake !== undefined) timer.set(math.max(1, wake - timebase.now()));
	}

	function poke(): void {
		if (running || stopped) return;
		running = true;
		task.spawn(run);
	}

	return {
		poke() {
			poke();
		},
		busy() {
			return running;
		},
		settled() {
			return settled;
		},
		problem() {
			return lastProblem;
		},
		start() {
			stopped = false;
			settled = 0;
			lastProblem = undefined;
		},
		stop() {
			stopped = true;
			timer.cancel();
		},
	};
}
