/** Someone who waits for a request slot. */
export interface Waiter {
	player: string;
	/** Whether anybody still wants the slot. */
	alive: () => boolean;
	grant: () => void;
}

interface Lane {
	readonly player: string;
	waiters: Waiter[];
	head: number;
}

/** Whose turn it is: the place of a lane, or `undefined` where nobody may go now. */
export type TurnRule = (lanes: ReadonlyArray<{ readonly player: string }>, turn: number) => number | undefined;

/** A queue in which players take turns: one who asks a thousand times delays nobody else. */
export interface Turns {
	add: (waiter: Waiter) => void;
	/** Takes the next one who still waits. */
	take: () => Waiter | undefined;
	size: () => number;
}

/** Those who had their turn are let go of in bulk: a lane that never empties holds no more of them. */
const MOST_DONE = 8;

function letGo(lane: Lane): void {
	const { waiters, head } = lane;
	if (head < MOST_DONE) return;
	const left = waiters.size() - head;
	waiters.move(head, waiters.size() - 1, 0);
	for (const _ of $range(1, waiters.size() - left)) waiters.pop();
	lane.head = 0;
}

/** One after the other. */
const inOrder: TurnRule = (lanes, turn) => (turn < lanes.size() ? turn : 0);

export function createTurns(rule: TurnRule = inOrder): Turns {
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
				const index = rule(order, turn);
				if (index === undefined) return undefined;
				const lane = order[index]!;
				const waiter = takeFrom(lane);
				letGo(lane);
				turn = index;
				if (lane.head >= lane.waiters.size()) {
					order.remove(index);
					lanes.delete(lane.player);
				} else {
					turn += 1;
				}
				if (waiter !== undefined) return waiter;
			}
			return undefined;
		},
		size: () => count,
	};
}
