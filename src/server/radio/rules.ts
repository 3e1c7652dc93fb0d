import { shown } from "../catalog/param";
import { radioMessages } from "./messages";

/** An option's name, what it has to pass, and what it may be in words. */
export type Rule = [name: string, check: (value: unknown) => boolean, may: string];

/** Whether a value is a number that can be reckoned with. */
export function isNumber(value: unknown): value is number {
	return typeIs(value, "number") && value === value && math.abs(value) !== math.huge;
}

/** Whether a value is such a number, from 0. */
export function isFromZero(value: unknown): value is number {
	return isNumber(value) && value >= 0;
}

/** Raises for the first option that cannot be meant so. Options left out are fine. */
export function applyRules(maker: string, rules: ReadonlyArray<Rule>, fields: object, prefix = ""): void {
	for (const [name, check, may] of rules) {
		const value = (fields as Record<string, unknown>)[name];
		if (value !== undefined && !check(value))
			error(radioMessages.badOption(maker, prefix + name, shown(value), may), 0);
	}
}
