import type { Character } from "./character";

/** The characters that a machine walks. Whoever attached one holds it; the last to let go ends it. */
export interface Attachments {
	/** @returns detach */
	attach: (model: Model) => () => void;
	isEmpty: () => boolean;
	/** Lets every character walk on; they may come and go in the middle of it. */
	update: (dt: number, now: number) => void;
	destroy: () => void;
}

interface Attached {
	character: Character;
	holders: number;
	gone: RBXScriptConnection;
}

/** @param create makes the character of a model that was not attached before */
export function createAttachments(create: (model: Model) => Character): Attachments {
	const attached = new Map<Model, Attached>();
	const order: Character[] = [];

	function remove(model: Model): void {
		const entry = attached.get(model);
		if (entry === undefined) return;
		attached.delete(model);
		entry.gone.Disconnect();
		entry.character.destroy();
		const at = order.indexOf(entry.character);
		if (at !== -1) order.remove(at);
	}

	function add(model: Model): Attached {
		const character = create(model);
		const entry: Attached = { character, holders: 0, gone: model.Destroying.Once(() => remove(model)) };
		attached.set(model, entry);
		order.push(character);
		return entry;
	}

	return {
		isEmpty: () => order.isEmpty(),
		update: (dt, now) => {
			// The size is read each time: a listener of `stepped` may attach and detach in the middle of it.
			let i = 0;
			while (i < order.size()) {
				order[i]!.update(dt, now);
				i += 1;
			}
		},
		attach: model => {
			const held = attached.get(model) ?? add(model);
			held.holders += 1;
			let holding = true;
			return () => {
				if (!holding) return;
				holding = false;
				held.holders -= 1;
				if (held.holders === 0 && attached.get(model) === held) remove(model);
			};
		},
		destroy: () => {
			for (const [model] of attached) remove(model);
		},
	};
}
