import type { MusicFilters } from "../../../shared/wire/music";
import type { Problem } from "../../../shared/wire/problem";
import { failuresAfter, readSources, secondsUntilAgain } from "../../sources";
import { createSeek, type Seek, seekQuestion, type Sought, sought } from "./seek";
import { type Aim, flowed, type MusicSource, type Spring, springOf, type TopUp } from "./spring";

/** When to ask the catalog, and what. Changed by the functions below alone. */
export interface TopUpPlan {
	readonly seeds: ReadonlyArray<string>;
	readonly filters: MusicFilters | undefined;
	springs: ReadonlyArray<Spring>;
	/** How energies are looked for. */
	readonly seek: Seek;
	/** Gives 0..1. */
	readonly random: () => number;
	/** Times of answers within the hour. */
	readonly askedAt: number[];
	/** Recent tracks whose like was asked for, latest last. */
	readonly likened: string[];
	/** The seeds' own rows are known, or not to be had. */
	lookedUp: boolean;
	/** A question is on its way. */
	busy: boolean;
	/** Questions in a row without an answer. */
	failures: number;
	/** Answers in a row without anything new. */
	fruitless: number;
	/** Nothing is asked before. */
	notBefore: number;
	rounds: number;
}

/** Where a station's tracks come from. */
export interface TopUpSettings {
	seeds: ReadonlyArray<string>;
	filters: MusicFilters | undefined;
	sources: ReadonlyArray<MusicSource>;
}

export interface TopUpNeed {
	now: number;
	/** Tracks that keep all rules. */
	eligible: number;
	/** Tracks heard so lately that their like is wanted. */
	recent: ReadonlyArray<string>;
	/** An energy that too few of them have. */
	sought?: Sought;
}

/** What came of a question. */
export interface TopUpAnswer {
	/** How many of the rows were new. */
	fresh: number;
	/** How many of these have the energy that was asked for. Default 0. */
	onCourse?: number;
	/** Where the list goes on; `undefined` at its end. */
	following: number | undefined;
}

const ROWS = 50;
/** Words mean many energies: a search brings as many rows as the API gives. */
const SEARCHED_ROWS = 100;
/** Fewer choices than this and more are wanted. */
const LOW_WATER = 12;
const HOUR = 3600;
/** As many recent tracks are not asked about again. */
const LIKENED_CAPACITY = 30;
/** Answers in any hour; leaves room under 12 for the lookups of requested tracks. */
const MAX_PER_HOUR = 10;
/** Answers in any hour after which no energy is looked for: the rest is for want of tracks. */
const MAX_PER_HOUR_SOUGHT = 8;
/** After an answer with nothing new in it. */
const FRUITLESS_SECONDS = [60, 120, 300, 600, 900];

/** Plans for the sources of a station. */
export function createTopUpPlan({ seeds, filters, sources }: TopUpSettings, random: () => number): TopUpPlan {
	return {
		seeds,
		filters,
		springs: sources.map(springOf),
		seek: createSeek(sources, filters),
		random,
		askedAt: [],
		likened: [],
		lookedUp: seeds.isEmpty(),
		busy: false,
		failures: 0,
		fruitless: 0,
		notBefore: 0,
		rounds: 0,
	};
}

/** The likes of a track that was on lately, unless they were asked for. */
function recentSpring({ likened, springs, filters }: TopUpPlan, recent: ReadonlyArray<string>): Spring | undefined {
	for (const seed of recent) {
		if (likened.includes(seed)) continue;
		const [likes] = readSources({ seed, filters }, { audio: "music", forms: ["seed"] });
		const spring = likes?.[0] && springOf(likes[0]);
		if (spring !== undefined && !springs.some(({ key }) => key === spring.key)) return spring;
	}
	return undefined;
}

/** Originals and recent tracks take turns; the least asked original first. */
function choose(plan: TopUpPlan, now: number, recent: ReadonlyArray<string>): Spring | undefined {
	plan.rounds += 1;
	const open = plan.springs.filter(({ notBefore }) => now >= notBefore);
	let original: Spring | undefined;
	for (const spring of open) {
		if (!spring.isExhausted && (original === undefined || spring.asked < original.asked)) original = spring;
	}
	if (original !== undefined && (original.asked === 0 || plan.rounds % 2 === 1)) return original;
	return recentSpring(plan, recent) ?? original ?? open[plan.rounds % math.max(1, open.size())];
}

/** What an energy is looked for with, once all originals were asked. */
function seek(plan: TopUpPlan, need: TopUpNeed): LuaTuple<[spring: Spring | undefined, aim?: Aim]> {
	const { springs, askedAt, likened } = plan;
	const { now, sought: wanted } = need;
	const isEarly = springs.some(({ asked, notBefore }) => asked === 0 && now >= notBefore);
	if (wanted === undefined || isEarly || askedAt.size() >= MAX_PER_HOUR_SOUGHT) return $tuple(undefined);
	return seekQuestion(plan.seek, wanted, now, id => likened.includes(id));
}

