import { effectDurations, effectTakes, effectWords, perspectives, recordists } from "../data/effects.ts";
import { stepKinds, surfaces } from "../data/surfaces.ts";
import { ucs } from "../data/ucs.ts";
import { heroFootstepId } from "./ids.ts";
import { createRandom, hash, hash01, type Random, round } from "./random.ts";
import type { Effect } from "./types.ts";

const dimensions = 14;
/** Scaled so that neighbours of one surface stay clear of the near-duplicates. */
const spread = 0.55;

type Texts = Pick<Effect, "name" | "description" | "category" | "subcategory" | "tags" | "duration">;
type Draft = Texts & { traits: number[] };

/** Remembers what was made of a text: a few hundred texts are used thousands of times. */
function remembering<T>(make: (text: string) => T): (text: string) => T {
	const made = new Map<string, T>();
	return text => {
		let found = made.get(text);
		if (found === undefined) made.set(text, (found = make(text)));
		return found;
	};
}
const titled = remembering(text => text.toLowerCase().replace(/\b[a-z]/g, c => c.toUpperCase()));
const listed = remembering(words => words.split(" ").join(", "));
const wordsOf = remembering(words => words.split(" ").filter(word => word !== ""));
const lower = remembering(text => text.toLowerCase());

/** Where a category and a subcategory lie, worked out once. */
const places = new Map<string, readonly number[]>();
function home(category: string, subcategory: string): readonly number[] {
	const name = `${category}/${subcategory}`;
	let found = places.get(name);
	if (found === undefined) {
		found = [0, 1, 2, 3, 4, 5].map(axis => (axis < 4 ? hash01(axis, category) * 1.4 : hash01(axis, name) * 0.5));
		places.set(name, found);
	}
	return found;
}

function place(random: Random, draft: Draft): Float32Array {
	const point = new Float32Array(dimensions);
	point.set(home(draft.category, draft.subcategory));
	draft.traits.forEach((x, axis) => (point[6 + axis] = x * spread));
	point[11] = Math.log2(draft.duration + 0.1) * 0.06;
	for (let axis = 12; axis < dimensions; axis++) point[axis] = random.next() * 0.12;
	return point;
}

function finish(random: Random, index: number, id: string, draft: Texts, point: Float32Array): Effect {
	const quietHead = random.chance(0.45) ? random.between(0.005, Math.min(0.25, draft.duration * 0.3)) : 0;
	const quietTail = random.chance(0.4) ? random.between(0, draft.duration * 0.25) : 0;
	const plays = Math.floor(Math.exp(random.between(0, 13)) * random.next());
	return {
		kind: "sfx",
		index,
		id,
		name: draft.name,
		description: draft.description,
		category: draft.category,
		subcategory: draft.subcategory,
		tags: draft.tags,
		duration: draft.duration,
		start: random.chance(0.06) ? null : round(quietHead, 3),
		end: random.chance(0.06) ? null : round(draft.duration - quietTail, 3),
		peak: random.chance(0.05) ? null : round(random.between(-18, 0.4), 2),
		creator: random.pick(recordists),
		creatorId: random.chance(0.1) ? null : random.integer(1, 4_000_000_000),
		plays,
		likes: Math.floor(plays * random.between(0.001, 0.05)),
		created: random.integer(0, 2300),
		point,
	};
}

const titleOf = (form: string, surface: string) => form.replace("{s}", surface);

function footstepDraft(random: Random, surfaceIndex: number, kindIndex: number, take: number): Draft {
	const surface = surfaces[surfaceIndex]!;
	const kind = stepKinds[kindIndex]!;
	const name = `${titleOf(kind.title, surface.name)} ${take}`;
	return {
		name,
		description: `${titleOf(kind.title, surface.name)}: ${listed(kind.words)} on ${lower(surface.name)} (${listed(surface.words)}), ${random.pick(perspectives)}`,
		category: "FOOTSTEPS",
		subcategory: "HUMAN",
		tags: `footstep, ${lower(surface.name)}, ${listed(surface.words)}, ${listed(kind.words)}`,
		duration: round(random.between(kind.duration[0], kind.duration[1]), 3),
		traits: [...surface.sound.map(x => x + random.bell() * 0.06), kind.strength * 0.5 + random.bell() * 0.05],
	};
}

function effectDraft(random: Random, category: string, subcategory: string, take: number): Draft {
	const [min, max] = effectDurations[category] ?? effectDurations["any"]!;
	const style = random.pick(effectTakes);
	const perspective = random.pick(perspectives);
	const sub = subcategory === "MISC" || subcategory === "GENERAL" ? "" : `${titled(subcategory)} `;
	const words = wordsOf(effectWords[category] ?? "");
	const chosen = words.filter(() => random.chance(0.5));
	return {
		name: `${titled(category)} ${sub}${style} ${take}`,
		description: `${style} ${lower(sub)}${lower(category)} recording, ${perspective}${chosen.length > 0 ? `: ${chosen.join(", ")}` : ""}`,
		category,
		subcategory,
		tags: [lower(category), ...(sub === "" ? [] : [lower(subcategory)]), lower(style), ...chosen].join(", "),
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
	const base = hash(seed, "sfx");
	const random = createRandom(base);
	for (let index = 0; index < count; index++) {
		random.reseed(hash(base, index));
		// The first two copies are of the documented footstep, so that its pack needs `dedupe`.
		const copies = index > 24 ? random.chance(0.05) : index > 22;
		const earlier = copies ? effects[index > 24 ? index - random.integer(1, 15) : 0] : undefined;
		if (earlier !== undefined) {
			const near = earlier.point.map(x => x + random.bell() * 0.002);
			const copy = finish(random, index, nextId(), earlier, near);
			copy.name = `${earlier.name} ${random.pick(["Alt", "B", "(Copy)"])}`;
			effects.push(copy);
			continue;
		}
		const take = 1 + Math.floor(index / surfaces.length);
		if (index < steps) {
			const kind = index === 0 ? 0 : kindAt(random.next());
			const draft = footstepDraft(random, index % surfaces.length, kind, take);
			const id = index === 0 ? heroFootstepId : nextId();
			const effect = finish(random, index, id, draft, place(random, draft));
			// The example's hero must have what matching needs.
			effects.push(
				index === 0 ? { ...effect, peak: -4.2, start: 0.021, end: round(effect.duration - 0.03, 3) } : effect,
			);
		} else {
			const [category, sub] = pairs[(index - steps) % pairs.length]!;
			const draft = effectDraft(random, category, sub, 1 + Math.floor((index - steps) / pairs.length));
			effects.push(finish(random, index, nextId(), draft, place(random, draft)));
		}
	}
	return effects;
}
