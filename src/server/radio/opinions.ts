import { Players } from "@rbxts/services";

import { isVote } from "../../shared/radio/document";
import type { Brain } from "./brain";
import { radioMessages } from "./messages";
import { createVotes } from "./votes";

/** What listeners think of the track that is on. */
export interface Opinions {
	cast(player: Player, value: "skip" | "up" | "down"): void;
	/** Other players listen than before: a majority may have come about. */
	recount(): void;
	/** Another track is on. */
	reset(): void;
}

export interface OpinionsPort {
	brain: Brain;
	/** The asset that is on. */
	now: () => string | undefined;
	listeners: () => Player[];
	/** Over half of the listeners want the next track. */
	onSkip: () => void;
}

const WEIGHT = { up: 0.5, down: -0.5, skip: 0 };

/** Makes an empty ballot box that counts, and teaches the brain what is liked. */
export function createOpinions(port: OpinionsPort): Opinions {
	const votes = createVotes<Player>();

	function recount(): void {
		if (port.now() === undefined || !votes.wantSkip(port.listeners())) return;
		votes.reset();
		port.onSkip();
	}

	return {
		cast(player, value) {
			if (!isVote(value) || !typeIs(player, "Instance") || !player.IsA("Player")) {
				warn(radioMessages.badVote(`${tostring(player)} and ${tostring(value)}`));
				return;
			}
			const now = port.now();
			if (now === undefined || player.Parent !== Players) return;
			const before = votes.cast(player, value);
			if (before === value) return;
			port.brain.like(now, WEIGHT[value] - (before !== undefined ? WEIGHT[before] : 0));
			recount();
		},
		recount() {
			recount();
		},
		reset() {
			votes.reset();
		},
	};
}