function chooseNext(plan: TopUpPlan, need: TopUpNeed): LuaTuple<[spring: Spring | undefined, aim?: Aim]> {
	const { now, eligible, recent } = need;
	if (!plan.lookedUp) return $tuple(springOf({ kind: "assets", audio: "music", ids: plan.seeds }));
	const [spring, aim] = seek(plan, need);
	if (spring !== undefined) return $tuple(spring, aim);
	return $tuple(eligible < LOW_WATER ? choose(plan, now, recent) : undefined);
}

/** What to ask now, if anything. It counts as on its way until it is answered or has failed. */
export function nextQuestion(plan: TopUpPlan, need: TopUpNeed): TopUp | undefined {
	const { askedAt } = plan;
	const { now, eligible } = need;
	const isWanted = eligible < LOW_WATER || !plan.lookedUp || need.sought !== undefined;
	if (plan.busy || now < plan.notBefore || !isWanted) return undefined;
	while (!askedAt.isEmpty() && askedAt[0]! <= now - HOUR) askedAt.remove(0);
	if (askedAt.size() >= MAX_PER_HOUR) {
		plan.notBefore = askedAt[0]! + HOUR;
		return undefined;
	}
	const [spring, aim] = chooseNext(plan, need);
	if (spring === undefined) return undefined;
	if (spring.isExhausted) {
		spring.isExhausted = false;
		spring.offset = 0;
	}
	plan.busy = true;
	const { source, key, offset } = spring;
	return { source, key, offset, limit: aim?.rung !== undefined ? SEARCHED_ROWS : ROWS, aim };
}

/** The question is over, and was not in vain. */
function close(plan: TopUpPlan, { source, key, aim }: TopUp, at: number): Spring | undefined {
	plan.busy = false;
	plan.askedAt.push(at);
	if (source.kind === "assets") plan.lookedUp = true;
	if (source.kind === "similar") {
		plan.likened.push(source.id);
		if (plan.likened.size() > LIKENED_CAPACITY) plan.likened.shift();
	}
	const springs = aim !== undefined ? plan.seek.springs : plan.springs;
	return springs.find(spring => spring.key === key);
}

/** An answer came. */
export function questionAnswered(plan: TopUpPlan, question: TopUp, at: number, answer: TopUpAnswer): void {
	const { fresh, following, onCourse = 0 } = answer;
	const { source, aim } = question;
	const spring = close(plan, question, at);
	plan.failures = 0;
	plan.notBefore = 0;
	if (source.kind === "assets") return;
	if (aim !== undefined) return sought(plan.seek, spring ?? springOf(source), aim, at, onCourse, following);
	if (spring !== undefined) flowed(spring, following);
	if (fresh > 0 || plan.springs.some(({ asked, refusals }) => asked === 0 && refusals === 0)) {
		plan.fruitless = 0;
		return;
	}
	plan.fruitless += 1;
	plan.notBefore = at + FRUITLESS_SECONDS[math.min(plan.fruitless, FRUITLESS_SECONDS.size()) - 1]!;
}

/**
 * The catalog knows neither a seed nor its likes: they are not asked for again. A station that has nothing else to ask for
 * turns to what is played everywhere.
 */
export function letGoOfLikes(plan: TopUpPlan, question: TopUp, hasFallback: boolean): void {
	plan.springs = plan.springs.filter(({ key }) => key !== question.key);
	if (!plan.springs.isEmpty() || hasFallback) return;
	plan.springs = [springOf({ kind: "trending", audio: "music" })];
	plan.notBefore = 0;
}

/** Whether it is the question that is wrong: the others may well have an answer. */
function isRefusal({ kind }: Problem): boolean {
	return kind === "not-found" || kind === "invalid-argument";
}

/** No answer came: the question, or all of them, wait. */
export function questionFailed(plan: TopUpPlan, question: TopUp, at: number, problem: Problem): void {
	if (isRefusal(problem)) {
		const { aim, source } = question;
		const spring = close(plan, question, at);
		if (aim !== undefined) return sought(plan.seek, spring ?? springOf(source), aim, at, 0);
		if (spring === undefined) return;
		spring.refusals += 1;
		spring.notBefore = at + secondsUntilAgain(problem, spring.refusals, plan.random());
		return;
	}
	plan.busy = false;
	plan.failures = failuresAfter(plan.failures, problem);
	// The seed's metadata is worth one question, not the station's life.
	if (question.source.kind === "assets" && plan.failures >= 2) plan.lookedUp = true;
	plan.notBefore = at + secondsUntilAgain(problem, plan.failures, plan.random());
}

/** When asking is worth a try again, if waiting for time is all there is to do. */
export function askAgainAt({ busy, notBefore, springs }: TopUpPlan, now: number): number | undefined {
	if (busy) return undefined;
	if (notBefore > now) return notBefore;
	let at = math.huge;
	for (const spring of springs) if (spring.notBefore > now) at = math.min(at, spring.notBefore);
	return at < math.huge ? at : undefined;
}

/** Whether the catalog failed last. */
export function isDegraded({ failures }: TopUpPlan): boolean {
	return failures > 0;
}

/** A fresh start by hand waits for nothing. */
export function hurry(plan: TopUpPlan): void {
	if (plan.failures > 0) plan.notBefore = 0;
	for (const spring of plan.springs) spring.notBefore = 0;
}
