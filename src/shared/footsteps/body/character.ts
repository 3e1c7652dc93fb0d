import { Workspace } from "@rbxts/services";

import { createGait, type GaitEvent } from "../brain/gait";
import type { SurfaceTable } from "../brain/materials";
import { landingStrength, stepStrength } from "../brain/strength";
import { strideLength } from "../brain/stride";
import type { Walker } from "../brain/walker";
import type { Tuning } from "../tuning";
import type { Foot } from "../types";
import { muteDefaultSound } from "./default-sound";
import { createFloorProbe, surfaceOf } from "./floor";
import { type Markers, watchMarkers } from "./markers";
import { findRig, footingOf, hipHeight, isOwn, type Rig } from "./rig";

/** What a character asks of the body it belongs to. */
export interface Stage {
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
		event: GaitEvent,
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

const LOOK_SECONDS = 0.2;
const PLATFORM_SPEED = 0.5;
const STANDING_ON_PLATFORM = 1;
/** Whoever was steering a moment ago and still moves slides; whoever has not steered for long is moved by a script. */
const SLIDE_AFTER_SECONDS = 0.3;
const SLIDE_UNTIL_SECONDS = 3;

/** Walks one character: binds to its parts when they arrive, lets go of them when they leave. */
export function createCharacter(model: Model, walker: Walker, stage: Stage): Character {
	const { tuning } = stage;
	const probe = createFloorProbe(model);
	let rig: Rig | undefined;
	let hips = 3;
	let markers: Markers | undefined;
	let giveBack: (() => void) | undefined;
	let lookAt = 0;
	let steeredAt = -math.huge;
	let last = Vector3.zero;
	let seen = false;
	/** The moving floor the character rides, whose movement is not its own. */
	let carrier: BasePart | undefined;

	const gait = createGait(speed => strideLength(tuning.stride, tuning.runSpeed, speed, hips));

	function release(): void {
		giveBack?.();
		giveBack = undefined;
		markers?.destroy();
		markers = undefined;
		carrier = undefined;
		rig = undefined;
		seen = false;
		gait.rest();
	}

	function lookDown(here: Rig): RaycastResult | undefined {
		hips = hipHeight(here);
		return probe.probe(here.root.Position, hips);
	}

	function step(here: Rig, hit: RaycastResult | undefined, event: GaitEvent, strength: number, foot?: Foot): void {
		const { root, humanoid } = here;
		const own = humanoid !== undefined && isOwn(model) ? humanoid.FloorMaterial : undefined;
		if (own === Enum.Material.Air && event !== "jump") return;
		const material = own !== undefined && own !== Enum.Material.Air ? own : hit?.Material;
		if (material === undefined) return;
		// The ray may pass through a gap that the engine's own sensing spans: then only the material is sure.
		const part = hit !== undefined && hit.Material === material ? hit.Instance : undefined;
		const surface = surfaceOf(part, material, stage.surfaces());
		const at = hit !== undefined ? hit.Position : root.Position.sub(new Vector3(0, hips, 0));
		stage.play(model, walker, event, surface, strength, at, foot);
	}

	function onMarker(parameter: string): void {
		if (rig === undefined || stage.listener().sub(rig.root.Position).Magnitude > tuning.range) return;
		const named = parameter.lower();
		const foot = named === "left" || named === "right" ? named : undefined;
		step(rig, lookDown(rig), "step", stepStrength(gait.speed(), tuning.runSpeed), foot);
	}

	/** Now and then: parts that arrived are bound, parts that left are let go. Between looks nothing here is asked of them. */
	function look(): void {
		// Streamed out or gone: it stands still until it comes back.
		if (rig !== undefined && !rig.root.IsDescendantOf(Workspace)) release();
		if (rig === undefined) {
			rig = findRig(model);
			if (rig === undefined) return;
			hips = hipHeight(rig);
		}
		if (tuning.replaceDefault && stage.audible()) giveBack ??= muteDefaultSound(rig.root);
		markers ??= watchMarkers(model, tuning.marker, onMarker);
	}

	function sliding(humanoid: Humanoid | undefined, now: number): boolean {
		if (humanoid === undefined) return false;
		if (humanoid.MoveDirection.Magnitude > 0.01) {
			steeredAt = now;
			return false;
		}
		const since = now - steeredAt;
		return since > SLIDE_AFTER_SECONDS && since < SLIDE_UNTIL_SECONDS;
	}

	/** Whether a step that is due is the character's own walking and not the floor's moving under it. */
	function walksItself(dt: number, moved: Vector3, hit: RaycastResult | undefined): boolean {
		const floor = hit?.Instance;
		if (floor === undefined || !floor.IsA("BasePart")) {
			carrier = undefined;
			return true;
		}
		const velocity = floor.AssemblyLinearVelocity;
		if (velocity.Magnitude < PLATFORM_SPEED) {
			carrier = undefined;
			return true;
		}
		const riding = carrier === floor;
		carrier = floor;
		return riding || moved.div(dt).sub(velocity).Magnitude > STANDING_ON_PLATFORM;
	}

	function walk(here: Rig, dt: number, now: number, moved: Vector3): void {
		const { humanoid, root } = here;
		const footing = footingOf(humanoid);
		const slides = footing === "ground" && sliding(humanoid, now);
		let x = moved.X;
		let z = moved.Z;
		let hint = 0;
		if (carrier !== undefined && footing === "ground") {
			const velocity = carrier.AssemblyLinearVelocity;
			x -= velocity.X * dt;
			z -= velocity.Z * dt;
		} else {
			const velocity = root.AssemblyLinearVelocity;
			hint = math.sqrt(velocity.X * velocity.X + velocity.Z * velocity.Z);
		}
		const event = gait.advance(dt, math.sqrt(x * x + z * z), moved.Y, hint, slides ? "none" : footing);
		if (event === undefined) return;
		const hit = lookDown(here);
		if (event === "land") step(here, hit, event, landingStrength(gait.fallSpeed()));
		else if (event === "jump") step(here, hit, event, 1);
		else if (markers?.lead() !== true && walksItself(dt, moved, hit)) {
			step(here, hit, event, stepStrength(gait.speed(), tuning.runSpeed));
		}
	}

	return {
		update: (dt, now) => {
			if (now >= lookAt) {
				lookAt = now + LOOK_SECONDS;
				look();
			}
			const here = rig;
			if (here === undefined) return;
			const position = here.root.Position;
			const moved = position.sub(last);
			last = position;
			if (!seen) {
				seen = true;
				return;
			}
			if (position.sub(stage.listener()).Magnitude > tuning.range + hips) {
				gait.rest();
				return;
			}
			walk(here, dt, now, moved);
		},
		destroy: release,
	};
}
