import { t } from "@rbxts/t";

import { resolveAssetId } from "../../shared/wire/asset-id";

/** One parameter: what it may be, in code and in words, and how it travels. */
export interface Param {
	check: (value: unknown) => boolean;
	may: string;
	/** The value on the wire; `undefined` leaves the parameter out. Default: as it is. */
	wire?: (value: unknown) => unknown;
}

/** The value of a parameter in a sentence. Never a key: keys are no parameters. */
export function shown(value: unknown): string {
	if (typeIs(value, "string")) {
		const short = utf8.len(value)[0] !== undefined ? string.sub(value, 1, 40) : "bytes that are not text";
		return `"${short}"`;
	}
	if (typeIs(value, "number") || typeIs(value, "boolean")) return tostring(value);
	if (typeIs(value, "Instance")) return `a ${value.ClassName}`;
	return value === undefined ? "missing" : `a ${typeOf(value)}`;
}

const isText = (value: unknown): value is string => typeIs(value, "string") && utf8.len(value)[0] !== undefined;
const isFilled = (value: unknown) => isText(value) && string.match(value, "%S")[0] !== undefined;
const isFinite = (value: unknown): value is number => typeIs(value, "number") && value - value === 0;
const isAmount = (value: unknown) => isFinite(value) && value >= 0;

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
	const { min, max } = value as { min?: unknown; max?: unknown };
	if ((min !== undefined && !isAmount(min)) || (max !== undefined && !isAmount(max))) return false;
	return min === undefined || max === undefined || (min as number) <= (max as number);
}

const listed = (values: string[]) => values.map(value => `"${value}"`).join(", ");

export const text: Param = { check: isText, may: "text" };
export const filled: Param = { check: isFilled, may: "a text that is not empty" };
export const limit: Param = {
	check: t.intersection(t.integer, t.numberConstrained(1, 100)),
	may: "a whole number from 1 to 100",
};
export const offset: Param = {
	check: value => isFinite(value) && t.integer(value) && value >= 0,
	may: "a whole number from 0",
};
export const amount: Param = { check: isAmount, may: "a number from 0" };
export const share: Param = { check: t.numberConstrained(0, 1), may: "a number from 0 to 1" };
export const date: Param = { check: isDate, may: "a date as YYYY-MM-DD" };
export const range: Param = {
	check: isRange,
	may: "a table with min and max in seconds, min not above max",
	wire: value => (next(value as object)[0] === undefined ? undefined : value),
};
export const texts: Param = {
	check: value => t.array(filled.check as t.check<string>)(value),
	may: "a list of texts",
	wire: value => ((value as defined[]).isEmpty() ? undefined : value),
};
/** `false` means the same as leaving it out, and is left out. */
export const onlyTrue: Param = {
	check: t.boolean,
	may: "true or false",
	wire: value => (value === true ? true : undefined),
};
export const assetId: Param = {
	check: value => resolveAssetId(value) !== undefined,
	may: "an asset id, a track, a Sound or an AudioPlayer",
	wire: resolveAssetId,
};
export const anyOf = (values: string[]): Param => ({
	check: value => typeIs(value, "string") && values.includes(value),
	may: `one of ${listed(values)}`,
});
export const region = anyOf(["auto", "americas", "eu", "apac"]);
export const playerId: Param = {
	check: value => isText(value) || t.integer(value),
	may: "a player's UserId",
	wire: () => undefined,
};
