import { type MapScale, mapScale } from "./map-scale.ts";
import { escapeHtml, short } from "./text.ts";
import type { Ground, Report, ZoneShape } from "./types.ts";
import { zoneClass } from "./zone-class.ts";

function zoneShape(zone: ZoneShape, colour: string, { px, pz, scale }: MapScale): string {
	const cx = px(zone.x);
	const cz = pz(zone.z);
	const w = zone.sizeX * scale;
	const h = zone.sizeZ * scale;
	const outline =
		zone.shape === "box"
			? `<rect x="${short(cx - w / 2, 1)}" y="${short(cz - h / 2, 1)}" width="${short(w, 1)}" height="${short(h, 1)}" transform="rotate(${short(-zone.turn, 1)} ${short(cx, 1)} ${short(cz, 1)})"/>`
			: `<ellipse cx="${short(cx, 1)}" cy="${short(cz, 1)}" rx="${short(w / 2, 1)}" ry="${short(h / 2, 1)}"/>`;
	return `<g class="zone${colour}" data-tip="${escapeHtml(zone.name)}">${outline}</g>`;
}

function groundShape({ name, material, x, z, sizeX, sizeZ }: Ground, { px, pz, scale }: MapScale): string {
	const tip = escapeHtml(name === material ? name : `${name}: ${material}`);
	return `<g class="ground m-${escapeHtml(material)}" data-tip="${tip}"><rect x="${short(px(x - sizeX / 2), 1)}" y="${short(pz(z - sizeZ / 2), 1)}" width="${short(sizeX * scale, 1)}" height="${short(sizeZ * scale, 1)}"/></g>`;
}

/** Somebody's way, and a dot where each of their steps sounded. */
function walkShape(report: Report, player: string, index: number, { px, pz }: MapScale): string {
	const points = (report.paths[player] ?? [])
		.map(([, x, z]) => `${short(px(x), 1)},${short(pz(z), 1)}`)
		.filter((point, at, all) => point !== all[at - 1]);
	const steps = report.steps
		.filter(step => step.player === player)
		.map(step => `M${short(px(step.x), 1)} ${short(pz(step.z), 1)}h0`)
		.join("");
	return `<g class="walk w${index % 4}" data-player="${escapeHtml(player)}"><polyline points="${points.join(" ")}"/><path class="dots" d="${steps}"/></g>`;
}

/** The map from above: zones, everybody's path, a dot where each step sounded, and where everybody is while it plays. */
export function map(report: Report): string {
	if (report.zones.length + report.players.length === 0) return "<p>No place is known of this run.</p>";
	const scale = mapScale(report);
	const { width, height, px, pz } = scale;
	const zones = report.zones.map(zone => zoneShape(zone, zoneClass(report, zone.name), scale)).join("");
	// Above everything else, so that no path hides a name.
	const names = report.zones
		.map(zone => {
			const top = pz(zone.z) - (zone.sizeZ * scale.scale) / 2 + 18;
			return `<text class="name${zoneClass(report, zone.name)}" x="${short(px(zone.x), 1)}" y="${short(top, 1)}">${escapeHtml(zone.name)}</text>`;
		})
		.join("");
	const dots = report.players
		.map(
			(player, i) =>
				`<g class="dot w${i % 4}" data-player="${escapeHtml(player)}" style="display:none"><circle r="9"/><text y="4">${i + 1}</text></g>`,
		)
		.join("");
	const legend = report.players
		.map(
			(player, i) =>
				`<label class="w${i % 4}"><input type="checkbox" checked data-shows="${escapeHtml(player)}"><span>${escapeHtml(player)}</span></label>`,
		)
		.join("");
	const label = `Map with ${report.zones.length} zones, ${report.players.length} paths and ${report.steps.length} steps`;
	const grounds = report.grounds.map(ground => groundShape(ground, scale)).join("");
	const walks = report.players.map((player, at) => walkShape(report, player, at, scale)).join("");
	return `<fieldset class="shown"><legend>Shown on the map</legend>${legend}</fieldset><svg id="map" role="img" aria-label="${label}" viewBox="0 0 ${width} ${short(height, 0)}">${grounds}${zones}${walks}${names}${dots}</svg>`;
}
