import { SoundService } from "@rbxts/services";

import { type Bus, type BusOptions, OPEN } from "./bus";
import { decayOf, decibelsOf } from "./room";

const NESTED_NAME = "AudioScapeMix";
const LEAST_DECIBELS = -80;
/** The middles of an equalizer's bands, in hertz. */
const LOW = 200;
const MID = 1300;
const HIGH = 8000;

function makeGroup(name: string, parent: Instance): SoundGroup {
	const group = new Instance("SoundGroup");
	group.Name = name;
	group.Volume = 1;
	group.Parent = parent;
	return group;
}

/** Decibels that a low-pass of the second order leaves at a frequency (Butterworth). */
function passed(frequency: number, lowPass: number): number {
	return math.max(LEAST_DECIBELS, -10 * math.log10(1 + (frequency / lowPass) ** 4));
}

/** Effects of a group: there from when they are first needed, switched off while they would change nothing. */
function createEffects() {
	let group: SoundGroup | undefined;
	let equalizer: EqualizerSoundEffect | undefined;
	let room: ReverbSoundEffect | undefined;
	let lowPassNow = OPEN;
	let reverbNow = 0;

	function muffle(lowPass: number): void {
		if (lowPass === lowPassNow) return;
		lowPassNow = lowPass;
		if (equalizer === undefined) {
			equalizer = new Instance("EqualizerSoundEffect");
			equalizer.Parent = group;
		}
		equalizer.Enabled = lowPass < OPEN;
		equalizer.LowGain = passed(LOW, lowPass);
		equalizer.MidGain = passed(MID, lowPass);
		equalizer.HighGain = passed(HIGH, lowPass);
	}

	function ring(reverb: number): void {
		if (reverb === reverbNow) return;
		reverbNow = reverb;
		if (room === undefined) {
			room = new Instance("ReverbSoundEffect");
			room.DryLevel = 0;
			room.Parent = group;
		}
		room.Enabled = reverb > 0;
		room.WetLevel = decibelsOf(reverb);
		room.DecayTime = decayOf(reverb);
	}

	return {
		/** The group that they are to be heard on. */
		on: (to: SoundGroup): void => {
			if (to === group) return;
			group = to;
			equalizer = undefined;
			room = undefined;
			lowPassNow = OPEN;
			reverbNow = 0;
		},
		set: (lowPass: number, reverb: number): void => {
			muffle(lowPass);
			ring(reverb);
		},
	};
}

/**
 * A bus of Sounds: a SoundGroup of its own. Where the game gave one, that one as it is, until something has to change:
 * then a group of its own inside it, so that the game's volume and effects stay its own.
 */
export function createSoundBus(options: BusOptions): Bus {
	const joined = new Set<(input: Instance | undefined) => void>();
	const effects = createEffects();
	let { group: given } = options;
	let own: SoundGroup | undefined;
	/** The volume that the game set on a group of ours; the mix is on top of it. */
	let base = 1;
	let written = 1;
	let isNeutral = true;

	function connect(): void {
		for (const listener of joined) listener(own ?? given);
	}

	function makeOwn(): SoundGroup {
		const parent = given ?? options.parent ?? SoundService;
		if (own !== undefined) {
			own.Parent = parent;
			return own;
		}
		const made = makeGroup(given !== undefined ? NESTED_NAME : options.name, parent);
		// Where a group of the game's is destroyed, ours goes with it.
		made.Destroying.Once(() => {
			if (own === made) own = undefined;
		});
		own = made;
		return made;
	}

	function dropOwn(): void {
		own?.Destroy();
		own = undefined;
	}

	function setGroup(group: SoundGroup | undefined): void {
		given = group;
		if (given !== undefined && isNeutral) dropOwn();
		else makeOwn();
		connect();
	}

	function write(gain: number, lowPass: number, reverb: number): void {
		const isNew = own === undefined;
		const target = own ?? makeOwn();
		if (isNew) connect();
		if (isNeutral || isNew || target.Volume !== written) base = target.Volume;
		effects.on(target);
		target.Volume = base * gain;
		written = target.Volume;
		effects.set(lowPass, reverb);
	}

	if (given === undefined) makeOwn();
	return {
		kind: options.kind,
		engine: "sound",
		music: options.music,
		yielded: 0,
		join: listener => {
			joined.add(listener);
			listener(own ?? given);
			return () => {
				joined.delete(listener);
			};
		},
		setGroup,
		set: (gain, lowPass, reverb) => {
			const neutral = gain === 1 && lowPass >= OPEN && reverb <= 0;
			if (neutral && isNeutral) return;
			write(gain, lowPass, reverb);
			isNeutral = neutral;
		},
		destroy: () => {
			joined.clear();
			dropOwn();
		},
	};
}
