/** One line of a plot. */
export interface Line {
	readonly name: string;
	readonly points: ReadonlyArray<readonly [x: number, y: number]>;
}

/** A plot of lines over one axis each way. */
export interface Plot {
	readonly title: string;
	readonly xLabel: string;
	readonly yLabel: string;
	readonly lines: readonly Line[];
	/** Logarithmic axes tell growth apart. @default "linear" */
	readonly scale?: "linear" | "log";
}

const WIDTH = 720;
const HEIGHT = 320;
const LEFT = 64;
const RIGHT = 150;
const TOP = 36;
const BOTTOM = 44;
/** Told apart without colour too: lines differ in their dashes. */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8c6d1f", "#56b4e9"];
const DASHES = ["", "6 3", "2 3", "10 4 2 4", "1 4", "12 4"];

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const round = (value: number): number => Math.round(value * 10) / 10;

/** Round numbers that divide a range into about five. */
function linearTicks(most: number): number[] {
	const rough = Math.max(most, 1e-9) / 5;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough)!;
	return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

function logTicks(least: number, most: number): number[] {
	const ticks: number[] = [];
	for (let power = Math.floor(Math.log10(least)); 10 ** power <= most * 1.001; power++) ticks.push(10 ** power);
	return ticks;
}

const shown = (value: number): string =>
	value >= 1000 ? value.toLocaleString("en-US") : String(Number(value.toPrecision(3)));

interface Axis {
	readonly place: (value: number) => number;
	readonly ticks: readonly number[];
}

function axisOf(values: readonly number[], from: number, to: number, scale: "linear" | "log"): Axis {
	const most = Math.max(...values);
	if (scale === "linear")
		return { place: value => from + ((to - from) * value) / (most || 1), ticks: linearTicks(most) };
	const positive = values.filter(value => value > 0);
	const least = Math.min(...positive);
	const [low, high] = [Math.log10(least), Math.log10(most)];
	return {
		place: value => from + ((to - from) * (Math.log10(Math.max(value, least)) - low)) / (high - low || 1),
		ticks: logTicks(least, most),
	};
}

/**
 * Draws lines as SVG that reads on light and dark pages.
 *
 * @example linePlot({ title: "Growth", xLabel: "zones", yLabel: "ms", lines: [{ name: "still", points: [[1, 2]] }] })
 */
export function linePlot({ title, xLabel, yLabel, lines, scale = "linear" }: Plot): string {
	const points = lines.flatMap(line => line.points);
	const x = axisOf(
		points.map(([value]) => value),
		LEFT,
		WIDTH - RIGHT,
		scale,
	);
	const y = axisOf(
		points.map(([, value]) => value),
		HEIGHT - BOTTOM,
		TOP,
		scale,
	);
	const grid = [
		...x.ticks.map(
			tick =>
				`<text x="${round(x.place(tick))}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${shown(tick)}</text>`,
		),
		...y.ticks.map(tick => {
			const at = round(y.place(tick));
			return `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}"/><text x="${LEFT - 8}" y="${at + 4}" text-anchor="end">${shown(tick)}</text>`;
		}),
	];
	const drawn = lines.map(({ name, points: own }, index) => {
		const style = `stroke="${COLOURS[index % COLOURS.length]}" stroke-dasharray="${DASHES[index % DASHES.length]}"`;
		const way = own.map(([px, py], place) => `${place === 0 ? "M" : "L"}${round(x.place(px))} ${round(y.place(py))}`);
		const legend = TOP + 12 + index * 20;
		return `<path fill="none" stroke-width="2" ${style} d="${way.join("")}"/><line stroke-width="2" ${style} x1="${WIDTH - RIGHT + 12}" x2="${WIDTH - RIGHT + 36}" y1="${legend}" y2="${legend}"/><text x="${WIDTH - RIGHT + 42}" y="${legend + 4}">${escaped(name)}</text>`;
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">`,
		`<style>text{font:12px system-ui,sans-serif;fill:#333}.grid{stroke:#8884}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>`,
		`<text x="${LEFT}" y="20" font-weight="600">${escaped(title)}</text>`,
		...grid,
		`<text x="${WIDTH - RIGHT}" y="${HEIGHT - 8}" text-anchor="end">${escaped(xLabel)}</text>`,
		`<text x="${LEFT}" y="${TOP - 4}">${escaped(yLabel)}</text>`,
		...drawn,
		"</svg>",
		"",
	].join("\n");
}
