/** Samples that are kept for when they are asked for again: seven sketches of three minutes. */
const MOST_SAMPLES = 32e6;

/** Makes or reads what a name stands for. */
export type Maker = (name: string, context: BaseAudioContext) => Promise<AudioBuffer | undefined>;

/** Makes each thing once as long as there is room; what was not used for the longest time goes first. */
export function createKept(make: Maker, most = MOST_SAMPLES): Maker {
	const kept = new Map<string, Promise<AudioBuffer | undefined>>();
	const sizes = new Map<string, number>();
	let samples = 0;

	function forget(name: string): void {
		kept.delete(name);
		samples -= sizes.get(name) ?? 0;
		sizes.delete(name);
	}
	function weigh(name: string, buffer: AudioBuffer | undefined): void {
		const size = buffer === undefined ? 0 : buffer.length * buffer.numberOfChannels;
		sizes.set(name, size);
		samples += size;
		for (const oldest of [...sizes.keys()]) {
			if (samples <= most || oldest === name) break;
			forget(oldest);
		}
	}

	return (name, context) => {
		const before = kept.get(name);
		if (before !== undefined) {
			const size = sizes.get(name);
			if (size !== undefined) {
				sizes.delete(name);
				sizes.set(name, size);
			}
			return before;
		}
		const making = make(name, context);
		kept.set(name, making);
		void making.then(
			buffer => weigh(name, buffer),
			() => kept.delete(name),
		);
		return making;
	};
}
