import type { Problem } from "../../shared/wire/problem";
import type { Programme } from "../../shared/zones/programme";
import { zoneDistance } from "../../shared/zones/registry";
import type { ResolvedTrack } from "../../shared/zones/rotation";
import { messages } from "./messages";
import { giveSlot, takeSlot, touch } from "./publication";
import type { SourceUse } from "./source";
import type { Music, ZonesEffect, ZonesState } from "./state";

/** Stands for the world outside all zones among the users of music. */
const OUTSIDE = "";

/** Seconds until a slot is used again: players may still hold a zone that names it. */
const SLOT_REST_SECONDS = 5;

/** A zone uses a piece of music, or the world outside does. Asked for every time: another zone may need more of it. */
export function useMusic(
	state: ZonesState,
	use: SourceUse,
	zone: string | undefined,
	now: number,
	out: ZonesEffect[],
): void {
	const { key, source } = use;
	if (source.kind === "radio") return;
	let music = state.music.get(key);
	if (music === undefined) {
		music = { users: new Set(), status: "sought", isReported: false };
		state.music.set(key, music);
		takeSlot(state.musicPages, key, now);
	}
	music.users.add(zone ?? OUTSIDE);
	out.push({ kind: "want", use });
}

function unuseMusic(state: ZonesState, key: string, zone: string, now: number, out: ZonesEffect[]): void {
	const music = state.music.get(key);
	if (music === undefined) return;
	music.users.delete(zone);
	if (!music.users.isEmpty()) return;
	state.music.delete(key);
	giveSlot(state.musicPages, key, now, SLOT_REST_SECONDS);
	out.push({ kind: "release", key });
}

/** A zone's music, or its ambience, is another one now. The new one is taken first: both may be the same. */
export function swapMusic(
	state: ZonesState,
	before: SourceUse | undefined,
	after: SourceUse | undefined,
	zone: string,
	now: number,
	out: ZonesEffect[],
): void {
	if (after !== undefined) useMusic(state, after, zone, now, out);
	if (before !== undefined && before.key !== after?.key) {
		unuseMusic(state, before.key, zone, now, out);
	}
}

/** Tracks were found, or better levels for them. */
export function musicFound(state: ZonesState, key: string, tracks: ReadonlyArray<ResolvedTrack>): void {
	const music = state.music.get(key);
	if (music === undefined) return;
	music.status = "found";
	music.tracks = tracks;
	music.problem = undefined;
	music.isReported = false;
	touch(state.musicPages, key);
}

/** It could not be found; said once until it is. */
export function musicFailed(state: ZonesState, key: string, problem: Problem, out: ZonesEffect[]): void {
	const music = state.music.get(key);
	if (music === undefined) return;
	music.status = "failed";
	music.problem = problem;
	if (music.isReported) return;
	music.isReported = true;
	const [user] = next(music.users);
	const name = user !== undefined && user !== OUTSIDE ? (user as string) : "default";
	out.push({ kind: "warn", text: messages.unresolved(name, problem.message) });
}

/** What a server plays for all in a zone; `undefined` names the world outside. */
export function programmeOf(state: ZonesState, name: string | undefined): Programme | undefined {
	const spec = name !== undefined ? state.zones.get(name)?.spec : undefined;
	const use = name !== undefined ? spec?.music : state.plan.outside;
	if (use === undefined) return undefined;
	return {
		tracks: state.music.get(use.key)?.tracks,
		size: use.tracks,
		station: use.source.kind === "radio" ? use.source.topic : undefined,
		crossfade: spec?.crossfade ?? state.plan.crossfade,
		volume: spec?.volume ?? 1,
		onReturn: spec?.onReturn ?? "resume",
	};
}

/** What lies under the music of a zone. */
export function bedOf(state: ZonesState, name: string | undefined): ResolvedTrack | undefined {
	const use = name !== undefined ? state.zones.get(name)?.spec.ambience : undefined;
	return use !== undefined ? state.music.get(use.key)?.tracks?.[0] : undefined;
}

/** Whether everything wanted was found or failed. */
export function isSettled(state: ZonesState): boolean {
	for (const [, music] of state.music) if (music.status === "sought") return false;
	return true;
}

/** The problem of a source that is without music. */
export function problemOf(state: ZonesState): Problem | undefined {
	for (const [, music] of state.music) if (music.status === "failed") return music.problem;
	return undefined;
}

function isOutside({ users }: Music): boolean {
	return users.has(OUTSIDE);
}

/** Studs from the nearest player to the nearest zone that uses a source: the nearest is asked for first. */
export function distanceTo(state: ZonesState, key: string): number {
	const music = state.music.get(key);
	if (music === undefined) return math.huge;
	if (isOutside(music)) return 0;
	let nearest = math.huge;
	for (const name of music.users) {
		const zone = state.registry.get(name);
		if (zone === undefined) continue;
		for (const [, { position }] of state.members) {
			if (position === undefined) continue;
			nearest = math.min(nearest, zoneDistance(zone, position.X, position.Y, position.Z));
		}
	}
	return nearest;
}
