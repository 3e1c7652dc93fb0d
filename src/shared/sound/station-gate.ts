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

/** Whoever shuts every station, and the one that it lets through; `""` for none. */
const shutters = new Map<object, string>();

function isOpen(topic: string, claims: ReadonlyMap<object, boolean>): boolean {
	for (const [, exempt] of shutters) if (exempt !== topic) return false;
	let open = claims.isEmpty();
	for (const [, wanted] of claims) open = open || wanted;
	return open;
}

function gateOf(topic: string): Gate {
	let gate = gates.get(topic);
	if (gate === undefined) {
		const claims = new Map<object, boolean>();
		gate = { claims, open: isOpen(topic, claims), listeners: new Set() };
		gates.set(topic, gate);
	}
	return gate;
}

function settle(topic: string, seconds: number): void {
	const gate = gateOf(topic);
	const open = isOpen(topic, gate.claims);
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

function settleAll(seconds: number): void {
	const topics = new Array<string>();
	for (const [topic] of gates) topics.push(topic);
	for (const topic of topics) settle(topic, seconds);
}

/** Player: a zone is forced, so no station is heard but the one that is its music, if one is. */
export function shutStations(claimant: object, exempt: string | undefined, seconds: number): void {
	shutters.set(claimant, exempt ?? "");
	settleAll(seconds);
}

/** Player: stations are heard again. */
export function unshutStations(claimant: object, seconds: number): void {
	if (shutters.delete(claimant)) settleAll(seconds);
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
