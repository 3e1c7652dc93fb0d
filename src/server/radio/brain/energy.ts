import type { EnergyCurve } from "../options";

/** A rise or fall takes this long, then holds. */
const SWING_MINUTES = 60;
const HIGH = 0.8;

/**
 * The energy wanted at a minute of the station, -1..1, or `undefined` when there is nothing to go by.
 *
 * @param base mean energy of the seeds
 * @example
 * wantedEnergy("rise", 30, 0) // 0.4
 */
export function wantedEnergy(curve: EnergyCurve, minute: number, base: number | undefined): number | undefined {
	if (typeIs(curve, "function")) {
		const wanted = curve(minute);
		return wanted !== undefined && wanted === wanted ? math.clamp(wanted, -1, 1) : base;
	}
	if (curve === "steady") return base;
	const goal = curve === "rise" ? HIGH : -HIGH;
	const from = base ?? 0;
	return from + (goal - from) * math.clamp(minute / SWING_MINUTES, 0, 1);
}

/**
 * A game's own energy function as one that never raises and never waits.
 *
 * @param complain told once what the function gets wrong
 */
export function guardedCurve(curve: EnergyCurve, complain: (why: string) => void): EnergyCurve {
	if (!typeIs(curve, "function")) return curve;
	let said = false;
	const complainOnce = (why: string): void => {
		if (said) return;
		said = true;
		complain(why);
	};
	return minute => {
		let answer: unknown;
		let returned = false;
		task.spawn(() => {
			const [ok, value] = pcall(curve, minute);
			returned = true;
			if (ok) answer = value;
			else complainOnce(tostring(value));
		});
		if (!returned) complainOnce("it waits, and it must answer at once");
		return typeIs(answer, "number") ? answer : undefined;
	};
}
