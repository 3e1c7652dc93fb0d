import { CollectionService } from "@rbxts/services";

import type { StationDocument } from "../../shared/radio/document";
import { createScope } from "../../shared/scope/scope";
import { createDeck, type Deck } from "../../shared/sound";

/** The deck of a station on this machine: there as long as the part is that the station sounds from. */
export interface StationDeck {
	/** Makes the deck if it can be made. */
	ensure: (document: StationDocument) => Deck | undefined;
	get: () => Deck | undefined;
	destroy: () => void;
}

export interface StationDeckPorts {
	name: string;
	volumeOf: (document: StationDocument) => number;
	made: (deck: Deck) => void;
	/** The part is here now. */
	arrived: () => void;
	/** The part has gone, and the deck with it. */
	gone: () => void;
}

/** Seconds until a load counts as late. Slow machines are slow, not deaf: what comes later plays all the same. */
const LOAD_LIMIT_SECONDS = 30;

function tagged(tag: string | undefined): Instance | undefined {
	return tag === undefined ? undefined : CollectionService.GetTagged(tag)[0];
}

/** Makes the holder; the deck itself comes with the first document. */
export function createStationDeck(ports: StationDeckPorts): StationDeck {
	const scope = createScope();
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
		scope.own(CollectionService.GetInstanceAddedSignal(tag).Connect(ports.arrived));
		scope.own(
			CollectionService.GetInstanceRemovedSignal(tag).Connect(() => {
				drop();
				ports.gone();
			}),
		);
	}

	scope.own(drop);
	return {
		ensure: document => {
			follow(document.outputTag);
			if (deck !== undefined) return deck;
			const parent = tagged(document.outputTag);
			// The part is not here (streamed out, or still on its way): nothing can be heard of it.
			if (document.outputTag !== undefined && parent === undefined) return undefined;
			const group = tagged(document.groupTag);
			deck = createDeck({
				kind: "radio",
				engine: document.engine,
				parent,
				soundGroup: group?.IsA("SoundGroup") === true ? group : undefined,
				volume: ports.volumeOf(document),
				name: `AudioScapeRadio_${ports.name}`,
				loadTimeout: LOAD_LIMIT_SECONDS,
			});
			ports.made(deck);
			return deck;
		},
		get: () => deck,
		destroy: scope.release,
	};
}
