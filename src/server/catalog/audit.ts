import { resolveAssetId } from "../../shared/wire/asset-id";

/** Instances looked at between two frames. */
const CHUNK = 2000;

/** Where an asset is used. */
export interface Use {
	asset_id: string;
	uses: number;
	/** The full name of one instance that uses it. */
	sample: string;
	sample_path: string;
}

function isAudio(instance: Instance): boolean {
	return instance.IsA("Sound") || instance.IsA("AudioPlayer");
}

/** Walks the roots and counts what their Sounds and AudioPlayers play. Rests for a frame between chunks. */
export function findUses(roots: ReadonlyArray<Instance>, rest: () => void): { uses: Use[]; instances: number } {
	const found = new Map<string, Use>();
	const uses = new Array<Use>();
	const stack = new Array<Instance>();
	for (const root of roots) stack.push(root);
	let instances = 0;
	let looked = 0;
	while (true) {
		const instance = stack.pop();
		if (instance === undefined) break;
		looked += 1;
		if (looked % CHUNK === 0) rest();
		for (const child of instance.GetChildren()) stack.push(child);
		if (!isAudio(instance)) continue;
		instances += 1;
		const id = resolveAssetId(instance);
		if (id === undefined) continue;
		let use = found.get(id);
		if (use === undefined) {
			const path = instance.GetFullName();
			use = { asset_id: id, uses: 0, sample: path, sample_path: path };
			found.set(id, use);
			uses.push(use);
		}
		use.uses += 1;
	}
	return { uses, instances };
}
