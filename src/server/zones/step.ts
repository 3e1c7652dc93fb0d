import { isSomewhere } from "../../shared/zones/volume";
import { decideAll, doubt, enter, hearReport, holdAnew, join, majority, override, reportNames } from "./members";
import { messages, sourceMessages } from "./messages";
import { musicFailed, musicFound, swapMusic, useMusic } from "./music";
import type { ZoneSpec } from "./options";
import {
	EDIT_SECONDS,
	flush,
	giveSlot,
	MOVE_SECONDS,
	publishHeld,
	publishSoon,
	takeSlot,
	touch,
	withdraw,
} from "./publication";
import type { Piece, Zone, ZonesEffect, ZonesEvent, ZonesState } from "./state";

/** The server looks where everyone is this often; the decisions that are heard fall on the players' machines. */
const TICK_SECONDS = 0.1;

function refresh(state: ZonesState, out: ZonesEffect[]): void {
	if (state.plan.output === "server") out.push({ kind: "refresh" });
}

/** Takes a zone, or what is new about it. */
function put(state: ZonesState, name: string, spec: ZoneSpec, now: number, out: ZonesEffect[]): void {
	const before = state.zones.get(name);
	state.doubted.delete(name);
	state.zones.set(name, { spec, enabled: spec.enabled, pieces: before?.pieces ?? [], isReported: false });
	takeSlot(state.zonePages, name, now);
	touch(state.zonePages, name);
	state.registry.set(name, spec.priority, spec.enabled);
	out.push({ kind: "follow", name, spec });
	swapMusic(state, before?.spec.music, spec.music, name, now, out);
	swapMusic(state, before?.spec.ambience, spec.ambience, name, now, out);
	publishSoon(state, EDIT_SECONDS, now, out);
	refresh(state, out);
}

function drop(state: ZonesState, name: string, now: number, out: ZonesEffect[]): void {
	const zone = state.zones.get(name);
	if (zone === undefined) return;
	state.zones.delete(name);
	state.registry.remove(name);
	out.push({ kind: "unfollow", name });
	swapMusic(state, zone.spec.music, undefined, name, now, out);
	swapMusic(state, zone.spec.ambience, undefined, name, now, out);
	giveSlot(state.zonePages, name, now, 0);
	publishSoon(state, EDIT_SECONDS, now, out);
	if (state.plan.output === "server") out.push({ kind: "forget", zone: name });
	decideAll(state, now, out);
}

function switchZone(state: ZonesState, name: string, on: boolean, now: number, out: ZonesEffect[]): void {
	const zone = state.zones.get(name);
	if (zone === undefined || zone.enabled === on) return;
	zone.enabled = on;
	state.registry.set(name, zone.spec.priority, on);
	touch(state.zonePages, name);
	publishSoon(state, EDIT_SECONDS, now, out);
	decideAll(state, now, out);
}

/** Says once of a zone that a part of it is nowhere. */
function reportLost(name: string, zone: Zone, out: ZonesEffect[]): void {
	if (zone.isReported || zone.pieces.every(({ volume }) => isSomewhere(volume))) return;
	zone.isReported = true;
	out.push({ kind: "warn", text: messages.nowhere(name) });
}

function place(state: ZonesState, name: string, pieces: ReadonlyArray<Piece>, now: number, out: ZonesEffect[]): void {
	const zone = state.zones.get(name);
	if (zone === undefined) return;
	zone.pieces = pieces;
	state.registry.setVolumes(
		name,
		pieces.map(piece => piece.volume),
	);
	touch(state.zonePages, name);
	publishSoon(state, EDIT_SECONDS, now, out);
	reportLost(name, zone, out);
}

function move(state: ZonesState, names: ReadonlySet<string>, now: number, out: ZonesEffect[]): void {
	for (const name of names) {
		const zone = state.zones.get(name);
		const before = state.registry.revision();
		state.registry.moved(name);
		if (zone === undefined || state.registry.revision() === before) continue;
		touch(state.zonePages, name);
		publishSoon(state, MOVE_SECONDS, now, out);
		reportLost(name, zone, out);
	}
}

/** The name a tagged instance goes by: its own, numbered where there is one already. */
function freeName(state: ZonesState, wanted: string): string {
	let name = wanted;
	let n = 1;
	while (state.zones.has(name)) {
		n += 1;
		name = `${wanted} ${n}`;
	}
	return name;
}

/** The zone that a tagged instance is. Code may have removed that, and added another of its name. */
function zoneOf(state: ZonesState, instance: Instance): string | undefined {
	const name = state.tagged.get(instance)?.name;
	return name !== undefined && state.zones.get(name)?.spec.areas[0] === instance ? name : undefined;
}

/** A tagged instance is no zone (any more). */
function dropTagged(state: ZonesState, instance: Instance, now: number, out: ZonesEffect[]): void {
	const name = zoneOf(state, instance);
	if (name !== undefined) drop(state, name, now, out);
}

