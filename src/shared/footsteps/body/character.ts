import { Workspace } from "@rbxts/services";

import { createGait, type Gait } from "../brain/gait";
import type { SurfaceTable } from "../brain/materials";
import { gaitAt, type Manner } from "../brain/parts";
import { landingStrength, stepStrength } from "../brain/strength";
import { strideLength } from "../brain/stride";
import type { Walker } from "../brain/walker";
import { footwearOf, isWet, toldGait } from "../manner";
import type { Tuning } from "../tuning";
import type { Foot, StepGait } from "../types";
import { createCarriage } from "./carriage";
import { muteDefaultSound } from "./default-sound";
import { createFloorProbe, type FloorProbe, surfaceOf } from "./floor";
import { type Markers, watchMarkers } from "./markers";
import { findRig, footingOf, hipHeight, isOwn, type Rig } from "./rig";

/** What a character asks of the body it belongs to. */
export interface CharacterPorts {
	readonly tuning: Tuning;
	surfaces: () => SurfaceTable;
	/** Where the listener is. */
	listener: () => Vector3;
	/** Whether there is anything to play at all. */
	audible: () => boolean;
	/** Plays a step of a character. */
	play: (
		character: Model,
		walker: Walker,
		manner: Manner,
		surface: string | undefined,
		strength: number,
		at: Vector3,
		foot?: Foot,
	) => void;
}

/** One character that is walked by this machine. */
export interface Character {
	update: (dt: number, now: number) => void;
	destroy: () => void;
}

interface State {
	readonly model: Model;
	readonly walker: Walker;
	readonly ports: CharacterPorts;
	readonly gait: Gait;
	readonly probe: FloorProbe;
	/** Of the step that is being made. */
	readonly manner: Manner;
	readonly carriage: ReturnType<typeof createCarriage>;
	rig?: Rig;
	hips: number;
	markers?: Markers;
	/** Gives the default walking sound back. */
	giveBack?: () => void;
	lookAt: number;
	last: Vector3;
	/** `last` is where it was in the frame before. */
	seen: boolean;
}

const LOOK_SECONDS = 0.2;
const USUAL_HIPS = 3;

function release(state: State): void {
	state.giveBack?.();
	state.giveBack = undefined;
	state.markers?.destroy();
	state.markers = undefined;
	state.rig = undefined;
	state.seen = false;
	state.carriage.leave();
	state.gait.rest();
}

function lookDown(state: State, rig: Rig): RaycastResult | undefined {
	state.hips = hipHeight(rig);
	return state.probe.probe(rig.root.Position, state.hips);
}

function step(
	state: State,
	rig: Rig,
	hit: RaycastResult | undefined,
	gait: StepGait,
	strength: number,
	foot?: Foot,
): void {
	const { model, ports, manner } = state;
	const { root, humanoid } = rig;
	const own = humanoid !== undefined && isOwn(model) ? humanoid.FloorMaterial : undefined;
	if (own === Enum.Material.Air && gait !== "jump") return;
	const material = own !== undefined && own !== Enum.Material.Air ? own : hit?.Material;
	if (material === undefined) return;
	// The ray may pass through a gap that the engine's own sensing spans: then only the material is sure.
	const part = hit !== undefined && hit.Material === material ? hit.Instance : undefined;
	const surface = surfaceOf(part, material, ports.surfaces());
	const at = hit !== undefined ? hit.Position : root.Position.sub(new Vector3(0, state.hips, 0));
	manner.gait = gait;
	manner.wet = isWet(model, part);
	manner.footwear = footwearOf(model);
	ports.play(model, state.walker, manner, surface, strength, at, foot);
}

/** How it goes: as the game says, else as fast as it goes. */
function gaitOf({ model, gait, ports }: State): StepGait {
	return toldGait(model) ?? gaitAt(gait.speed(), ports.tuning.sneakSpeed, ports.tuning.runSpeed);
}

function markerReached(state: State, parameter: string): void {
	const { rig, ports } = state;
	if (rig === undefined || ports.listener().sub(rig.root.Position).Magnitude > ports.tuning.range) return;
	const named = parameter.lower();
	const foot = named === "left" || named === "right" ? named : undefined;
	step(state, rig, lookDown(state, rig), gaitOf(state), stepStrength(state.gait.speed(), ports.tuning.runSpeed), foot);
}

/** Now and then: parts that arrived are bound, parts that left are let go. Between looks nothing here is asked of them. */
function look(state: State): void {
	const { model, ports } = state;
	// Streamed out or gone: it stands still until it comes back.
	if (state.rig !== undefined && !state.rig.root.IsDescendantOf(Workspace)) release(state);
	if (state.rig === undefined) {
		state.rig = findRig(model);
		if (state.rig === undefined) return;
		state.hips = hipHeight(state.rig);
	}
	if (ports.tuning.replaceDefault && ports.audible()) state.giveBack ??= muteDefaultSound(state.rig.root);
	state.markers ??= watchMarkers(model, ports.tuning.marker, parameter => markerReached(state, parameter));
}

function walk(state: State, rig: Rig, dt: number, now: number, moved: Vector3): void {
	const { gait, carriage } = state;
	const { humanoid, root } = rig;
	const footing = footingOf(humanoid);
	const slides = footing === "ground" && carriage.slides(humanoid, now);
	const carrier = footing === "ground" ? carriage.velocity() : undefined;
	let x = moved.X;
	let z = moved.Z;
	let hint = 0;
	if (carrier !== undefined) {
		x -= carrier.X * dt;
		z -= carrier.Z * dt;
	} else {
		const velocity = root.AssemblyLinearVelocity;
		hint = math.sqrt(velocity.X * velocity.X + velocity.Z * velocity.Z);
	}
	const event = gait.advance(dt, math.sqrt(x * x + z * z), moved.Y, hint, slides ? "none" : footing);
	if (event === undefined) return;
	const hit = lookDown(state, rig);
	if (event === "land") step(state, rig, hit, event, landingStrength(gait.fallSpeed()));
	else if (event === "jump") step(state, rig, hit, event, 1);
	else if (state.markers?.lead() !== true && carriage.walksItself(hit?.Instance, dt, moved)) {
		step(state, rig, hit, gaitOf(state), stepStrength(gait.speed(), state.ports.tuning.runSpeed));
	}
}

function update(state: State, dt: number, now: number): void {
	if (now >= state.lookAt) {
		state.lookAt = now + LOOK_SECONDS;
		look(state);
	}
	const { rig } = state;
	if (rig === undefined) return;
	const position = rig.root.Position;
	const moved = position.sub(state.last);
	state.last = position;
	if (!state.seen) {
		state.seen = true;
		return;
	}
	if (position.sub(state.ports.listener()).Magnitude > state.ports.tuning.range + state.hips) {
		state.gait.rest();
		return;
	}
	walk(state, rig, dt, now, moved);
}

/** Walks one character: binds to its parts when they arrive, lets go of them when they leave. */
export function createCharacter(model: Model, walker: Walker, ports: CharacterPorts): Character {
	const { stride, runSpeed } = ports.tuning;
	const state: State = {
		model,
		walker,
		ports,
		gait: createGait(speed => strideLength(stride, runSpeed, speed, state.hips)),
		probe: createFloorProbe(model),
		manner: { gait: "walk", wet: false, footwear: undefined },
		carriage: createCarriage(),
		hips: USUAL_HIPS,
		lookAt: 0,
		last: Vector3.zero,
		seen: false,
	};
	return {
		update: (dt, now) => update(state, dt, now),
		destroy: () => release(state),
	};
}
