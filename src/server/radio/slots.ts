import type { PlaySlot, QueueSlot } from "../../shared/radio/document";
import { artistOf, titleOf } from "../../shared/wire/row-facts";
import type { Audience } from "./audience";
import type { FadePlan } from "./brain/fade-plan";
import type { Entry } from "./stage-types";

/** How much of the queue players are told. */
const TOLD = 10;

/** A track on the timeline, as players are told of it. */
export function playSlot(
	entry: Entry,
	n: number,
	startedAt: number,
	plan: FadePlan | undefined,
	audience: Audience,
): PlaySlot {
	const { track, gain, reason } = entry;
	return {
		n,
		id: track.asset_id,
		at: startedAt,
		from: plan?.enterAt ?? 0,
		gain,
		fade: plan?.seconds ?? 0,
		fadeIn: plan?.fadeIn ?? "equal-power",
		duration: audience.lengthOf(track),
		name: titleOf(track),
		artist: artistOf(track) ?? "",
		reason,
	};
}

/** The queue, as players are told of it. */
export function queueSlots(peek: (index: number) => Entry | undefined, audience: Audience): QueueSlot[] {
	const slots = new Array<QueueSlot>();
	for (let i = 0; i < TOLD; i++) {
		const entry = peek(i);
		if (entry === undefined) break;
		const { track, reason } = entry;
		const told = { name: titleOf(track), artist: artistOf(track) ?? "" };
		slots.push({ id: track.asset_id, ...told, duration: audience.lengthOf(track), reason });
	}
	return slots;
}
