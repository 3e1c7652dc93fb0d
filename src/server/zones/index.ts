import Signal from "@rbxts/lemon-signal";

import { engineClock } from "../../shared/clock/engine-clock";
import { raiseAtCaller } from "../../shared/options/raise";
import { createScope } from "../../shared/scope/scope";
import { pathOf } from "../../shared/zones/documents";
import type { ExperienceCore } from "../catalog/port";
import { type Body, carryOut, createHands, createInbox, followPlayers, idOf, type Inbox, resumeWaiting } from "./body";
import { majority } from "./crowd";
import { readDefinition, type ZoneSpec } from "./definition";
import { messages } from "./messages";
import { isSettled, problemOf } from "./music";
import { createZonesState, type ZonesState } from "./state";
import { refusal, step } from "./step";
import type { ZoneDefinition, ZoneOptions, Zones } from "./types";
import { readOptions, type ZoneSettings } from "./zone-options";

export type { MusicSource, ZoneArea, ZoneDefinition, ZoneOptions, Zones, ZoneVolume } from "./types";

/** The zones of the options, before anything is made: a mistake in one leaves nothing behind. */
function readZones(settings: ZoneSettings, state: ZonesState): Map<string, ZoneSpec> {
	const specs = new Map<string, ZoneSpec>();
	for (const [name, definition] of pairs(settings.zones)) {
		specs.set(name as string, readZone(state, name as string, definition));
	}
	return specs;
}

function readZone(state: ZonesState, name: string, definition: ZoneDefinition): ZoneSpec {
	const [spec, why] = readDefinition(definition);
	const mistake = spec === undefined ? messages.badZone(name, why ?? "") : refusal(state, name, spec);
	return spec === undefined || mistake !== undefined ? raiseAtCaller(mistake ?? "") : spec;
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
	const settings = readOptions(options);
	const group = settings.soundGroup !== undefined ? pathOf(settings.soundGroup) : undefined;
	const state = createZonesState({ ...settings, group });
	const specs = readZones(settings, state);
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
	for (const [name, spec] of specs) inbox.post({ kind: "added", name, spec });
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
			if (!scope.isReleased()) post({ kind: "added", name, spec: readZone(state, name, zone) });
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
