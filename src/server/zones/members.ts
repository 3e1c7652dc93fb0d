import { nearest } from "../../shared/options/nearest";
import type { HeldDocument, HeldState } from "../../shared/zones/documents";
import { zoneContains, zoneDistance } from "../../shared/zones/registry";
import { messages } from "./messages";
import type { Doubt, Member, ZonesEffect, ZonesState } from "./state";

interface Held {
	override?: string;
	/** The latest last. */
	entered: string[];
}

/** Which zones are forced or entered, for whom. The last word counts; those who join later get what holds for all. */
export interface HeldBook {
	readonly all: Held;
	/** By user id: whoever was ever spoken to alone. */
	readonly own: Map<string, Held>;
}

/** Makes an empty book. */
export function createHeldBook(): HeldBook {
	return { all: { entered: [] }, own: new Map() };
}

function targets(book: HeldBook, id: string | undefined): Held[] {
	if (id === undefined) {
		const everyone = [book.all];
		for (const [, held] of book.own) everyone.push(held);
		return everyone;
	}
	let held = book.own.get(id);
	if (held === undefined) {
		held = { override: book.all.override, entered: [...book.all.entered] };
		book.own.set(id, held);
	}
	return [held];
}

/** Forces a zone, or none, for one or for all. */
export function override(book: HeldBook, zone: string | undefined, id?: string): void {
	for (const held of targets(book, id)) held.override = zone;
}

/** Enters or leaves a zone for one or for all. */
export function enter(book: HeldBook, zone: string, isInside: boolean, id?: string): void {
	for (const held of targets(book, id)) {
		const others = held.entered.filter(name => name !== zone);
		held.entered = isInside ? [...others, zone] : others;
	}
}

function stateOf(held: Held): HeldState {
	return { o: held.override, e: held.entered.isEmpty() ? undefined : held.entered };
}

/** What holds for one player. */
export function heldFor(book: HeldBook, id: string): HeldState {
	return stateOf(book.own.get(id) ?? book.all);
}

/** What players are told: who differs from the rest. */
export function heldDocument({ all, own }: HeldBook): HeldDocument {
	const document: HeldDocument = { all: stateOf(all), p: {} };
	const common = all.entered.join("\n");
	for (const [id, held] of own) {
		if (held.override !== all.override || held.entered.join("\n") !== common) document.p[id] = stateOf(held);
	}
	return document;
}

/** Zones may be made in any order: so long a name may be without one before that is told. */
const NAME_SECONDS = 3;
/** A timer may come a little early. */
const EARLY_SECONDS = 0.001;

/** A name is forced or entered that no zone has, or not yet. */
export function doubt(state: ZonesState, method: Doubt["method"], name: string, now: number, out: ZonesEffect[]): void {
	const { doubted, zones } = state;
	if (zones.has(name) || doubted.has(name)) return;
	doubted.set(name, { method, dueAt: now + NAME_SECONDS });
	out.push({ kind: "wake", event: "names", seconds: NAME_SECONDS });
}

/** Says which names there still is no zone of. */
export function reportNames({ doubted, zones }: ZonesState, now: number, out: ZonesEffect[]): void {
	const known = new Array<string>();
	for (const [name] of zones) known.push(name);
	for (const [name, { method, dueAt }] of doubted) {
		if (dueAt > now + EARLY_SECONDS) continue;
		doubted.delete(name);
		out.push({ kind: "warnOnce", sentence: messages.unknownZone(method, name, nearest(name, known)) });
	}
}

/** Studs by which a player's machine and the server may see a character in different places. */
const SLACK = 12;
/** Seconds a character may have walked on meanwhile. */
const LAG_SECONDS = 0.3;
/** Studs a second that are believed: players' machines move their own characters, and say how fast. */
const MOST_SPEED = 500;

/** Someone joins; what is held for all holds for them too. */
export function join(state: ZonesState, id: string, position: Vector3 | undefined): void {
	const member: Member = { listener: state.brain.listener(), position };
	state.brain.hold(member.listener, heldFor(state.held, id));
	state.members.set(id, member);
}

function tell(id: string, member: Member, previous: string | undefined, out: ZonesEffect[]): void {
	const zone = member.listener.current?.name;
	if (zone !== previous) out.push({ kind: "changed", id, zone, previous });
}

/** Decides anew where one player is. */
function decide(state: ZonesState, id: string, member: Member, now: number, out: ZonesEffect[]): void {
	const { listener, position } = member;
	const previous = listener.current?.name;
	// Where cameras are only the players' machines know.
	if (position !== undefined && state.plan.listener === "character") {
		state.brain.step(listener, now, position.X, position.Y, position.Z);
	} else state.brain.step(listener, now);
	tell(id, member, previous, out);
}

/** Decides anew for everyone. */
export function decideAll(state: ZonesState, now: number, out: ZonesEffect[]): void {
	for (const [id, member] of state.members) decide(state, id, member, now, out);
}

/** Forced or entered zones changed for one, or for all. */
export function holdAnew(state: ZonesState, only: string | undefined, now: number, out: ZonesEffect[]): void {
	for (const [id, member] of state.members) {
		if (only !== undefined && id !== only) continue;
		state.brain.hold(member.listener, heldFor(state.held, id));
		decide(state, id, member, now, out);
	}
}

/** Whether a report can be true: near enough to the zone, and not deep within a better one. */
function isPlausible(state: ZonesState, { listener, position }: Member, name: string | undefined, speed: number) {
	if (listener.override !== undefined) return false;
	const zone = name !== undefined ? state.registry.get(name) : undefined;
	if (name !== undefined && (zone === undefined || !zone.enabled)) return false;
	if (state.plan.listener === "camera") return true;
	if (position === undefined) return false;
	if (zone === listener.winner) return true;
	const slack = SLACK + (speed > 0 ? math.min(speed, MOST_SPEED) * LAG_SECONDS : 0);
	const { X, Y, Z } = position;
	if (zone !== undefined && zoneDistance(zone, X, Y, Z) > slack) return false;
	return listener.winner === undefined || !zoneContains(listener.winner, X, Y, Z, -slack);
}

/** A player's machine says where it is; it is believed where that can be. */
export function hearReport(
	state: ZonesState,
	id: string,
	zone: string | undefined,
	speed: number,
	now: number,
	out: ZonesEffect[],
): void {
	const member = state.members.get(id);
	if (member === undefined) return;
	const previous = member.listener.current?.name;
	if (previous === zone || !isPlausible(state, member, zone, speed)) return;
	state.brain.place(member.listener, zone, now);
	tell(id, member, previous, out);
}

/** The zone most players are in; whichever was before keeps a draw. */
export function majority(state: ZonesState): string | undefined {
	if (state.members.isEmpty()) return state.common.zone;
	const votes = new Map<string, number>();
	for (const [, { listener }] of state.members) {
		const name = listener.current?.name ?? "";
		votes.set(name, (votes.get(name) ?? 0) + 1);
	}
	const on = state.common.zone ?? "";
	let best = on;
	let most = votes.get(on) ?? 0;
	for (const [name, count] of votes) {
		if (count < most || (count === most && (best === on || name > best))) continue;
		best = name;
		most = count;
	}
	return best !== "" ? best : undefined;
}
