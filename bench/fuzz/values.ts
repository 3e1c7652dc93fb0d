import type { Dice } from "./random.ts";

/**
 * What JSON has, and what only an engine has: a record `{ "$": name }` stands for the latter and is made where the case
 * runs.
 */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };

const NUMBERS = [0, -1, 1, 0.5, -0.0001, 1e9, -1e9, 2 ** 31, 2 ** 53, 1e300, -1e300, 1e-300];
const TEXTS = [
	"",
	" ",
	"0",
	"nil",
	"rbxassetid://1",
	"rbxassetid://123456789",
	"9120386436",
	"-5",
	"1e9",
	"a".repeat(300),
	"é✓🎵",
	"\u0000\u0001",
	"%s%d%",
	"..",
	"__index",
	"inf",
	"nan",
	"true",
];
/** Values of the engine; a target that has no engine makes texts of them. */
const ENGINE = [
	"nan",
	"inf",
	"-inf",
	"bytes",
	"function",
	"thread",
	"part",
	"player",
	"vector",
	"cframe",
	"material",
	"cycle",
];

/** A value of any kind, not deeper than `depth`. */
export function anyValue(dice: Dice, depth = 3): Value {
	const kind = dice.below(depth > 0 ? 9 : 6);
	if (kind === 0) return null;
	if (kind === 1) return dice.percent(50);
	if (kind === 2) return dice.percent(50) ? dice.pick(NUMBERS) : Math.round(dice.next() * 1e4) / 10;
	if (kind <= 4)
		return dice.percent(80) ? dice.pick(TEXTS) : String.fromCharCode(...list(dice, 8, () => dice.below(0xd800)));
	if (kind === 5) return { $: dice.pick(ENGINE) };
	if (kind === 6) return list(dice, 4, () => anyValue(dice, depth - 1));
	return Object.fromEntries(list(dice, 4, () => [dice.pick(TEXTS), anyValue(dice, depth - 1)] as const));
}

function list<T>(dice: Dice, most: number, make: () => T): T[] {
	return Array.from({ length: dice.below(most + 1) }, make);
}

const isRecord = (value: Value): value is { readonly [name: string]: Value } =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** A good value with something wrong in it: a member left out, put in, or replaced, somewhere. */
export function spoiled(dice: Dice, value: Value, share = 12): Value {
	if (dice.percent(share)) return anyValue(dice, 2);
	if (Array.isArray(value)) {
		const changed = (value as readonly Value[]).map(item => spoiled(dice, item, share / 2));
		return dice.percent(share) ? [...changed, anyValue(dice, 2), ...changed] : changed;
	}
	if (!isRecord(value)) return value;
	const entries = Object.entries(value).flatMap(([name, item]) =>
		dice.percent(share / 2)
			? []
			: [[dice.percent(share / 4) ? dice.pick(TEXTS) : name, spoiled(dice, item, share)] as const],
	);
	if (dice.percent(share)) entries.push([dice.pick(TEXTS), anyValue(dice, 2)]);
	return Object.fromEntries(entries);
}

/** All values that are this one made a little simpler, the greatest steps first. */
export function simpler(value: Value): Value[] {
	if (value === null) return [];
	if (typeof value === "string")
		return value.length > 1 ? [value.slice(0, value.length >> 1), ""] : value === "" ? [] : [""];
	if (typeof value === "number") return value === 0 ? [] : [0, Math.trunc(value / 2)].filter(one => one !== value);
	if (typeof value === "boolean") return [null];
	if (Array.isArray(value)) {
		const items = value as readonly Value[];
		return [
			[],
			items.slice(0, items.length >> 1),
			items.slice(items.length >> 1),
			...items.map((_, index) => items.filter((__, other) => other !== index)),
			...items.flatMap((item, index) => simpler(item).map(one => items.with(index, one))),
		].filter(one => one.length < items.length || one.some((item, index) => item !== items[index]));
	}
	const entries = Object.entries(value);
	return [
		...entries.map((_, index) => Object.fromEntries(entries.filter((__, other) => other !== index))),
		...entries.flatMap(([name, item]) => simpler(item).map(one => ({ ...value, [name]: one }))),
	];
}
