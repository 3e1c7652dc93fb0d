import type { HeldDocument, HeldState } from "../../shared/zones/documents";

interface Held {
	override?: string;
	/** The latest last. */
	entered: string[];
}

/** Which zones are forced or entered, for whom. The last word counts; those who join later get what holds for all. */
export interface HeldBook {
	readonly all: Held;
	/** By user id: whoever was ever spoken to alone. */
	readonly own: Map<string, Held>;
}

/** Makes an empty book. */
export function createHeldBook(): HeldBook {
	return { all: { entered: [] }, own: new Map() };
}

function targets(book: HeldBook, id: string | undefined): Held[] {
	if (id === undefined) {
		const everyone = [book.all];
		for (const [, held] of book.own) everyone.push(held);
		return everyone;
	}
	let held = book.own.get(id);
	if (held === undefined) {
		held = { override: book.all.override, entered: [...book.all.entered] };
		book.own.set(id, held);
	}
	return [held];
}

/** Forces a zone, or none, for one or for all. */
export function override(book: HeldBook, zone: string | undefined, id?: string): void {
	for (const held of targets(book, id)) held.override = zone;
}

/** Enters or leaves a zone for one or for all. */
export function enter(book: HeldBook, zone: string, isInside: boolean, id?: string): void {
	for (const held of targets(book, id)) {
		const others = held.entered.filter(name => name !== zone);
		held.entered = isInside ? [...others, zone] : others;
	}
}

function out(held: Held): HeldState {
	return { o: held.override, e: held.entered.isEmpty() ? undefined : held.entered };
}

/** What holds for one player. */
export function heldFor(book: HeldBook, id: string): HeldState {
	return out(book.own.get(id) ?? book.all);
}

/** What players are told: who differs from the rest. */
export function heldDocument({ all, own }: HeldBook): HeldDocument {
	const document: HeldDocument = { all: out(all), p: {} };
	const common = all.entered.join("\n");
	for (const [id, held] of own) {
		if (held.override !== all.override || held.entered.join("\n") !== common) document.p[id] = out(held);
	}
	return document;
}
