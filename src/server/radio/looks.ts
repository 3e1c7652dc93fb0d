/** Taking a look at everything, whose callbacks may ask for another one: it follows, it does not nest. */
export interface Looks {
	take(): void;
	/** Another look follows the one that is being taken. */
	again(): void;
}

/** More looks in a row than this are a circle. */
const MAX_LOOKS = 20;

/** @param look what a look does */
export function createLooks(look: () => void): Looks {
	let looking = false;
	let wanted = false;
	return {
		take() {
			if (looking) {
				wanted = true;
				return;
			}
			looking = true;
			for (let i = 0; i < MAX_LOOKS; i++) {
				wanted = false;
				look();
				if (!wanted) break;
			}
			looking = false;
		},
		again() {
			wanted = true;
		},
	};
}
