import { Players } from "@rbxts/services";
import { t } from "@rbxts/t";

const isFailure = t.interface({ kind: t.literal("asset-failed"), assetId: t.string, status: t.string });

/** From this many players on one player's word is not enough: a single machine could empty every pack. */
const WITNESSES_NEEDED_FROM = 3;
const WITNESSES = 2;

/**
 * Weighs what players say about assets that do not load.
 *
 * @param drop takes an asset out of all packs
 */
export function createFailureJury(drop: (assetId: string) => void): (player: Player, report: unknown) => void {
	const witnesses = new Map<string, Set<number>>();
	return (player, report) => {
		if (!isFailure(report)) return;
		let said = witnesses.get(report.assetId);
		if (said === undefined) {
			said = new Set();
			witnesses.set(report.assetId, said);
		}
		said.add(player.UserId);
		const needed = Players.GetPlayers().size() >= WITNESSES_NEEDED_FROM ? WITNESSES : 1;
		if (said.size() >= needed) drop(report.assetId);
	};
}