function readTagged(
	state: ZonesState,
	event: Extract<ZonesEvent, { kind: "tagged" }>,
	now: number,
	out: ZonesEffect[],
): void {
	const { instance, spec } = event;
	const known = state.tagged.get(instance);
	const tagged = known ?? { isReported: false };
	state.tagged.set(instance, tagged);
	if (spec !== undefined) {
		tagged.isReported = false;
		tagged.name = zoneOf(state, instance) ?? freeName(state, event.name);
		put(state, tagged.name, spec, now, out);
	} else if (known === undefined) {
		// Its attributes may be set one after the other, after the tag.
		out.push({ kind: "reread", instance });
	} else {
		dropTagged(state, instance, now, out);
		if (tagged.isReported) return;
		tagged.isReported = true;
		out.push({ kind: "warn", text: messages.badTagged(event.fullName, event.why ?? "") });
	}
}

/** With one music for all, the zone that most are in is the one that is heard. */
function follow(state: ZonesState, out: ZonesEffect[]): void {
	const { common } = state;
	const zone = majority(state);
	const isNew = zone !== common.zone || !common.isHeard;
	common.zone = zone;
	common.isHeard = true;
	if (isNew && state.plan.output === "server") out.push({ kind: "hear", zone });
}

function tick(state: ZonesState, positions: ReadonlyMap<string, Vector3>, now: number, out: ZonesEffect[]): void {
	if (state.members.isEmpty()) {
		state.isTicking = false;
		return;
	}
	for (const [id, member] of state.members) member.position = positions.get(id);
	decideAll(state, now, out);
	follow(state, out);
	out.push({ kind: "wake", event: "tick", seconds: TICK_SECONDS });
}

/** Why a zone cannot be added by code. */
export function refusal(state: ZonesState, name: string, spec: ZoneSpec): string | undefined {
	if (state.plan.output === "server" && spec.music.source.kind === "radio") {
		return messages.badZone(name, `music ${sourceMessages.radioForAll}`);
	}
	if (state.plan.output === "server" && (spec.muffle > 0 || spec.reverb > 0)) {
		return messages.badZone(name, sourceMessages.acousticsForAll);
	}
	return state.zones.has(name) ? messages.duplicate(name) : undefined;
}

function handle(state: ZonesState, event: ZonesEvent, now: number, out: ZonesEffect[]): void {
	switch (event.kind) {
		case "started":
			if (state.plan.outside !== undefined) useMusic(state, state.plan.outside, undefined, now, out);
			return publishSoon(state, EDIT_SECONDS, now, out);
		case "added":
			return put(state, event.name, event.spec, now, out);
		case "removed":
			return drop(state, event.name, now, out);
		case "switched":
			return switchZone(state, event.name, event.on, now, out);
		case "override":
			override(state.held, event.zone, event.id);
			if (event.zone !== undefined) doubt(state, "override", event.zone, now, out);
			publishHeld(state, out);
			return holdAnew(state, event.id, now, out);
		case "enter":
		case "leave":
			enter(state.held, event.zone, event.kind === "enter", event.id);
			if (event.kind === "enter") doubt(state, "enter", event.zone, now, out);
			publishHeld(state, out);
			return holdAnew(state, event.id, now, out);
		case "tagged":
			return readTagged(state, event, now, out);
		case "away":
			return dropTagged(state, event.instance, now, out);
		case "untagged":
			dropTagged(state, event.instance, now, out);
			state.tagged.delete(event.instance);
			return;
		case "placed":
			return place(state, event.name, event.pieces, now, out);
		case "moved":
			return move(state, event.names, now, out);
		case "found":
			musicFound(state, event.key, event.tracks);
			publishSoon(state, EDIT_SECONDS, now, out);
			return refresh(state, out);
		case "failed":
			return musicFailed(state, event.key, event.problem, out);
		case "joined":
			join(state, event.id, event.position);
			if (!state.isTicking) out.push({ kind: "wake", event: "tick", seconds: 0 });
			state.isTicking = true;
			return;
		case "gone":
			state.members.delete(event.id);
			state.held.own.delete(event.id);
			return;
		case "report":
			return hearReport(state, event.id, event.zone, event.speed, now, out);
		case "tick":
			return tick(state, event.positions, now, out);
		case "names":
			return reportNames(state, now, out);
		case "flush":
			return flush(state, now, out);
		case "destroyed":
			return withdraw(state, out);
	}
}

/**
 * What follows from an event. The state is taken along; what has to be done in the world comes back, in order. Time and
 * places are given: nothing is asked, nothing yields.
 */
export function step(state: ZonesState, event: ZonesEvent, now: number): ReadonlyArray<ZonesEffect> {
	const out = new Array<ZonesEffect>();
	handle(state, event, now, out);
	return out;
}
