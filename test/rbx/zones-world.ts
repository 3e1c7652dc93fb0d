import { expect, it } from "@rbxts/jest-globals";

import type { ZoneSpec } from "../../src/server/zones/options";
import type { SourceUse } from "../../src/server/zones/source";
import { createZonesState, type ZonesEffect, type ZonesEvent, type ZonesPlan } from "../../src/server/zones/state";
import { step } from "../../src/server/zones/step";
import type { Problem } from "../../src/shared/wire/problem";
import type { Volume } from "../../src/shared/zones/volume";

/** An upright box along X. */
export function box(from: number, to: number): Volume {
	const upright = { r00: 1, r01: 0, r02: 0, r10: 0, r11: 1, r12: 0, r20: 0, r21: 0, r22: 1 };
	return { shape: "box", x: (from + to) / 2, y: 0, z: 0, hx: (to - from) / 2, hy: 50, hz: 50, ...upright };
}

/** A search as a zone's music. */
export function search(query: string): SourceUse {
	return { source: { kind: "search", audio: "music", query }, key: query, tracks: 1 };
}

/** A zone with a search as its music. */
export function spec(query: string, more: Partial<ZoneSpec> = {}): ZoneSpec {
	return {
		areas: [],
		music: search(query),
		priority: 0,
		volume: 1,
		enabled: true,
		onReturn: "resume",
		muffle: 0,
		reverb: 0,
		...more,
	};
}

/** A failure that may pass. */
export const PROBLEM: Problem = { kind: "server", message: "it is down", endpoint: "search", attempts: 1 };

/** What an effect says, in a word; timers say nothing here. */
function said(effect: ZonesEffect): string | undefined {
	switch (effect.kind) {
		case "publish":
		case "clear":
			return `${effect.kind} ${effect.part !== "" ? effect.part : "settings"}`;
		case "follow":
		case "unfollow":
			return `${effect.kind} ${effect.name}`;
		case "reread":
			return `reread ${effect.instance.Name}`;
		case "want":
			return `want ${effect.use.key}`;
		case "release":
			return `release ${effect.key}`;
		case "changed":
			return `${effect.id}: ${effect.previous ?? "outside"} > ${effect.zone ?? "outside"}`;
		case "hear":
		case "forget":
			return `${effect.kind} ${effect.zone ?? "outside"}`;
		case "warn":
			return `warn ${effect.text}`;
		case "warnOnce":
			return `once: ${effect.sentence}`;
		case "refresh":
			return "refresh";
		case "wake":
			return undefined;
	}
}

/** A world driven by hand: ticks come when told, flushes never but when told. */
export function world(plan: Partial<ZonesPlan> = {}) {
	const state = createZonesState({
		crossfade: 3,
		dwell: 0.4,
		volume: 0.5,
		listener: "character",
		output: "players",
		...plan,
	});
	const log = new Array<string>();
	const published = new Map<string, unknown>();
	const places = new Map<string, Vector3>();
	let now = 0;

	function send(event: ZonesEvent): void {
		for (const effect of step(state, event, now)) {
			if (effect.kind === "publish") published.set(effect.part, effect.document);
			else if (effect.kind === "clear") published.delete(effect.part);
			const text = said(effect);
			if (text !== undefined) log.push(text);
		}
	}

	return {
		state,
		published,
		send,
		/** What was done since the last time this was asked. */
		done: () => {
			const text = log.join(", ");
			log.clear();
			return text;
		},
		add: (name: string, from: number, to: number, more?: Partial<ZoneSpec>) => {
			const volume = box(from, to);
			send({ kind: "added", name, spec: spec(`the music of ${name}`, more) });
			send({ kind: "placed", name, pieces: [{ volume, areaId: 0 }] });
			return volume;
		},
		join: (id: string, x: number) => {
			places.set(id, new Vector3(x, 0, 0));
			send({ kind: "joined", id, position: places.get(id) });
		},
		go: (id: string, x: number | undefined) => {
			if (x === undefined) places.delete(id);
			else places.set(id, new Vector3(x, 0, 0));
		},
		wait: (seconds: number) => {
			for (const _ of $range(1, math.floor(seconds * 10 + 0.5))) {
				now += 0.1;
				send({ kind: "tick", positions: places });
			}
		},
		flush: () => {
			now += 10;
			send({ kind: "flush" });
		},
	};
}

export type World = ReturnType<typeof world>;

/** Village from 0 to 40, forest from 40 to 80, one player in the village. */
export function twoZones(plan?: Partial<ZonesPlan>): World {
	const w = world(plan);
	w.add("village", 0, 40);
	w.add("forest", 40, 80);
	w.join("1", 20);
	w.wait(1);
	w.flush();
	w.done();
	return w;
}

interface Row {
	what: string;
	plan?: Partial<ZonesPlan>;
	/** What happens to the two zones, the player being in the village. */
	happens: (w: World) => void;
	then: string;
}

/** A spec for each row: what two zones and a player in the village do when something happens. */
export function itDoes(rows: Row[]): void {
	for (const { what, plan, happens, then: effects } of rows) {
		it(what, () => {
			const w = twoZones(plan);
			happens(w);
			expect(w.done()).toBe(effects);
		});
	}
}

/** All hear one music. */
export const everyone = { output: "server" } as const;
