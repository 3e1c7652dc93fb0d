import { pageBundle } from "../report/page-bundle.ts";
import { clock, escapeHtml } from "../report/text.ts";
import type { Report } from "../report/types.ts";
import { type Difference, shownChange, shownValue } from "./compare.ts";

/** What the reports of the two runs are called beside the comparison. */
export const RUN_FILES = ["a.html", "b.html"] as const;

const WORDS: Readonly<Record<Difference["verdict"], string>> = {
	same: "the same",
	better: "better",
	worse: "worse",
	other: "different",
};

function rows(differences: readonly Difference[]): string {
	return differences
		.map(one => {
			const cells = [shownValue(one.a, one.unit), shownValue(one.b, one.unit), shownChange(one)];
			return `<tr class="${one.verdict}"><td>${escapeHtml(one.of)}</td><td>${escapeHtml(one.what)}</td>${cells.map(cell => `<td class="n">${escapeHtml(cell)}</td>`).join("")}<td>${WORDS[one.verdict]}</td></tr>`;
		})
		.join("\n");
}

/**
 * Two runs side by side: what is different, and both reports.
 *
 * @example
 * writeFileSync("report/index.html", await renderComparison([before, after], ["before.ndjson", "after.ndjson"], differences));
 */
export async function renderComparison(
	reports: readonly [Report, Report],
	names: readonly [string, string],
	differences: readonly Difference[],
): Promise<string> {
	const { style } = await pageBundle();
	const count = (verdict: Difference["verdict"]): number => differences.filter(one => one.verdict === verdict).length;
	const runs = names
		.map((name, at) => {
			const { title, seconds, players } = reports[at]!;
			const about = `${title}, ${clock(seconds)} with ${players.length === 1 ? "one player" : `${players.length} players`}`;
			return `<section aria-label="${escapeHtml(name)}"><h2>${escapeHtml(name)}</h2>
<p>${escapeHtml(about)}. <a href="${RUN_FILES[at]}">Its report in full</a></p>
<iframe src="${RUN_FILES[at]}" title="The report of ${escapeHtml(name)}" loading="lazy"></iframe></section>`;
		})
		.join("\n");
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${names[0]} and ${names[1]}`)}</title>
<style>${style}</style>
</head>
<body class="comparison">
<header><div>
<p class="brand">AudioScape</p>
<h1>Two runs side by side</h1>
<p class="about">${escapeHtml(names[1])} against ${escapeHtml(names[0])}: ${count("better")} better, ${count("worse")} worse, ${count("other")} different, ${count("same")} the same.</p>
</div></header>
<main>
<section aria-label="What is different">
<div class="scroll" role="region" tabindex="0" aria-label="What is different, number by number"><table id="differences">
<caption>Number by number</caption>
<thead><tr><th scope="col">of</th><th scope="col">what</th><th scope="col" class="n">${escapeHtml(names[0])}</th><th scope="col" class="n">${escapeHtml(names[1])}</th><th scope="col" class="n">change</th><th scope="col"></th></tr></thead>
<tbody>
${rows(differences)}
</tbody></table></div>
</section>
<div class="runs">
${runs}
</div>
</main>
</body>
</html>
`;
}
