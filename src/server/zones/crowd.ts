import { Players } from "@rbxts/services";

import type { ZoneBrain, ZoneListener } from "../../shared/zones/brain";
import { characterPosition } from "../../shared/zones/character";
import { zoneContains, zoneDistance, type ZoneRegistry } from "../../shared/zones/registry";
import type { Held } from "./held";

/** Studs by which a player's machine and the server may see a character in different places. */
const SLACK = 12;
/** Seconds a character may have walked on meanwhile. */
const LAG_SECONDS = 0.3;

/** A player as the server sees it. */
interface Member {
	player: Player;
	listener: ZoneListener;
	position?: Vector3;
}

export interface CrowdPorts {
	registry: ZoneRegistry;
	brain: ZoneBrain;
	held: Held;
	/** "camera": the server does not know where it is and takes the players' word. */
	listener: "character" | "camera";
	now: () => number;
	changed: (player: Player, zone: string | undefined, previous: string | undefined) => void;
}

/** Where each player is, by the server's own reckoning, corrected by what the players' machines report. */
export interface Crowd {
	add(player: Player): void;
	remove(player: Player): void;
	/** Decides anew for everyone. */
	step(): void;
	/** Forced or entered zones changed for one or for all. */
	hold(player?: Player): void;
	report(player: Player, zone: string | undefined): void;
	current(player: Player): string | undefined;
	/** The zone most players are in. */
	majority(): string | undefined;
	positions(): ReadonlyArray<Vector3>;
	size(): number;
}

/** Players are known to the brain by their user id. */
export function idOf(player: Player): string {
	return tostring(player.UserId);
}

/** Makes an empty crowd. */
export function createCrowd(ports: CrowdPorts): Crowd {
	const { registry, brain, held } = ports;
	const members = new Map<Player, Member>();
	let common: string | undefined;

	function tell(member: Member, previous: string | undefined): void {
		const zone = member.listener.current?.name;
		if (zone !== previous) ports.changed(member.player, zone, previous);
	}

	function step(member: Member): void {
		const previous = member.listener.current?.name;
		if (ports.listener === "character") member.position = characterPosition(member.player);
		const { position } = member;
		if (position !== undefined) brain.step(member.listener, ports.now(), position.X, position.Y, position.Z);
		else brain.step(member.listener, ports.now());
		tell(member, previous);
	}

	/** Whether a report can be true: near enough to the zone, and not deep within a better one. */
	function plausible(member: Member, name: string | undefined): boolean {
		const { listener, position } = member;
		if (listener.override !== undefined) return false;
		const zone = name !== undefined ? registry.get(name) : undefined;
		if (name !== undefined && (zone === undefined || !zone.enabled)) return false;
		if (ports.listener === "camera" || position === undefined) return ports.listener === "camera";
		if (zone === listener.winner) return true;
		const root = member.player.Character?.PrimaryPart;
		const slack = SLACK + (root !== undefined ? root.AssemblyLinearVelocity.Magnitude * LAG_SECONDS : 0);
		const { X, Y, Z } = position;
		if (zone !== undefined && zoneDistance(zone, X, Y, Z) > slack) return false;
		return listener.winner === undefined || !zoneContains(listener.winner, X, Y, Z, -slack);
	}

	return {
		add(player) {
			if (members.has(player)) return;
			const member: Member = { player, listener: brain.listener() };
			brain.hold(member.listener, held.of(idOf(player)));
			members.set(player, member);
		},
		remove(player) {
			members.delete(player);
			held.forget(idOf(player));
		},
		step() {
			for (const [, member] of members) step(member);
		},
		hold(player) {
			for (const [, member] of members) {
				if (player !== undefined && member.player !== player) continue;
				brain.hold(member.listener, held.of(idOf(member.player)));
				step(member);
			}
		},
		report(player, zone) {
			const member = members.get(player);
			if (member === undefined || member.listener.current?.name === zone || !plausible(member, zone)) return;
			const previous = member.listener.current?.name;
			brain.place(member.listener, zone, ports.now());
			tell(member, previous);
		},
		current(player) {
			return members.get(player)?.listener.current?.name;
		},
		majority() {
			const votes = new Map<string, number>();
			for (const [, { listener }] of members) {
				const name = listener.current?.name ?? "";
				votes.set(name, (votes.get(name) ?? 0) + 1);
			}
			let best: string | undefined;
			let most = 0;
			for (const [name, count] of votes) {
				if (count < most) continue;
				// Whoever is on keeps a draw.
				const on = best === (common ?? "");
				if (count === most && best !== undefined && (on || (name !== (common ?? "") && name > best))) continue;
				best = name;
				most = count;
			}
			if (best !== undefined) common = best !== "" ? best : undefined;
			return common;
		},
		positions() {
			const found = new Array<Vector3>();
			for (const [player, member] of members) {
				const position = member.position ?? characterPosition(player);
				if (position !== undefined) found.push(position);
			}
			return found;
		},
		size() {
			return members.size();
		},
	};
}

/** Calls back for everyone here and everyone who comes or goes. @returns a disconnect function */
export function followPlayers(joined: (player: Player) => void, left: (player: Player) => void): () => void {
	const added = Players.PlayerAdded.Connect(joined);
	const removing = Players.PlayerRemoving.Connect(left);
	for (const player of Players.GetPlayers()) joined(player);
	return () => {
		added.Disconnect();
		removing.Disconnect();
	};
}
