import type { Track } from "../../shared/wire/music";
import type { Problem } from "../../shared/wire/problem";
import { titleOf } from "../../shared/wire/row-facts";
import { type Brain, choicesLeft, knownTrack, offerTracks, soughtOf } from "./brain";
import { countNear } from "./brain/course";
import type { TopUp } from "./brain/spring";
import {
	createTopUpPlan,
	letGoOfLikes,
	nextQuestion,
	questionAnswered,
	questionFailed,
	type TopUpPlan,
	type TopUpSettings,
} from "./brain/top-up";

/** What came of a question. */
export type CatalogEvent =
	| { kind: "rows"; question: TopUp; rows: ReadonlyArray<Track>; following?: number }
	| { kind: "no-rows"; question: TopUp; problem: Problem };

/** How a station gets tracks from the catalog: one question at a time. */
export interface Feeding {
	readonly plan: TopUpPlan;
	/** Asking is worth a thought: something happened since the last one. */
	hungry: boolean;
	/** Questions answered or refused since the start. */
	answers: number;
	/** Why the last question had no answer. */
	problem?: Problem;
}

const RECENT_ANCHORS = 3;

/** Nothing was asked yet. @param random gives 0..1 */
export function createFeeding(settings: TopUpSettings, random: () => number): Feeding {
	return { plan: createTopUpPlan(settings, random), hungry: false, answers: 0 };
}

/** Where rows come from, as a track's reason says it. */
function originOf({ source }: TopUp, brain: Brain): string {
	switch (source.kind) {
		case "assets":
			return "one of the station's seeds";
		case "similar": {
			const anchor = knownTrack(brain, source.id);
			const name = anchor !== undefined ? titleOf(anchor) : "";
			return `similar to '${name !== "" ? name : source.id}'`;
		}
		case "search":
			return `search '${source.query}'`;
		case "playlist":
			return "from the playlist";
		case "genre":
			return `genre ${source.genre}`;
		case "trending":
			return "trending";
		case "radio":
			return "from a radio";
	}
}

/** What of the rows is of use: nothing is its own likeness. */
function usableRows({ question, rows }: Extract<CatalogEvent, { kind: "rows" }>): ReadonlyArray<Track> {
	const { source } = question;
	return source.kind === "similar" ? rows.filter(({ asset_id }) => asset_id !== source.id) : rows;
}

/** Takes in what came of a question; rows go to the brain. @param hasFallback the game says what to play for want of others */
export function takeAnswer(
	feeding: Feeding,
	brain: Brain,
	event: CatalogEvent,
	now: number,
	hasFallback = false,
): void {
	const { plan } = feeding;
	const { question } = event;
	const { source, aim } = question;
	let isFruitless = false;
	feeding.answers += 1;
	feeding.hungry = true;
	if (event.kind === "rows") {
		feeding.problem = undefined;
		const { following } = event;
		const rows = usableRows(event);
		isFruitless = rows.isEmpty();
		const news = aim && rows.filter(({ asset_id }) => knownTrack(brain, asset_id) === undefined);
		const fresh = offerTracks(brain, rows, originOf(question, brain));
		const onCourse = aim && countNear(aim.energy, news!);
		questionAnswered(plan, question, now, { fresh, following, onCourse });
	} else {
		feeding.problem = event.problem;
		isFruitless = event.problem.kind === "not-found";
		questionFailed(plan, question, now, event.problem);
	}
	const isStranger = source.kind === "similar" && brain.strangers.has(source.id);
	if (isFruitless && isStranger) letGoOfLikes(plan, question, hasFallback);
}

/**
 * The question to ask now, if any. It counts as on its way.
 *
 * @param minute of the station at which the first of its queue goes on
 */
export function questionNow(feeding: Feeding, brain: Brain, now: number, minute: number): TopUp | undefined {
	if (!feeding.hungry) return undefined;
	feeding.hungry = false;
	const recent = new Array<string>();
	for (const track of brain.memory.list()) {
		recent.push(track.asset_id);
		if (recent.size() >= RECENT_ANCHORS) break;
	}
	return nextQuestion(feeding.plan, { now, eligible: choicesLeft(brain), recent, sought: soughtOf(brain, minute) });
}
