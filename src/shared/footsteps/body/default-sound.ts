/** The looped walking sound of the default character scripts, in both of its forms. */
export const DEFAULT_SOUND_NAME = "Running";

type Loud = Sound | AudioPlayer;

/** Several footsteps may mute one character; the last to let go brings its sound back. */
const muted = new Map<Loud, { volume: number; holders: number }>();

function findRunning(root: Instance): Loud | undefined {
	const running = root.FindFirstChild(DEFAULT_SOUND_NAME);
	return running !== undefined && (running.IsA("Sound") || running.IsA("AudioPlayer")) ? running : undefined;
}

/**
 * Silences the default walking sound of a character by its volume, which the default script never rewrites.
 *
 * @returns gives the sound back; `undefined` while there is no such sound (yet)
 */
export function muteDefaultSound(root: Instance): (() => void) | undefined {
	const running = findRunning(root);
	if (running === undefined) return undefined;
	let entry = muted.get(running);
	if (entry === undefined) {
		entry = { volume: running.Volume, holders: 0 };
		muted.set(running, entry);
		running.Volume = 0;
	}
	const held = entry;
	held.holders += 1;
	let holding = true;
	return () => {
		if (!holding) return;
		holding = false;
		held.holders -= 1;
		if (held.holders > 0) return;
		muted.delete(running);
		running.Volume = held.volume;
	};
}
