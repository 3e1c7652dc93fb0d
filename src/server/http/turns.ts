/** Someone who waits for a request slot. */
export interface Waiter {
	player: string;
	/** Whether anybody still wants the slot. */
	alive: () => boolean;
	grant: () => void;
}

interface Lane {
	player: string;
	waiters: Waiter[];
	head: number;
}

/** A queue in which players take turns: one who asks a thousand times delays nobody else. */
export interface Turns {
	add: (waiter: Waiter) => void;
	/** Takes the next one who still waits. */
	take: () => (() => void) | undefined;
	size: () => number;
}

export function createTurns(): Turns {
	const lanes = new Map<string, Lane>();
	const order = new Array<Lane>();
	let turn = 0;
	let count = 0;

	function takeFrom(lane: Lane): Waiter | undefined {
		while (lane.head < lane.waiters.size()) {
			const waiter = lane.waiters[lane.head]!;
			lane.head += 1;
			count -= 1;
			if (waiter.alive()) return waiter;
		}
		return undefined;
	}

	return {
		add: waiter => {
			let lane = lanes.get(waiter.player);
			if (lane === undefined) {
				lane = { player: waiter.player, waiters: [], head: 0 };
				lanes.set(waiter.player, lane);
				order.push(lane);
			}
			lane.waiters.push(waiter);
			count += 1;
		},
		take: () => {
			while (order.size() > 0) {
				if (turn >= order.size()) turn = 0;
				const lane = order[turn]!;
				const waiter = takeFrom(lane);
				if (lane.head >= lane.waiters.size()) {
					order.remove(turn);
					lanes.delete(lane.player);
				} else {
					turn += 1;
				}
				if (waiter !== undefined) return waiter.grant;
			}
			return undefined;
		},
		size: () => count,
	};
}
