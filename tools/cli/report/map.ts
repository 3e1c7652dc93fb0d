import { mapScale } from "./map-scale.ts";
import { escapeHtml, short } from "./text.ts";
import type { Report, ZoneShape } from "./types.ts";
import { zoneClass } from "./zone-class.ts";

function zoneShape(
	zone: ZoneShape,
	colour: string,
	px: (x: number) => number,
	pz: (z: number) => number,
	scale: number,
): string {
	const cx = px(zone.x);
	const cz = pz(zone.z);
	const w = zone.sizeX * scale;
	const h = zone.sizeZ * scale;
	const outline =
		zone.shape === "box"
			? `<rect x="${short(cx - w / 2, 1)}" y="${short(cz - h / 2, 1)}" width="${short(w, 1)}" height="${short(h, 1)}" transform="rotate(${short(-zone.turn, 1)} ${short(cx, 1)} ${short(cz, 1)})"/>`
			: `<ellipse cx="${short(cx, 1)}" cy="${short(cz, 1)}" rx="${short(w / 2, 1)}" ry="${short(h / 2, 1)}"/>`;
	return `<g class="zone${colour}">${outline}</g>`;
}

/** The map from above: zones, everybody's path, and a dot where each step sounded. */
export function map(report: Report): string {
	const { width, height, scale, px, pz } = mapScale(report);
	const zones = report.zones.map(zone => zoneShape(zone, zoneClass(report, zone.name), px, pz, scale)).join("");
	// Above everything else, so that no path hides a name.
	const names = report.zones
		.map(zone => {
			const top = pz(zone.z) - (zone.sizeZ * scale) / 2 + 16;
			return `<text class="name${zoneClass(report, zone.name)}" x="${short(px(zone.x), 1)}" y="${short(top, 1)}">${escapeHtml(zone.name)}</text>`;
		})
		.join("");
	const grounds = report.grounds
		.map(
			ground =>
				`<g class="ground m-${escapeHtml(ground.material)}"><title>${escapeHtml(`${ground.name}: ${ground.material}`)}</title><rect x="${short(px(ground.x - ground.sizeX / 2), 1)}" y="${short(pz(ground.z - ground.sizeZ / 2), 1)}" width="${short(ground.sizeX * scale, 1)}" height="${short(ground.sizeZ * scale, 1)}"/></g>`,
		)
		.join("");
	const walks = report.players
		.map((player, i) => {
			const points = (report.paths[player] ?? []).map(([, x, z]) => `${short(px(x), 1)},${short(pz(z), 1)}`);
			const steps = report.steps
				.filter(step => step.player === player)
				.map(step => `M${short(px(step.x), 1)} ${short(pz(step.z), 1)}h0`)
				.join("");
			return `<g class="walk w${i % 4}" data-player="${escapeHtml(player)}"><title>${escapeHtml(player)}</title><polyline points="${points.join(" ")}"/><path class="dots" d="${steps}"/></g>`;
		})
		.join("");
	const dots = report.players
		.map(
			(player, i) =>
				`<g class="dot w${i % 4}" data-player="${escapeHtml(player)}" style="display:none"><circle r="6"/></g>`,
		)
		.join("");
	const legend = report.players
		.map(
			(player, i) =>
				`<label class="w${i % 4}"><input type="checkbox" checked data-shows="${escapeHtml(player)}"> ${escapeHtml(player)}</label>`,
		)
		.join(" ");
	const label = `Map with ${report.zones.length} zones, ${report.players.length} paths and ${report.steps.length} steps`;
	return `<fieldset class="legend"><legend>Shown on the map</legend>${legend}</fieldset><svg id="map" role="img" aria-label="${label}" viewBox="0 0 ${width} ${short(height, 0)}">${grounds}${zones}${walks}${names}${dots}</svg>`;
}
