import { t } from "@rbxts/t";

import type { Unchecked } from "../../shared/catalog/endpoints";
import { type AssetIdResolvable, resolveAssetId } from "../../shared/wire/asset-id";
import type { DurationRange } from "../../shared/wire/music";
import type { Region } from "../../shared/wire/options";

/** One parameter: what it may be, in code and in words, and how it travels. */
export interface Param<V = unknown> {
	check: (value: unknown) => boolean;
	may: string;
	/** The value on the wire; `undefined` leaves the parameter out. Default: as it is. */
	wire?: (value: unknown) => unknown;
	/** For the compiler only: the parameter takes exactly this type. */
	exactly?: (value: V) => V;
}

const isText = (value: unknown): value is string => typeIs(value, "string") && utf8.len(value)[0] !== undefined;
const isEmpty = (value: unknown) => typeIs(value, "table") && next(value)[0] === undefined;
/** Whether a value is a text that says something. */
export const isFilled = (value: unknown): value is string =>
	isText(value) && string.match(value, "%S")[0] !== undefined;
const isFinite = (value: unknown): value is number => typeIs(value, "number") && value - value === 0;
const isAmount = (value: unknown): value is number => isFinite(value) && value >= 0;

function isDate(value: unknown): boolean {
	if (!typeIs(value, "string")) return false;
	const [year, month, day] = string.match(value, "^(%d%d%d%d)%-(%d%d)%-(%d%d)$");
	const [y, m, d] = [tonumber(year), tonumber(month), tonumber(day)];
	if (y === undefined || m === undefined || d === undefined || m < 1 || m > 12 || d < 1) return false;
	const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
	const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
	return d <= days[m - 1]!;
}

function isRange(value: unknown): boolean {
	if (!typeIs(value, "table")) return false;
	const { min, max }: Unchecked<DurationRange> = value;
	if (min !== undefined && !isAmount(min)) return false;
	if (max !== undefined && !isAmount(max)) return false;
	return min === undefined || max === undefined || min <= max;
}

const listed = (values: string[]) => values.map(value => `"${value}"`).join(", ");

export const text: Param<string> = { check: isText, may: "text" };
export const filled: Param<string> = { check: isFilled, may: "a non-empty string" };
/** A text that says nothing is left out. */
export const query: Param<string> = { ...text, wire: value => (isFilled(value) ? value : undefined) };
export const limit: Param<number> = {
	check: t.intersection(t.integer, t.numberConstrained(1, 100)),
	may: "a whole number from 1 to 100",
};
export const offset: Param<number> = {
	check: value => isFinite(value) && t.integer(value) && value >= 0,
	may: "a whole number from 0",
};
export const amount: Param<number> = { check: isAmount, may: "a number from 0" };
export const share: Param<number> = { check: t.numberConstrained(0, 1), may: "a number from 0 to 1" };
export const date: Param<string> = { check: isDate, may: "a date as YYYY-MM-DD" };
export const range: Param<DurationRange> = {
	check: isRange,
	may: "a table with min and max in seconds, min not above max",
	wire: value => (isEmpty(value) ? undefined : value),
};
export const texts: Param<string[]> = {
	check: t.array(isFilled),
	may: "a list of strings",
	wire: value => (isEmpty(value) ? undefined : value),
};
/** `false` means the same as leaving it out, and is left out. */
export const onlyTrue: Param<boolean> = {
	check: t.boolean,
	may: "true or false",
	wire: value => (value === true ? true : undefined),
};
export const assetId: Param<AssetIdResolvable> = {
	check: value => resolveAssetId(value) !== undefined,
	may: "an asset id, a track, a Sound or an AudioPlayer",
	wire: resolveAssetId,
};
/** Ids take another road: see `lookup.ts`. */
export const assetIds: Param<ReadonlyArray<AssetIdResolvable>> = {
	check: () => true,
	may: "a list of asset ids",
	// Those of a look-up go their own way.
	wire: ids => (next(ids as object)[0] !== undefined ? ids : undefined),
};
export function anyOf<V extends string>(...values: V[]): Param<V> {
	const words = new Set<unknown>(values);
	return { check: value => words.has(value), may: `one of ${listed(values)}` };
}
export const region: Param<Region> = anyOf("auto", "americas", "eu", "apac");
export const playerId: Param<number | string> = {
	check: value => isText(value) || t.integer(value),
	may: "a player's UserId",
	wire: () => undefined,
};
