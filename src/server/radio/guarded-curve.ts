import { radioMessages } from "./messages";
import type { EnergyCurve } from "./options";

/** A game's own energy function as one that never raises and never waits; what it gets wrong is said once. */
export function guardedCurve(curve: EnergyCurve): EnergyCurve {
	if (!typeIs(curve, "function")) return curve;
	let said = false;
	const complain = (why: string): void => {
		if (said) return;
		said = true;
		warn(radioMessages.curve(why));
	};
	return minute => {
		let answer: unknown;
		let returned = false;
		task.spawn(() => {
			const [ok, value] = pcall(curve, minute);
			returned = true;
			if (ok) answer = value;
			else complain(tostring(value));
		});
		if (!returned) complain("it waits, and it must answer at once");
		return typeIs(answer, "number") ? answer : undefined;
	};
}
