import { CollectionService } from "@rbxts/services";

import type { StationDocument } from "../../shared/radio/document";
import { createDeck, type Deck } from "../../shared/sound/deck";

/** The deck of a station on this machine: there as long as the part is that the station sounds from. */
export interface StationDeck {
	/** Makes the deck if it can be made. */
	ensure(document: StationDocument): Deck | undefined;
	get(): Deck | undefined;
	destroy(): void;
}

export interface StationDeckOptions {
	name: string;
	volumeOf: (document: StationDocument) => number;
	onMade: (deck: Deck) => void;
	/** The part is here now. */
	onArrived: () => void;
	/** The part has gone, and the deck with it. */
	onGone: () => void;
}

/** Seconds until a load counts as failed. Slow machines are slow, not deaf: what comes later plays all the same. */
const LOAD_LIMIT_SECONDS = 30;

function tagged(tag: string | undefined): Instance | undefined {
	return tag === undefined ? undefined : CollectionService.GetTagged(tag)[0];
}

/** Makes the holder; the deck itself comes with the first document. */
export function createStationDeck(options: StationDeckOptions): StationDeck {
	const connections = new Array<RBXScriptConnection>();
	let deck: Deck | undefined;
	let outputTag: string | undefined;

	function drop(): void {
		deck?.destroy();
		deck = undefined;
	}

	/** A station keeps its part, so its tag is followed once. */
	function follow(tag: string | undefined): void {
		if (tag === outputTag || tag === undefined) return;
		outputTag = tag;
		connections.push(
			CollectionService.GetInstanceAddedSignal(tag).Connect(options.onArrived),
			CollectionService.GetInstanceRemovedSignal(tag).Connect(() => {
				drop();
				options.onGone();
			}),
		);
	}

	return {
		ensure(document) {
			follow(document.outputTag);
			if (deck !== undefined) return deck;
			const parent = tagged(document.outputTag);
			// The part is not here (streamed out, or still on its way): nothing can be heard of it.
			if (document.outputTag !== undefined && parent === undefined) return undefined;
			const group = tagged(document.groupTag);
			deck = createDeck({
				parent,
				soundGroup: group?.IsA("SoundGroup") === true ? group : undefined,
				volume: options.volumeOf(document),
				name: `AudioScapeRadio_${options.name}`,
				loadTimeout: LOAD_LIMIT_SECONDS,
			});
			options.onMade(deck);
			return deck;
		},
		get() {
			return deck;
		},
		destroy() {
			for (const connection of connections) connection.Disconnect();
			drop();
		},
	};
}
