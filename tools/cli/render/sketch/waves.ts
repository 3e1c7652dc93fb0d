const SIZE = 2048;
const MASK = SIZE - 1;

/** One turn of a sound made of some harmonics, each with its strength. */
export function waveOf(harmonics: readonly number[]): Float32Array {
	const wave = new Float32Array(SIZE);
	harmonics.forEach((strength, index) => {
		for (let at = 0; at < SIZE; at++)
			wave[at] = wave[at]! + strength * Math.sin((2 * Math.PI * (index + 1) * at) / SIZE);
	});
	const peak = wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
	return wave.map(value => value / peak);
}

/** How a note comes and goes, in seconds. */
export interface Envelope {
	readonly attack: number;
	readonly hold: number;
	/** Seconds until it has fallen to a third, again and again. */
	readonly decay: number;
}

/** Adds a note to a loop; what rings beyond the end comes in at the beginning. */
export function addNote(
	loop: Float32Array,
	rate: number,
	wave: Float32Array,
	start: number,
	hertz: number,
	strength: number,
	{ attack, hold, decay }: Envelope,
): void {
	const length = Math.min(loop.length, Math.ceil((attack + hold + decay * 5) * rate));
	const turn = (hertz * SIZE) / rate;
	const rise = Math.max(1, attack * rate);
	const falls = (attack + hold) * rate;
	const fade = Math.exp(-1 / (decay * rate));
	let level = strength;
	let place = Math.round(start * rate) % loop.length;
	let phase = 0;
	for (let at = 0; at < length; at++) {
		if (at > falls) level *= fade;
		loop[place] = loop[place]! + wave[phase & MASK]! * level * (at < rise ? at / rise : 1);
		phase += turn;
		place += 1;
		if (place === loop.length) place = 0;
	}
}

/** Adds a burst of something that is asked sample by sample. */
export function addBurst(
	loop: Float32Array,
	rate: number,
	start: number,
	seconds: number,
	sample: (second: number) => number,
): void {
	const length = Math.min(loop.length, Math.ceil(seconds * rate));
	let place = Math.round(start * rate) % loop.length;
	for (let at = 0; at < length; at++) {
		loop[place] = loop[place]! + sample(at / rate);
		place += 1;
		if (place === loop.length) place = 0;
	}
}
