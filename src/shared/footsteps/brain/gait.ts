/** What a character stands on: the ground, nothing, or something that makes no steps (a seat, water, a slide). */
export type Footing = "ground" | "air" | "none";
/** What happened in a moment of walking. */
export type GaitEvent = "step" | "land" | "jump";

/** Turns movement into steps. Distances in studs, time in seconds. */
export interface Gait {
	/**
	 * One moment of movement.
	 *
	 * @param across distance moved horizontally
	 * @param up distance moved upwards
	 * @param speed horizontal speed where it is known; 0 reckons it from the distance
	 */
	advance: (dt: number, across: number, up: number, speed: number, footing: Footing) => GaitEvent | undefined;
	/** Forgets where it was in its stride: after a teleport, out of sight, stepped by something else. */
	rest: () => void;
	/** Horizontal speed, smoothed. */
	speed: () => number;
	/** The fastest fall of the last flight. */
	fallSpeed: () => number;
}

const STILL_SPEED = 0.5;
const STILL_SECONDS = 0.25;
const SMOOTHING_SECONDS = 0.12;
/** Further than this in one moment, on top of what the speed explains, is a teleport and no walk. */
const TELEPORT_STUDS = 10;
const SHORTEST_STEP_SECONDS = 0.05;
/** A fall from under two studs, down a kerb or a stair, is a step and no landing. */
const LANDING_SPEED = 25;
const TAKE_OFF_SPEED = 4;
/** Standing characters have one foot forward: the first step comes after half a stride. */
const HALF_STRIDE = 0.5;

/**
 * Cadence from distance: a step whenever a stride has really been walked, none while standing, flying, sitting,
 * swimming or sliding; a landing once after a fall that deserves it.
 *
 * @param stride the length of a step at a speed
 * @example
 * const gait = createGait(() => 5);
 * if (gait.advance(dt, across, up, 0, "ground") === "step") play();
 */
export function createGait(stride: (speed: number) => number): Gait {
	let phase = HALF_STRIDE;
	let speed = 0;
	let stillFor = STILL_SECONDS;
	let sinceStep = 1;
	let flying = false;
	let fall = 0;

	function rest(): void {
		phase = HALF_STRIDE;
		speed = 0;
		stillFor = STILL_SECONDS;
		flying = false;
		fall = 0;
	}

	function pace(dt: number, across: number, hint: number): void {
		const now = hint > STILL_SPEED ? hint : across / dt;
		if (now > STILL_SPEED && stillFor >= STILL_SECONDS) speed = now;
		else speed += (now - speed) * (1 - math.exp(-dt / SMOOTHING_SECONDS));
		stillFor = across / dt > STILL_SPEED ? 0 : stillFor + dt;
		if (stillFor >= STILL_SECONDS) {
			phase = HALF_STRIDE;
			speed = 0;
		}
	}

	function fly(dt: number, up: number): GaitEvent | undefined {
		const tookOff = !flying && up / dt > TAKE_OFF_SPEED;
		if (!flying) {
			flying = true;
			fall = 0;
		}
		fall = math.max(fall, -up / dt);
		return tookOff ? "jump" : undefined;
	}

	function walk(across: number): GaitEvent | undefined {
		phase += across / stride(speed);
		if (phase < 1) return undefined;
		phase %= 1;
		if (sinceStep < SHORTEST_STEP_SECONDS) return undefined;
		sinceStep = 0;
		return "step";
	}

	return {
		advance: (dt, across, up, hint, footing) => {
			if (dt <= 0) return undefined;
			sinceStep += dt;
			if (footing === "none") {
				rest();
				return undefined;
			}
			const explained = TELEPORT_STUDS + (math.max(speed, hint, fall) + 50) * dt * 2;
			if (across > explained || math.abs(up) > explained) {
				phase = HALF_STRIDE;
				return undefined;
			}
			pace(dt, across, hint);
			if (footing === "air") return fly(dt, up);
			if (flying) {
				flying = false;
				if (fall >= LANDING_SPEED) {
					phase = HALF_STRIDE;
					sinceStep = 0;
					return "land";
				}
			}
			return walk(across);
		},
		rest,
		speed: () => speed,
		fallSpeed: () => fall,
	};
}
