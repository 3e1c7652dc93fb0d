import { effectDurations, effectTakes, effectWords, perspectives, recordists } from "../data/effects.ts";
import { stepKinds, surfaces } from "../data/surfaces.ts";
import { ucs } from "../data/ucs.ts";
import { heroFootstepId } from "./ids.ts";
import { createRandom, hash, hash01, type Random, round } from "./random.ts";
import type { Effect } from "./types.ts";

const dimensions = 14;
/** Scaled so that neighbours of one surface stay clear of the near-duplicates. */
const spread = 0.55;

type Draft = Pick<Effect, "name" | "description" | "category" | "subcategory" | "tags" | "duration"> & {
	traits: number[];
};

const titled = (text: string) => text.toLowerCase().replace(/\b[a-z]/g, c => c.toUpperCase());

function place(draft: Draft, salt: number): Float32Array {
	const point = new Float32Array(dimensions);
	for (let axis = 0; axis < 4; axis++) point[axis] = hash01(axis, draft.category) * 1.4;
	for (let axis = 4; axis < 6; axis++) point[axis] = hash01(axis, draft.category, draft.subcategory) * 0.5;
	draft.traits.forEach((x, axis) => (point[6 + axis] = x * spread));
	point[11] = Math.log2(draft.duration + 0.1) * 0.06;
	for (let axis = 12; axis < dimensions; axis++) point[axis] = hash01(salt, axis) * 0.12;
	return point;
}

function finish(random: Random, index: number, id: string, draft: Draft, salt: number): Effect {
	const { traits: _, ...named } = draft;
	const quietHead = random.chance(0.45) ? random.between(0.005, Math.min(0.25, draft.duration * 0.3)) : 0;
	const quietTail = random.chance(0.4) ? random.between(0, draft.duration * 0.25) : 0;
	const plays = Math.floor(Math.exp(random.between(0, 13)) * random.next());
	return {
		...named,
		kind: "sfx",
		index,
		id,
		start: random.chance(0.06) ? null : round(quietHead, 3),
		end: random.chance(0.06) ? null : round(draft.duration - quietTail, 3),
		peak: random.chance(0.05) ? null : round(random.between(-18, 0.4), 2),
		creator: random.pick(recordists),
		creatorId: random.chance(0.1) ? null : random.integer(1, 4_000_000_000),
		plays,
		likes: Math.floor(plays * random.between(0.001, 0.05)),
		created: random.integer(0, 2300),
		point: place(draft, salt),
	};
}

function footstepDraft(random: Random, surfaceIndex: number, kindIndex: number, take: number): Draft {
	const surface = surfaces[surfaceIndex]!;
	const kind = stepKinds[kindIndex]!;
	const name = kind.title.replace("{s}", surface.name).replace("{i}", String(take));
	return {
		name,
		description: `${name.replace(/ \d+$/, "")}: ${kind.words.split(" ").join(", ")} on ${surface.name.toLowerCase()} (${surface.words.split(" ").join(", ")}), ${random.pick(perspectives)}`,
		category: "FOOTSTEPS",
		subcategory: "HUMAN",
		tags: ["footstep", surface.name.toLowerCase(), ...surface.words.split(" "), ...kind.words.split(" ")].join(", "),
		duration: round(random.between(kind.duration[0], kind.duration[1]), 3),
		traits: [...surface.sound.map(x => x + random.bell() * 0.06), kind.strength * 0.5 + random.bell() * 0.05],
	};
}

function effectDraft(random: Random, category: string, subcategory: string, take: number): Draft {
	const [min, max] = effectDurations[category] ?? effectDurations["any"]!;
	const style = random.pick(effectTakes);
	const perspective = random.pick(perspectives);
	const sub = subcategory === "MISC" || subcategory === "GENERAL" ? "" : `${titled(subcategory)} `;
	const words = (effectWords[category] ?? "").split(" ").filter(w => w !== "");
	const chosen = words.filter(() => random.chance(0.5));
	return {
		name: `${titled(category)} ${sub}${style} ${take}`,
		description: `${style} ${sub.toLowerCase()}${category.toLowerCase()} recording, ${perspective}${chosen.length > 0 ? `: ${chosen.join(", ")}` : ""}`,
		category,
		subcategory,
		tags: [
			category.toLowerCase(),
			...(sub === "" ? [] : [subcategory.toLowerCase()]),
			style.toLowerCase(),
			...chosen,
		].join(", "),
		duration: round(min * (max / min) ** random.next(), 3),
		traits: [0, 1, 2, 3, 4].map(() => random.next()),
	};
}

/** Which kind of step a share of 0..1 falls on. */
function kindAt(share: number): number {
	let sum = 0;
	for (let k = 0; k < stepKinds.length; k++) {
		sum += stepKinds[k]!.share;
		if (share < sum) return k;
	}
	return 0;
}

/** All sound effects of a seed: a quarter of them footsteps on every surface, the rest over all of UCS in turn. */
export function createEffects(seed: number, count: number, nextId: () => string): Effect[] {
	const pairs = ucs.flatMap(([, categories]) =>
		categories.flatMap(([category, subs]) => subs.split("|").map(sub => [category, sub] as const)),
	);
	const steps = Math.floor(count / 4);
	const effects: Effect[] = [];
	for (let index = 0; index < count; index++) {
		const random = createRandom(hash(seed, "sfx", index));
		const salt = hash(seed, "colour", index);
		// The first two copies are of the documented footstep, so that its pack needs `dedupe`.
		const copies = index > 24 ? random.chance(0.05) : index > 22;
		const earlier = copies ? effects[index > 24 ? index - random.integer(1, 15) : 0] : undefined;
		if (earlier !== undefined) {
			const copy = finish(random, index, nextId(), { ...earlier, traits: [] }, salt);
			copy.name = `${earlier.name} ${random.pick(["Alt", "B", "(Copy)"])}`;
			copy.point = earlier.point.map(x => x + random.bell() * 0.002);
			effects.push(copy);
			continue;
		}
		const take = 1 + Math.floor(index / surfaces.length);
		if (index < steps) {
			const kind = index === 0 ? 0 : kindAt(random.next());
			const draft = footstepDraft(random, index % surfaces.length, kind, take);
			const effect = finish(random, index, index === 0 ? heroFootstepId : nextId(), draft, salt);
			// The example's hero must have what matching needs.
			effects.push(
				index === 0 ? { ...effect, peak: -4.2, start: 0.021, end: round(effect.duration - 0.03, 3) } : effect,
			);
		} else {
			const [category, sub] = pairs[(index - steps) % pairs.length]!;
			const draft = effectDraft(random, category, sub, 1 + Math.floor((index - steps) / pairs.length));
			effects.push(finish(random, index, nextId(), draft, salt));
		}
	}
	return effects;
}
