import { stations } from "./stations.ts";
import { clock, escapeHtml, many, table } from "./text.ts";
import type { Report } from "./types.ts";

/** A part of the page under a heading. */
export function section(id: string, title: string, lead: string, body: string): string {
	return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2><p class="lead">${lead}</p>${body}</section>`;
}

export function folded(summary: string, body: string): string {
	return `<details><summary>${escapeHtml(summary)}</summary>${body}</details>`;
}

export function radio(report: Report): string {
	const wishes = report.wishes.map(row => [clock(row.t), row.text]);
	const asked =
		wishes.length === 0
			? ""
			: folded(
					`What the game's scripts said (${wishes.length})`,
					table("Wishes, votes and what else was printed", ["At", "What"], wishes, "wish-table"),
				);
	return section(
		"choices",
		"Stations",
		"What each station played, and why. A bar is a likeness from 0 to 1: to what was asked for, and to the track before in tempo and key, and to the energy that was wanted. What is unknown counts as neutral.",
		stations(report) + asked,
	);
}

export function requests(report: Report): string {
	const rows = report.requests.map(row => [row.endpoint, row.requests, row.ok, row.failed, row.medianMs]);
	return section(
		"requests",
		"Requests",
		"What went to the API, and what did not have to.",
		table("By endpoint", ["Endpoint", "Requests", "Answered", "Failed", "Median ms"], rows, "request-table") +
			folded(
				"The pipeline's counters",
				table("Counters", ["Counter", "Count"], Object.entries(report.cache), "cache-table"),
			),
	);
}

export function faults(report: Report): string {
	const rows = report.faults.map(row => [clock(row.t), row.what, row.done]);
	return section(
		"faults",
		"Faults",
		"What went wrong in this run, on purpose or not, and what was done about it.",
		table("Faults in order", ["At", "What happened", "What was done"], rows, "fault-table"),
	);
}

/** The run in words: each picture of the page has a table that says the same. */
export function words(report: Report): string {
	const visits = report.visits.map(row => [row.player, row.zone, clock(row.start), clock(row.end)]);
	const mixes = report.mixes.map(row => [clock(row.start), clock(row.end), row.what, row.players]);
	const sounds = report.sounds.map(row => {
		const owner = row.zone ?? (row.station === undefined ? row.role : `radio ${row.station}`);
		return [row.peer, row.title, owner, clock(row.start), clock(row.end), row.ending];
	});
	return section(
		"words",
		"In words",
		"Who was where as the server knew it, and every piece of music on every machine.",
		folded(
			many(visits.length, "visit to zones", "visits to zones"),
			table("Visits", ["Player", "Zone", "From", "To"], visits, "visit-table"),
		) +
			folded(
				many(mixes.length, "duck or snapshot", "ducks and snapshots"),
				table("What the mix did", ["From", "To", "What", "For"], mixes, "mix-table"),
			) +
			folded(
				many(sounds.length, "piece of music", "pieces of music"),
				table("Sounds in order", ["Machine", "Track", "Of", "From", "To", "Ended by"], sounds, "sound-table"),
			),
	);
}

/** Each player's own steps by what was underfoot. */
export function surfaces(report: Report): string {
	const most = report.surfaces.reduce((all, row) => Math.max(all, row.steps), 1);
	const rows = report.surfaces
		.map(
			({ surface, steps, clips }) =>
				`<tr><th scope="row">${escapeHtml(surface)}</th><td class="share"><i style="width:${Math.round((steps / most) * 100)}%"></i></td><td class="n">${steps.toLocaleString("en")}</td><td class="n">${clips.length}</td></tr>`,
		)
		.join("\n");
	const none = `<tr><td colspan="4">None in this run.</td></tr>`;
	const clips = report.surfaces.flatMap(row => row.clips.map((clip, at) => [at === 0 ? row.surface : "", clip]));
	return section(
		"surfaces",
		"Underfoot",
		"Each player's own steps by the floor they fell on, and how many sounds they were made of.",
		`<table id="surface-table"><caption class="unseen">Steps by surface</caption><thead><tr><th scope="col">Surface</th><th scope="col" class="share"><span class="unseen">Share</span></th><th scope="col" class="n">Steps</th><th scope="col" class="n">Sounds</th></tr></thead><tbody>${rows === "" ? none : rows}</tbody></table>` +
			folded("Which sounds", table("Sounds of each surface", ["Surface", "Sound"], clips, "clip-table")),
	);
}
