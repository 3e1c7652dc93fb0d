import type { HeldDocument, HeldState } from "../../shared/zones/documents";

/** Which zones are forced or entered, for whom. The last word counts; those who join later get what holds for all. */
export interface Held {
	override(name: string | undefined, id?: string): void;
	enter(name: string, id?: string): void;
	leave(name: string, id?: string): void;
	/** What holds for one player. */
	of(id: string): HeldState;
	/** A player has gone. */
	forget(id: string): void;
	document(): HeldDocument;
}

interface State {
	o?: string;
	e: string[];
}

/** Makes an empty record. */
export function createHeld(): Held {
	const all: State = { e: [] };
	const own = new Map<string, State>();

	function targets(id: string | undefined): State[] {
		if (id === undefined) {
			const states = [all];
			for (const [, state] of own) states.push(state);
			return states;
		}
		let state = own.get(id);
		if (state === undefined) {
			state = { o: all.o, e: [...all.e] };
			own.set(id, state);
		}
		return [state];
	}

	function without(names: string[], name: string): string[] {
		return names.filter(held => held !== name);
	}

	function out(state: State): HeldState {
		return { o: state.o, e: state.e.isEmpty() ? undefined : state.e };
	}

	function same(a: State, b: State): boolean {
		return a.o === b.o && a.e.join("\n") === b.e.join("\n");
	}

	return {
		override(name, id) {
			for (const state of targets(id)) state.o = name;
		},
		enter(name, id) {
			for (const state of targets(id)) state.e = [...without(state.e, name), name];
		},
		leave(name, id) {
			for (const state of targets(id)) state.e = without(state.e, name);
		},
		of(id) {
			return out(own.get(id) ?? all);
		},
		forget(id) {
			own.delete(id);
		},
		document() {
			const document: HeldDocument = { all: out(all), p: {} };
			for (const [id, state] of own) {
				if (!same(state, all)) document.p[id] = out(state);
			}
			return document;
		},
	};
}
