import type { Clock } from "../../shared/clock/clock";
import { createTimer } from "../../shared/clock/timer";
import { type FootstepReport, MOST_REPORTED } from "../../shared/footsteps/document";
import { claimFailed, claimReady, createJury, isFailed, noteAnswer, ripeAt, ripen, seat, unseat } from "../trust/jury";
import { readAssetIds } from "../trust/read";
import type { Standing, Teller } from "../trust/standing";
import { condemn, isCondemned, pardonDueAt, takePardons, welcome } from "../trust/verdicts";
import type { PackBook } from "./packs/book";

/** Weighs what the machines tell of the sounds of the packs: what most of them cannot load is left out, for a while. */
export interface PackTrial {
	joined: (who: Teller) => void;
	left: (who: Teller) => void;
	/** Takes what one of those tells who joined. */
	hear: (who: Teller, report: FootstepReport) => void;
	destroy: () => void;
}

export interface PackTrialPorts {
	book: Pick<PackBook, "uses" | "drop" | "restore">;
	/** What everyone's word weighs on this machine. */
	standing: Standing;
	clock: Pick<Clock, "now" | "delay">;
}

/** A report as far as it can be trusted in form. */
export function readFootstepReport(payload: unknown): FootstepReport {
	if (!typeIs(payload, "table")) return { ready: [], failed: [] };
	const { ready, failed } = payload as Record<string, unknown>;
	return { ready: readAssetIds(ready, MOST_REPORTED), failed: readAssetIds(failed, MOST_REPORTED) };
}

/** Opens the trial; nobody is there yet. */
export function createPackTrial({ book, standing, clock }: PackTrialPorts): PackTrial {
	const jury = createJury(standing);
	const timer = createTimer(() => weigh(), clock);

	/** What is no longer in use is of no interest any more, and what was left out is not weighed meanwhile. */
	function weigh(): void {
		const now = clock.now();
		ripen(jury, now);
		for (const assetId of takePardons(jury, now)) book.restore(assetId);
		let due = pardonDueAt(jury) ?? math.huge;
		for (const [assetId] of jury.claims) {
			if (!book.uses(assetId) || isCondemned(jury, assetId)) jury.claims.delete(assetId);
			else if (isFailed(jury, assetId)) {
				condemn(jury, assetId, now);
				book.drop(assetId);
			} else due = math.min(due, ripeAt(jury, assetId) ?? math.huge);
		}
		due = math.min(due, pardonDueAt(jury) ?? math.huge);
		if (due < math.huge) timer.set(due - now);
	}

	return {
		joined: who => {
			if (jury.members.has(who)) return;
			seat(jury, who);
			welcome(jury);
			weigh();
		},
		left: who => {
			unseat(jury, who);
			weigh();
		},
		hear: (who, { ready, failed }) => {
			if (!jury.members.has(who)) return;
			const now = clock.now();
			noteAnswer(jury, who);
			for (const id of ready) if (book.uses(id)) claimReady(jury, id, who, now);
			for (const id of failed) if (book.uses(id)) claimFailed(jury, id, who, now, "Failure");
			weigh();
		},
		destroy: timer.cancel,
	};
}
