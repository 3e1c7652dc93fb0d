import { createRandom } from "../../variety/random";
import { createShuffleBag, type ShuffleBag } from "../../variety/shuffle-bag";
import type { FootstepPack, Step, StepVariant } from "../types";
import type { Manner } from "./parts";

/** The ranges of chance in a step. */
export interface Chance {
	/** +/- semitones. */
	pitch: number;
	/** +/- dB. */
	level: number;
	avoid: number;
	/** What steps are played at: the room it leaves under their peaks may be used. */
	volume: number;
}

/** Decides the steps of one character. */
export interface Walker {
	/**
	 * Decides the next step: which sound, how high, how loud, which foot. The step is the walker's own record and is
	 * written anew by the next call: copy what should last.
	 *
	 * @param from the sounds that can be played; default: the pack's
	 * @param foot default: the other one than last time
	 * @param manner default: walking in the dry
	 */
	decide: (
		pack: FootstepPack,
		strength: number,
		from?: ReadonlyArray<StepVariant>,
		foot?: Step["foot"],
		manner?: Manner,
	) => Step | undefined;
}

const SEMITONE = math.log(2) / 12;
const DECIBEL = math.log(10) / 20;
const sameSound = (a: StepVariant, b: StepVariant): boolean => a.assetId === b.assetId;

/**
 * A shuffle bag per pack, feet that alternate, pitch and level by chance. Deciding allocates nothing once a pack has
 * been walked on.
 *
 * @param seed for repeatable steps; default: others each time
 */
export function createWalker(chance: Chance, seed?: number): Walker {
	const random = createRandom(seed);
	const bags = new Map<FootstepPack, ShuffleBag<StepVariant>>();
	const step: Step = {
		assetId: "",
		surface: "",
		speed: 1,
		gain: 1,
		from: 0,
		to: 0,
		foot: "right",
		gait: "walk",
		wet: false,
	};

	return {
		decide: (pack, strength, from, foot, manner) => {
			let bag = bags.get(pack);
			if (bag === undefined) {
				bag = createShuffleBag<StepVariant>(chance.avoid, random, sameSound);
				bags.set(pack, bag);
			}
			const variant = bag.draw(from ?? pack.variants);
			if (variant === undefined) return undefined;
			step.assetId = variant.assetId;
			step.surface = pack.surface;
			step.speed = math.exp(random.around(chance.pitch) * SEMITONE);
			const { most } = variant;
			const gain = variant.gain * pack.gain * strength * math.exp(random.around(chance.level) * DECIBEL);
			step.gain = most !== undefined ? math.min(gain, most / chance.volume) : gain;
			step.from = variant.from;
			step.to = variant.to;
			step.foot = foot ?? (step.foot === "left" ? "right" : "left");
			step.gait = manner?.gait ?? "walk";
			step.wet = manner?.wet ?? false;
			return step;
		},
	};
}

/** A step of the caller's own. */
export function copyStep(step: Step): Step {
	return { ...step };
}
