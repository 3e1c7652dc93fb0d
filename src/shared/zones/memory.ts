import type { ConductorPorts, OnReturn } from "./programme";
import { createRotation, type ResolvedTrack, type Rotation } from "./rotation";

/** What is remembered of the music of a zone. */
export interface Memory {
	rotation: Rotation;
	tracks?: ReadonlyArray<ResolvedTrack>;
	size?: number;
	/** Where it was left. */
	id?: string;
	position?: number;
	leftAt?: number;
	heard: boolean;
}

/** Coming back within this many seconds finds the music where it was. */
const REMEMBER_SECONDS = 120;
const OUTSIDE = "";

/** What is remembered, by zone. */
export type Memories = Map<string, Memory>;

/** What is remembered of a zone already; `undefined` names the world outside. */
export function recall(memories: Memories, name: string | undefined): Memory | undefined {
	return memories.get(name ?? OUTSIDE);
}

/** The memory of a zone, in line with what its programme is now. */
export function memoryOf(memories: Memories, name: string | undefined, ports: ConductorPorts): Memory {
	let memory = recall(memories, name);
	if (memory === undefined) {
		memory = { rotation: createRotation(ports.random, ports.isDead), heard: false };
		memories.set(name ?? OUTSIDE, memory);
	}
	const programme = ports.programme(name);
	const tracks = programme?.tracks;
	if (tracks !== memory.tracks || programme?.size !== memory.size) {
		memory.tracks = tracks;
		memory.size = programme?.size;
		memory.rotation.update(tracks ?? [], programme?.size);
	}
	return memory;
}

/** Where in a track a zone goes on, if it is to go on where it was left; nowhere when it begins anew. */
export function resumePoint(memory: Memory, track: ResolvedTrack, onReturn: OnReturn, now: number): number | undefined {
	const { id, leftAt, position = 0 } = memory;
	const isRecent = leftAt !== undefined && now - leftAt <= REMEMBER_SECONDS;
	return isRecent && onReturn === "resume" && id === track.id ? position : undefined;
}
