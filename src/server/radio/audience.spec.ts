import { describe, expect, it } from "@rbxts/jest-globals";

import { isLoadedAnywhere } from "../trust/jury";
import { type AudienceEvent, castVote, createAudience, hear, isLoaded, machines, wantSkip } from "./audience";

const ready = (who: number, id: string): AudienceEvent => ({
	kind: "report",
	who,
	report: { kind: "ready", id, length: 60 },
});
const presence = (who: number, value: "listening" | "muted" | "away"): AudienceEvent => ({
	kind: "report",
	who,
	report: { kind: "presence", value },
});

function audienceAfter(events: AudienceEvent[]) {
	const audience = createAudience();
	for (const event of events) hear(audience, event, 0, id => id !== "99");
	return audience;
}

describe("an audience", () => {
	it("counts the machines that load: all that are not away", () => {
		const joined: AudienceEvent[] = [1, 2, 3].map(who => ({ kind: "joined", who }));
		expect(machines(audienceAfter(joined))).toBe(3);
		expect(machines(audienceAfter([...joined, presence(1, "away"), presence(2, "muted")]))).toBe(2);
		expect(machines(audienceAfter([...joined, { kind: "left", who: 1 }]))).toBe(2);
	});

	it("takes everything for loaded where nobody is there to tell", () => {
		expect(isLoaded(audienceAfter([]), "1")).toBe(true);
		expect(isLoaded(audienceAfter([{ kind: "joined", who: 1 }]), "1")).toBe(false);
		expect(isLoaded(audienceAfter([{ kind: "joined", who: 1 }, ready(1, "1")]), "1")).toBe(true);
	});

	it("no longer believes who went, or can hear nothing any more", () => {
		const here: AudienceEvent[] = [{ kind: "joined", who: 1 }, { kind: "joined", who: 2 }, ready(1, "1")];
		for (const event of [presence(1, "away"), { kind: "left", who: 1 } as AudienceEvent]) {
			const audience = audienceAfter([...here, event]);
			expect(isLoaded(audience, "1")).toBe(false);
			expect(audience.jury.answered.isEmpty()).toBe(true);
		}
	});

	it("hears nobody who is not in the game, and nothing of assets that do not matter", () => {
		expect(isLoadedAnywhere(audienceAfter([ready(1, "1")]).jury, "1")).toBe(false);
		const audience = audienceAfter([{ kind: "joined", who: 1 }, ready(1, "99")]);
		expect(isLoadedAnywhere(audience.jury, "99")).toBe(false);
		expect(audience.jury.answered.has(1)).toBe(true);
	});

	it("wants a skip where over half of those who hear it do, one voice each", () => {
		const audience = audienceAfter([
			{ kind: "joined", who: 1 },
			{ kind: "joined", who: 2 },
		]);
		castVote(audience, 1, "skip");
		castVote(audience, 1, "skip");
		expect(wantSkip(audience)).toBe(false);
		castVote(audience, 2, "skip");
		expect(wantSkip(audience)).toBe(true);
		expect(castVote(audience, 2, "up")).toEqual({ before: "skip", isNew: true });
		expect(wantSkip(audience)).toBe(false);
		expect(castVote(audience, 3, "skip")).toBeUndefined();
	});

	it("wants nothing where nobody is", () => {
		expect(wantSkip(audienceAfter([]))).toBe(false);
	});
});
