import { describe, expect, it } from "@rbxts/jest-globals";

import { createPackBook } from "../../src/server/footsteps/packs/book";
import { askCatalog } from "../../src/server/radio/asking";
import { readRadioOptions } from "../../src/server/radio/options";
import { createRunner } from "../../src/server/radio/runner";
import { step } from "../../src/server/radio/station";
import { createStation, type StationEffect, type StationEvent } from "../../src/server/radio/station-state";
import { createBank } from "../../src/server/sound-bank/bank";
import { secondsUntilAgain } from "../../src/server/sources";
import { createFinder } from "../../src/server/zones/finder";
import { parseSource } from "../../src/server/zones/source";
import { createScope } from "../../src/shared/scope/scope";
import type { ProblemKind } from "../../src/shared/wire/problem";
import { createCatalogPort } from "./catalog-port";
import { createVirtualClient, type Reply } from "./virtual-http";

const WATCHED_SECONDS = 700;

/** Whole seconds at which a room sent requests, of a client that is answered the same all the time. */
function moments(reply: Reply, use: (client: ReturnType<typeof createVirtualClient>) => void): number[] {
	const client = createVirtualClient({ respond: () => reply, retries: 0, random: () => 0.5, cache: false });
	use(client);
	client.clock.advance(WATCHED_SECONDS);
	return client.sent.map(({ at }) => math.round(at));
}

const rooms: Record<string, (client: ReturnType<typeof createVirtualClient>) => void> = {
	footsteps: ({ catalog, ports }) => {
		const book = createPackBook(
			{ catalog: createCatalogPort(catalog), clock: ports, random: ports.random, changed: () => {}, warn: () => {} },
			{ Grass: "9120386436" },
			{ variants: 6, maxDuration: 1.2 },
		);
		task.spawn(() => book.resolve());
	},
	"sound banks": ({ catalog, ports }) => {
		const bank = createBank(
			{ catalog: createCatalogPort(catalog), clock: ports, metadata: () => [] },
			{ seeds: { step: "9120386436" } },
		);
		task.spawn(() => bank.resolveAsync());
	},
	zones: ({ catalog, ports }) => {
		const [use] = parseSource({ query: "calm" }, () => undefined);
		const finder = createFinder({
			scope: createScope(),
			catalog: createCatalogPort(catalog),
			clock: ports,
			random: ports.random,
			loudness: -14,
			distance: () => 0,
			found: () => {},
			failed: () => {},
		});
		finder.want(use!);
	},
	radio: ({ catalog, ports }) => {
		const port = createCatalogPort(catalog);
		const station = createStation({
			settings: readRadioOptions({ query: "calm" }),
			masthead: { name: "lobby", output: "players" },
			baked: undefined,
			random: ports.random,
			spread: ports.random,
		});
		let cancel: (() => void) | undefined;
		const send = createRunner<StationEvent, StationEffect>(
			event => step(station, event, ports.now()),
			effect => {
				if (effect.kind === "ask") task.spawn(() => send(askCatalog(port, effect.question)));
				if (effect.kind !== "wake") return;
				cancel?.();
				cancel = undefined;
				if (effect.at !== undefined) cancel = ports.delay(effect.at - ports.now(), () => send({ kind: "time" }));
			},
		);
		send({ kind: "start" });
	},
};

/** When somebody asks again who knows nothing but the table. */
function expected(kind: ProblemKind): number[] {
	const times = new Array<number>();
	let at = 0;
	let failures = 0;
	while (at <= WATCHED_SECONDS) {
		times.push(math.round(at));
		failures += 1;
		// An answer takes a twentieth of a second.
		at += 0.05 + secondsUntilAgain({ kind }, failures, 0.5);
	}
	return times;
}

describe("everybody asks again at the same moments", () => {
	const failures: Array<[kind: ProblemKind, reply: Reply]> = [
		["unauthorized", { status: 401 }],
		["forbidden", { status: 403 }],
		["invalid-argument", { status: 400 }],
		["bad-response", { raw: "nonsense" }],
	];
	for (const [kind, reply] of failures) {
		for (const [room, use] of pairs(rooms)) {
			it(`after ${kind}: ${room}`, () => {
				expect(moments(reply, use)).toEqual(expected(kind));
			});
		}
	}
});
