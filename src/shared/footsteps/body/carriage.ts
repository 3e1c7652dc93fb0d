/** Which of a character's movement is its own walking, and which the floor's or a slide's. Its answers make no table. */
export interface Carriage {
	/** Moves on the ground without being steered, as on ice or when pushed. */
	slides: (humanoid: Humanoid | undefined, now: number) => boolean;
	/** How fast the floor moves that the character rides; `undefined` while it rides none. */
	velocity: () => Vector3 | undefined;
	/** Whether a step that is due is walked and not the floor's moving under it. */
	walksItself: (floor: Instance | undefined, dt: number, moved: Vector3) => boolean;
	/** Rides nothing any more. */
	leave: () => void;
}

const PLATFORM_SPEED = 0.5;
const STANDING_ON_PLATFORM = 1;
/** Whoever was steering a moment ago and still moves slides; whoever has not steered for long is moved by a script. */
const SLIDE_AFTER_SECONDS = 0.3;
const SLIDE_UNTIL_SECONDS = 3;

/** Tells one character's movement from that of its floor. */
export function createCarriage(): Carriage {
	let steeredAt = -math.huge;
	/** The moving floor the character rides, whose movement is not its own. */
	let carrier: BasePart | undefined;

	return {
		slides: (humanoid, now) => {
			if (humanoid === undefined) return false;
			if (humanoid.MoveDirection.Magnitude > 0.01) {
				steeredAt = now;
				return false;
			}
			const since = now - steeredAt;
			return since > SLIDE_AFTER_SECONDS && since < SLIDE_UNTIL_SECONDS;
		},
		velocity: () => carrier?.AssemblyLinearVelocity,
		walksItself: (floor, dt, moved) => {
			const part = floor !== undefined && floor.IsA("BasePart") ? floor : undefined;
			const velocity = part?.AssemblyLinearVelocity;
			if (part === undefined || velocity === undefined || velocity.Magnitude < PLATFORM_SPEED) {
				carrier = undefined;
				return true;
			}
			const riding = carrier === part;
			carrier = part;
			return riding || moved.div(dt).sub(velocity).Magnitude > STANDING_ON_PLATFORM;
		},
		leave: () => {
			carrier = undefined;
		},
	};
}
