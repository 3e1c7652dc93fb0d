interface Node<V> {
	key: string;
	value: V;
	newer?: Node<V>;
	older?: Node<V>;
}

/** A map that holds at most `capacity` entries; the least recently used goes first. */
export interface Lru<V> {
	get: (key: string) => V | undefined;
	set: (key: string, value: V) => void;
	delete: (key: string) => void;
	clear: () => void;
	size: () => number;
}

export function createLru<V extends defined>(capacity: number): Lru<V> {
	const nodes = new Map<string, Node<V>>();
	let newest: Node<V> | undefined;
	let oldest: Node<V> | undefined;
	let count = 0;

	function unlink(node: Node<V>) {
		if (node.newer !== undefined) node.newer.older = node.older;
		else newest = node.older;
		if (node.older !== undefined) node.older.newer = node.newer;
		else oldest = node.newer;
		node.newer = undefined;
		node.older = undefined;
	}
	function push(node: Node<V>) {
		node.older = newest;
		if (newest !== undefined) newest.newer = node;
		newest = node;
		oldest ??= node;
	}
	function drop(node: Node<V>) {
		unlink(node);
		nodes.delete(node.key);
		count -= 1;
	}

	return {
		get: key => {
			const node = nodes.get(key);
			if (node === undefined) return undefined;
			if (node !== newest) {
				unlink(node);
				push(node);
			}
			return node.value;
		},
		set: (key, value) => {
			if (capacity < 1) return;
			const known = nodes.get(key);
			if (known !== undefined) {
				known.value = value;
				unlink(known);
				push(known);
				return;
			}
			if (count >= capacity && oldest !== undefined) drop(oldest);
			const node: Node<V> = { key, value };
			nodes.set(key, node);
			push(node);
			count += 1;
		},
		delete: key => {
			const node = nodes.get(key);
			if (node !== undefined) drop(node);
		},
		clear: () => {
			nodes.clear();
			newest = undefined;
			oldest = undefined;
			count = 0;
		},
		size: () => count,
	};
}
