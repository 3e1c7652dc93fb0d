import { type Kind } from "../../shared/options/kinds";
import { type AssetIdResolvable, resolveAssetId } from "../../shared/wire/asset-id";
import { list } from "./kinds";

const ONE = "an asset id, a track, a Sound or an AudioPlayer";

/** Whatever carries an asset id, as digits. */
export const assetId: Kind<AssetIdResolvable, string> = { may: ONE, take: resolveAssetId };

const several = list("a list of asset ids", assetId);

function eachOnce(ids: ReadonlyArray<string>): string[] {
	const once = new Array<string>();
	for (const id of ids) if (!once.includes(id)) once.push(id);
	return once;
}

/** A list of what carries asset ids, as digits, each once. */
export const assetIds: Kind<AssetIdResolvable[], string[]> = {
	may: `a list of asset ids, tracks, Sounds or AudioPlayers`,
	take: (value, path, notes) => {
		const ids = several.take(value, path, notes);
		return ids && eachOnce(ids);
	},
};

/** One thing that carries an asset id, or a list of them, as digits, each once. */
export const oneOrMoreAssetIds: Kind<AssetIdResolvable | AssetIdResolvable[], string[]> = {
	may: `${ONE}, or a list of these`,
	take: (value, path, notes) => {
		const single = resolveAssetId(value);
		return single !== undefined ? [single] : assetIds.take(value, path, notes);
	},
};
