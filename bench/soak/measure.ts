import type { TraceLine } from "../../tools/headless/index.ts";
import { createEar, type Ear, isRadio, isStep, isZone } from "../ear.ts";
import { HOUR } from "./day.ts";

/** What is alive on one machine. */
export interface Counts {
	readonly instances: number;
	readonly sounds: number;
	readonly connections: number;
	readonly threads: number;
}

/** How an hour ended, and what it cost. */
export interface Hour {
	readonly server: Counts;
	/** The player who stays all day. */
	readonly regular: Counts;
	/** The most that was alive on the machine of a guest before they left. */
	readonly guests: Counts;
	/** All machines share one Luau VM, and so its memory: KB. */
	readonly heap: number;
	/** Requests to the API. */
	readonly requests: number;
}

/** The longest that a machine heard nothing. */
export interface Silence {
	readonly of: "radio" | "zones";
	readonly peer: string;
	readonly seconds: number;
	/** Virtual seconds. */
	readonly since: number;
}

/** What a day left behind. */
export interface Measured {
	readonly hours: readonly Hour[];
	readonly silences: readonly Silence[];
	readonly machines: number;
	readonly steps: number;
	/** What scripts raised, each text once. */
	readonly errors: readonly string[];
}

/** A machine that joins loads first; the place itself has to find its first music. */
const LOADING_SECONDS = 20;
const NOTHING_KNOWN_SECONDS = 180;
const NONE: Counts = { instances: 0, sounds: 0, connections: 0, threads: 0 };

const most = (a: Counts, b: Counts): Counts => ({
	instances: Math.max(a.instances, b.instances),
	sounds: Math.max(a.sounds, b.sounds),
	connections: Math.max(a.connections, b.connections),
	threads: Math.max(a.threads, b.threads),
});

interface Machine {
	readonly ears: Readonly<Record<Silence["of"], Ear>>;
	/** Its last sign of life. */
	last: number;
	counts: Counts;
}

/** Reads a day's trace as it is written. */
export function createMeasure() {
	const machines = new Map<string, Machine>();
	const hours: Hour[] = [];
	const requests: number[] = [];
	const guests: Counts[] = [];
	const errors = new Set<string>();
	let steps = 0;

	function machineOf(peer: string, t: number): Machine {
		let machine = machines.get(peer);
		if (machine === undefined) {
			const from = Math.max(t + LOADING_SECONDS, NOTHING_KNOWN_SECONDS);
			machine = {
				ears: { radio: createEar(isRadio, from), zones: createEar(isZone, from) },
				last: t,
				counts: NONE,
			};
			machines.set(peer, machine);
		}
		return machine;
	}
	function ofPlayer(line: TraceLine): void {
		const machine = machineOf(line.peer, line.t);
		machine.last = line.t;
		machine.ears.radio.take(line);
		machine.ears.zones.take(line);
		if (isStep(line)) steps += 1;
		if (line.kind !== "instance" || line.peer === "player1") return;
		machine.counts = line as unknown as Counts;
		const hour = Math.floor(line.t / HOUR);
		guests[hour] = most(guests[hour] ?? NONE, machine.counts);
	}
	function census(text: string): void {
		const told = JSON.parse(text) as { hour: number; heap: number; server: Counts; regular: Counts };
		const at = told.hour - 1;
		const { heap, server, regular } = told;
		hours.push({ server, regular, guests: guests[at] ?? NONE, heap, requests: requests[at] ?? 0 });
	}
	return {
		take: (line: TraceLine): void => {
			const hour = Math.floor(line.t / HOUR);
			if (line.kind === "http") requests[hour] = (requests[hour] ?? 0) + 1;
			if (line.kind === "log") {
				const text = String(line["text"]);
				if (line["level"] === "error") errors.add(`${line.peer}: ${text}`);
				else if (text.startsWith("census ")) census(text.slice("census ".length));
			}
			if (line.peer.startsWith("player")) ofPlayer(line);
		},
		result: (): Measured => ({
			hours,
			silences: [...machines].flatMap(([peer, { ears, last }]) =>
				(["radio", "zones"] as const).map(of => ({ of, peer, ...ears[of].longest(last) })),
			),
			machines: machines.size + 1,
			steps,
			errors: [...errors],
		}),
	};
}
