import type { Manifest } from "../../src/server/catalog/port";
import type { Vote } from "../../src/server/radio/audience";
import type { TopUp } from "../../src/server/radio/brain/spring";
import { type RadioOptions, readRadioOptions } from "../../src/server/radio/options";
import { startResult, step } from "../../src/server/radio/station";
import { createStation, type StationEffect, type StationEvent } from "../../src/server/radio/station-state";
import type { Presence } from "../../src/shared/radio/document";
import type { StationDocument } from "../../src/shared/radio/document";
import type { Track } from "../../src/shared/wire/music";
import type { ProblemKind } from "../../src/shared/wire/problem";

/** A track of a minute, by an artist of its own. */
export const song = (id: string, duration = 60): Track => ({
	asset_id: id,
	name: `song ${id}`,
	artist: `artist ${id}`,
	album: "",
	duration,
});

/** An effect in a word or two, for tables. */
function inWords(effect: StationEffect): string {
	switch (effect.kind) {
		case "publish":
			return `publish ${effect.document.state}`;
		case "wake":
			return "wake";
		case "probe":
		case "ask-structure":
			return `${effect.kind} ${effect.assetId}`;
		case "ask":
			return `ask ${effect.question.source.kind} ${effect.question.offset}`;
		case "track-changed":
			return `track ${effect.now?.track.asset_id ?? "none"}`;
		case "track-failed":
			return `failed ${effect.track.asset_id} ${effect.why}`;
		case "state-changed":
			return `state ${effect.to}`;
		case "pulse":
			return `pulse ${effect.structure?.asset_id ?? "none"} ${effect.startedAt !== undefined ? "moving" : "still"}`;
		case "publish-beats":
			return `beats ${effect.structures.map(({ asset_id }) => asset_id).join(",")}`;
		case "votes-changed":
			return `votes ${effect.votes.skip}/${effect.votes.needed}`;
		case "queue-changed":
			return "queue";
		default:
			return effect.kind;
	}
}

/**
 * A station without a body: events go in as words, what it wants done comes out as words. Time stands still but for `+10`.
 *
 * - `start stop pause resume skip previous destroy sound-gone`; `frame` brings what was put off to the end of the frame
 * - `rows:1,2`, `none`, `refused:network` answer the question on its way
 * - `join:7 leave:7 muted:7 away:7 listening:7` and `vote:7:skip` are listeners, `ready:7:1` and `failed:7:1` their machines
 * - `probed:1` and `probed:1:Failure` are what the server finds out itself
 * - `request:9:next`, `volume:0.2:3`, `structure:1`
 */
export function createStationScene(
	options: RadioOptions,
	baked?: NonNullable<Manifest["stations"]>[string],
	durations: Record<string, number> = {},
) {
	let now = 1000;
	let wakeAt: number | undefined;
	let question: TopUp | undefined;
	let soon = new Array<StationEvent>();
	let document: StationDocument | undefined;
	let log = new Array<string>();
	const { rng } = options;
	const dice = new Random(rng ?? 0);
	const station = createStation({
		settings: readRadioOptions({ crossfade: 6, ...options }),
		masthead: { name: "lobby", output: options.output ?? "players" },
		baked,
		random: rng !== undefined ? () => dice.NextNumber() : () => 0,
		spread: () => 0.5,
	});
	const row = (id: string): Track => song(id, durations[id] ?? 60);

	function send(event: StationEvent): void {
		for (const effect of step(station, event, now)) {
			log.push(inWords(effect));
			if (effect.kind === "wake") wakeAt = effect.at;
			else if (effect.kind === "soon") soon.push(effect.event);
			else if (effect.kind === "ask") question = effect.question;
			else if (effect.kind === "publish") document = effect.document;
		}
	}

	/** Lets time pass, and brings the looks that were asked for. */
	function pass(seconds: number): void {
		const goal = now + seconds;
		for (const _ of $range(1, 10000)) {
			if (wakeAt === undefined || wakeAt > goal) break;
			now = math.max(now, wakeAt);
			wakeAt = undefined;
			send({ kind: "time" });
		}
		now = goal;
	}

	function answer(word: string, rest: string | undefined): void {
		const asked = question;
		if (asked === undefined) error(`nothing was asked before ${word}`);
		question = undefined;
		if (word === "refused") {
			const kind = rest as ProblemKind;
			send({ kind: "no-rows", question: asked, problem: { kind, message: kind, endpoint: "x", attempts: 1 } });
		} else send({ kind: "rows", question: asked, rows: rest !== undefined ? rest.split(",").map(row) : [] });
	}

	function listener(word: string, who: number, what: string | undefined): void {
		if (word === "join") send({ kind: "joined", who });
		else if (word === "leave") send({ kind: "left", who });
		else if (word === "vote") send({ kind: "vote", who, value: what as Vote });
		else if (word === "ready") send({ kind: "report", who, report: { kind: "ready", id: what!, length: 60 } });
		else if (word === "failed") send({ kind: "report", who, report: { kind: "failed", id: what!, why: "Failure" } });
		else send({ kind: "report", who, report: { kind: "presence", value: word as Presence } });
	}

	function run(command: string): void {
		if (command.sub(1, 1) === "+") return pass(tonumber(command.sub(2))!);
		const [word, one, two] = command.split(":") as [string, string | undefined, string | undefined];
		switch (word) {
			case "frame": {
				const due = soon;
				soon = [];
				return due.forEach(send);
			}
			case "rows":
			case "none":
			case "refused":
				return answer(word, one);
			case "request":
				return send({ kind: "request", track: row(one!), position: two as "next" | "end" });
			case "volume":
				return send({ kind: "volume", to: tonumber(one)!, seconds: tonumber(two ?? "0")! });
			case "structure":
				return send({ kind: "structure", structure: { asset_id: one!, sections: [], phrases: [] } });
			case "probed":
				return send({ kind: "probed", assetId: one!, why: two });
			case "join":
			case "leave":
			case "muted":
			case "away":
			case "listening":
			case "vote":
			case "ready":
			case "failed":
				return listener(word, tonumber(one)!, two);
			default:
				return send({ kind: word } as StationEvent);
		}
	}

	return {
		station,
		send,
		/** Answers the question on its way with rows of a catalog. */
		answer({ rows, following }: { rows: ReadonlyArray<Track>; following?: number }): void {
			const asked = question!;
			question = undefined;
			send({ kind: "rows", question: asked, rows, following });
		},
		/** Carries out commands, one word each. */
		play(commands: string): void {
			for (const command of commands.split(" ")) if (command !== "") run(command);
		},
		now: () => now,
		on: () => station.shown.nowPlaying?.track.asset_id,
		queue: () => station.shown.queue.map(track => track.asset_id).join(" "),
		history: () => station.shown.history.map(track => track.asset_id).join(" "),
		state: () => station.shown.state,
		document: () => document,
		asked: () => question,
		startResult: (isOver = false) => startResult(station, station.runs, isOver),
		/** What was wanted done since the last call, but for some kinds that are of no interest. */
		log(...without: string[]): string[] {
			const said = log.filter(words => !without.includes(words.split(" ")[0]!));
			log = [];
			return said;
		},
	};
}
