import Signal from "@rbxts/lemon-signal";

import { engineClock } from "../../shared/clock/engine-clock";
import { raiseAtCaller } from "../../shared/options/raise";
import { createScope } from "../../shared/scope/scope";
import { pathOf } from "../../shared/zones/documents";
import type { ExperienceCore } from "../catalog/port";
import { type Body, carryOut, createHands, createInbox, followPlayers, idOf, type Inbox, resumeWaiting } from "./body";
import { majority } from "./members";
import { isSettled, problemOf } from "./music";
import { readZone, readZoneOptions, type ZoneSpec } from "./options";
import { createZonesState, type ZonesState } from "./state";
import { refusal, step } from "./step";
import type { ZoneOptions, Zones } from "./types";

export type { MusicSource, OnReturn, ZoneArea, ZoneDefinition, ZoneOptions, Zones, ZoneVolume } from "./types";

/** A zone that is asked for; one that cannot be is raised in the caller's line. */
function admitted(state: ZonesState, name: string, spec: ZoneSpec): ZoneSpec {
	const mistake = refusal(state, name, spec);
	return mistake === undefined ? spec : raiseAtCaller(mistake);
}

/**
 * Zones with music: the server half. It finds the music, says where the zones are, and knows where everyone is;
 * players' machines decide and play.
 *
 * @example
 * const zones = client.createZones({ zones: { cave: { area: workspace.Cave, music: { query: "dark cave drone" } } } });
 * zones.changed.Connect((player, zone) => print(player.Name, zone));
 */
export function createZones(core: ExperienceCore, options: ZoneOptions = {}): Zones {
	const settings = readZoneOptions(options);
	const group = settings.soundGroup !== undefined ? pathOf(settings.soundGroup) : undefined;
	const state = createZonesState({ ...settings, group, engine: core.engine });
	// Before anything is made: a mistake in one leaves nothing behind.
	for (const [name, spec] of pairs(settings.zones)) admitted(state, name as string, spec);
	const scope = createScope();
	const body: Body = {
		core,
		scope,
		topic: core.bridge.topicFor("zones"),
		state,
		changed: scope.own(new Signal() as Zones["changed"]),
		players: new Map(),
		waiting: new Set(),
	};
	scope.own(() => resumeWaiting(body));
	const inbox = createInbox();
	const hands = createHands(body, settings, inbox);
	inbox.open(event => {
		if (scope.isReleased()) return;
		for (const effect of step(state, event, engineClock.now())) carryOut(body, hands, effect, inbox.post);
		if (!body.waiting.isEmpty() && isSettled(state)) resumeWaiting(body);
	});
	inbox.post({ kind: "started" });
	for (const [name, spec] of pairs(settings.zones)) inbox.post({ kind: "added", name: name as string, spec });
	followPlayers(body, inbox.post);
	return publicZones(body, inbox.post);
}

function publicZones({ scope, state, changed, waiting }: Body, post: Inbox["post"]): Zones {
	const idOfOne = (player: Player | undefined) => (player !== undefined ? idOf(player) : undefined);
	return {
		changed,
		resolve() {
			if (!scope.isReleased() && !isSettled(state)) {
				waiting.add(coroutine.running());
				coroutine.yield();
			}
			const problem = problemOf(state);
			return $tuple(problem === undefined, problem?.message, problem);
		},
		current(player) {
			return player !== undefined ? state.members.get(idOf(player))?.listener.current?.name : majority(state);
		},
		add(name, zone) {
			if (!scope.isReleased()) post({ kind: "added", name, spec: admitted(state, name, readZone(name, zone)) });
		},
		remove(name) {
			post({ kind: "removed", name });
		},
		setEnabled(name, on) {
			post({ kind: "switched", name, on });
		},
		override(zone, player) {
			post({ kind: "override", zone, id: idOfOne(player) });
		},
		enter(zone, player) {
			post({ kind: "enter", zone, id: idOfOne(player) });
		},
		leave(zone, player) {
			post({ kind: "leave", zone, id: idOfOne(player) });
		},
		destroy() {
			post({ kind: "destroyed" });
			scope.release();
		},
	};
}
