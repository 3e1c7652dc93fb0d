import { count, table } from "../command.ts";
import { clockOf, judgeSoak, type SoakVerdict } from "./judge.ts";
import type { Measured, Silence } from "./measure.ts";

const MACHINES: Readonly<Record<string, string>> = { regular: "who stays all day", guests: "guests, the most" };

function growthTable({ growths }: SoakVerdict): string {
	return table(
		["machine", "measure", "first hours", "last hours", "grows a day, by slope", "may grow"],
		growths.map(({ machine, measure, first, last, aDay, mayGrow }) => [
			MACHINES[machine] ?? machine,
			measure,
			count(first),
			count(last),
			aDay === 0 ? "0" : count(aDay),
			count(mayGrow),
		]),
	);
}

const silenceOf = ({ of, seconds, since }: Silence): string => {
	const what = of === "radio" ? "the radio" : "the music of zones";
	return seconds < 0.05 ? `${what} never` : `${what} for ${seconds.toFixed(1)} s (at ${clockOf(since)})`;
};

/** What the command prints, and what stands in the page. */
export function soakReport(measured: Measured): string {
	const verdict = judgeSoak(measured);
	const { hours, machines, steps } = measured;
	const { requests, silences } = verdict;
	return [
		`${hours.length} virtual hours of a place with footsteps, zones, a radio, a sound bank and LocalScript access: ${count(machines)} machines in all, ${count(steps)} steps.`,
		"Every hour three guests come and go, at 2 to 15 frames a second and with calendars that may be wrong; somebody dies four times",
		"and is teleported eight times; a zone is built, changed twice and taken away; a machine hangs for five seconds four times; the server",
		"or a player is down to two frames a second for five minutes; and the API fails for eight minutes. At the end of every hour",
		"only one player is left, who stands still: what is alive then must be the same every hour.",
		"",
		growthTable(verdict),
		"",
		`Requests to the API an hour: ${requests.middle} in the middle, ${requests.least} at least, ${requests.most} at most.`,
		`The longest silence on any machine: ${silences.map(silenceOf).join(", ")}.`,
	].join("\n");
}
