/**
 * A radio station can be the music of a zone: then it is heard only where the zone is on. The two rooms meet here. On
 * the server a radio says which topic its documents go to; on a player's machine whoever renders the station listens
 * to its gate, and the zones open and close it.
 */

const topics = new Map<object, string>();

/** Server: tells the topic under which a radio publishes. `undefined` when the radio is destroyed. */
export function announceStation(radio: object, topic: string | undefined): void {
	if (topic === undefined) topics.delete(radio);
	else topics.set(radio, topic);
}

/** Server: the topic of a radio, `undefined` for anything that is none. */
export function topicOfStation(radio: unknown): string | undefined {
	return typeIs(radio, "table") ? topics.get(radio) : undefined;
}

type GateListener = (open: boolean, seconds: number) => void;

interface Gate {
	/** Each claim says whether it wants the station heard. */
	claims: Map<object, boolean>;
	open: boolean;
	listeners: Set<GateListener>;
}

const gates = new Map<string, Gate>();

function gateOf(topic: string): Gate {
	let gate = gates.get(topic);
	if (gate === undefined) {
		gate = { claims: new Map(), open: true, listeners: new Set() };
		gates.set(topic, gate);
	}
	return gate;
}

function settle(topic: string, seconds: number): void {
	const gate = gateOf(topic);
	let open = gate.claims.isEmpty();
	for (const [, wanted] of gate.claims) open = open || wanted;
	if (open !== gate.open) {
		gate.open = open;
		for (const listener of gate.listeners) task.spawn(listener, open, seconds);
	}
	if (gate.claims.isEmpty() && gate.listeners.isEmpty()) gates.delete(topic);
}

/** Player: what a zone wants of a station. A station that nobody claims is heard everywhere. */
export function claimStation(topic: string, claimant: object, open: boolean, seconds: number): void {
	gateOf(topic).claims.set(claimant, open);
	settle(topic, seconds);
}

/** Player: gives a station free again. */
export function releaseStation(topic: string, claimant: object, seconds: number): void {
	gateOf(topic).claims.delete(claimant);
	settle(topic, seconds);
}

/**
 * Player: calls back now (with 0 seconds) and whenever the station is to be faded in or out here.
 *
 * @returns a disconnect function
 */
export function watchStationGate(topic: string, listener: GateListener): () => void {
	const gate = gateOf(topic);
	gate.listeners.add(listener);
	task.spawn(listener, gate.open, 0);
	return () => {
		gate.listeners.delete(listener);
		settle(topic, 0);
	};
}
