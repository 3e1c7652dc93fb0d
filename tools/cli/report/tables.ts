import { clock, escapeHtml, table } from "./text.ts";
import type { Report } from "./types.ts";

/** A part of the page under a heading. */
export function section(id: string, title: string, lead: string, body: string): string {
	return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2><p>${lead}</p>${body}</section>`;
}

function folded(summary: string, body: string): string {
	return `<details><summary>${escapeHtml(summary)}</summary>${body}</details>`;
}

/** The run in words: each picture of the page has a table that says the same. */
export function tables(report: Report): string {
	const choices = report.choices.map(row => [
		clock(row.t),
		row.artist === "" ? row.title : `${row.title}, ${row.artist}`,
		row.reason,
	]);
	const queue = report.queues.flatMap(row =>
		row.songs.map((song, place) => [place === 0 ? clock(row.t) : "", place + 1, song.title, song.reason]),
	);
	const wishes = report.wishes.map(row => [clock(row.t), row.text]);
	const requests = report.requests.map(row => [row.endpoint, row.requests, row.ok, row.failed, row.medianMs]);
	const faults = report.faults.map(row => [clock(row.t), row.what, row.done]);
	const visits = report.visits.map(row => [row.player, row.zone, clock(row.start), clock(row.end)]);
	const mixes = report.mixes.map(row => [clock(row.start), clock(row.end), row.what, row.players]);
	const sounds = report.sounds.map(row => [
		row.peer,
		row.title,
		row.role,
		clock(row.start),
		clock(row.end),
		row.ending,
	]);
	return [
		section(
			"choices",
			"What the radio chose, and why",
			"Each reason uses what is known of both tracks; what is unknown counts as neutral.",
			table("What was playing", ["At", "Track", "Reason"], choices, "choice-table") +
				folded(
					`How the queue changed (${report.queues.length} times)`,
					table("The queue each time it changed", ["At", "Place", "Track", "Reason"], queue, "queue-table"),
				) +
				folded(
					`What the players wanted (${report.wishes.length})`,
					table("Wishes and votes", ["At", "What"], wishes, "wish-table"),
				),
		),
		section(
			"requests",
			"Requests",
			"What went to the API, and what did not have to.",
			table("By endpoint", ["Endpoint", "Requests", "Answered", "Failed", "Median ms"], requests, "request-table") +
				table("The pipeline's counters", ["Counter", "Count"], Object.entries(report.cache), "cache-table"),
		),
		section(
			"faults",
			"Faults, and what was done about them",
			"What went wrong in this run on purpose, and what else was reported.",
			table("Faults in order", ["At", "What happened", "What was done"], faults, "fault-table"),
		),
		section(
			"words",
			"The pictures in words",
			"Who was where as the server knew it, and every piece of music on every machine.",
			folded(
				`${visits.length} visits to zones`,
				table("Visits", ["Player", "Zone", "From", "To"], visits, "visit-table"),
			) +
				folded(
					`${mixes.length} ducks and snapshots`,
					table("What the mix did", ["From", "To", "What", "For"], mixes, "mix-table"),
				) +
				folded(
					`${sounds.length} pieces of music`,
					table("Sounds in order", ["Machine", "Track", "By", "From", "To", "Ended by"], sounds, "sound-table"),
				),
		),
	].join("\n");
}

/** Each player's own steps by what was underfoot. */
export function surfaces(report: Report): string {
	const rows = report.surfaces.map(row => [row.surface, row.steps, row.clips.length]);
	const clips = report.surfaces.flatMap(row => row.clips.map((clip, at) => [at === 0 ? row.surface : "", clip]));
	return section(
		"surfaces",
		"What was underfoot",
		"Each player's own steps by the floor they fell on.",
		table("Steps by surface", ["Surface", "Steps", "Clips"], rows, "surface-table") +
			folded("Which clips", table("Clips of each surface", ["Surface", "Clip"], clips, "clip-table")),
	);
}
