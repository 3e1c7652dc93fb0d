import { t } from "@rbxts/t";

const isFailure = t.interface({ kind: t.literal("asset-failed"), assetId: t.string, status: t.string });

/** From this many players on one player's word is not enough: a single machine could empty every pack. */
const WITNESSES_NEEDED_FROM = 3;
const WITNESSES = 2;

export interface FailureJuryPorts {
	/** Whether a pack plays the asset: nothing is remembered of others. */
	isUsed: (assetId: string) => boolean;
	/** Takes an asset out of all packs. */
	drop: (assetId: string) => void;
	playerCount: () => number;
}

/** Weighs what players say about assets that do not load. Reports can hold anything. */
export function createFailureJury(ports: FailureJuryPorts): (player: Player, report: unknown) => void {
	const witnesses = new Map<string, Set<number>>();
	return (player, report) => {
		if (!isFailure(report) || !ports.isUsed(report.assetId)) return;
		const said = witnesses.get(report.assetId) ?? new Set<number>();
		said.add(player.UserId);
		const needed = ports.playerCount() >= WITNESSES_NEEDED_FROM ? WITNESSES : 1;
		if (said.size() < needed) witnesses.set(report.assetId, said);
		else {
			witnesses.delete(report.assetId);
			ports.drop(report.assetId);
		}
	};
}
