/** What a scope can release: a function is called, an Instance destroyed, everything else ended by its own method. */
export type Releasable =
	| (() => void)
	| Instance
	| RBXScriptConnection
	| { Disconnect(this: unknown): void }
	| { destroy(this: unknown): void }
	| { Destroy(this: unknown): void };

/** Owns things and releases them together, the latest first. Releasing twice does nothing. */
export interface Scope {
	/**
	 * Owns a thing; where the scope is released already, the thing is released at once.
	 *
	 * @returns the thing, so that it can be owned where it is made
	 */
	own: <T extends Releasable>(thing: T) => T;
	/** A scope of its own that ends with this one, or before it. */
	child: () => Scope;
	/** Wraps a callback that may come late: once the scope is released it does nothing. */
	alive: <A extends unknown[]>(fn: (...args: A) => void) => (...args: A) => void;
	isReleased: () => boolean;
	release: () => void;
}

interface Ending {
	Disconnect?: (self: unknown) => void;
	destroy?: (self: unknown) => void;
	Destroy?: (self: unknown) => void;
}

function releaseOne(thing: Releasable): void {
	if (typeIs(thing, "function")) thing();
	else if (typeIs(thing, "Instance")) thing.Destroy();
	else if (typeIs(thing, "RBXScriptConnection")) thing.Disconnect();
	else {
		const { Disconnect, destroy, Destroy } = thing as unknown as Ending;
		const ending = Disconnect ?? destroy ?? Destroy;
		ending?.(thing);
	}
}

/**
 * The one way to own and release things in this product.
 *
 * @example
 * const scope = createScope();
 * const sound = scope.own(new Instance("Sound"));
 * scope.own(bridge.watch(topic, scope.alive(read)));
 * return { destroy: scope.release };
 */
export function createScope(): Scope {
	let owned = new Array<Releasable>();
	let released = false;

	const scope: Scope = {
		own: thing => {
			if (released) releaseOne(thing);
			else owned.push(thing);
			return thing;
		},
		child: () => {
			const child = createScope();
			const finish = child.release;
			scope.own(finish);
			return {
				...child,
				release: () => {
					const at = owned.indexOf(finish);
					if (at !== -1) owned.remove(at);
					finish();
				},
			};
		},
		alive: <A extends unknown[]>(fn: (...args: A) => void) => {
			return (...args: A) => {
				if (!released) fn(...args);
			};
		},
		isReleased: () => released,
		release: () => {
			if (released) return;
			released = true;
			const ending = owned;
			owned = [];
			for (const i of $range(ending.size() - 1, 0, -1)) releaseOne(ending[i]!);
		},
	};
	return scope;
}
