import Signal from "@rbxts/lemon-signal";

import { timebase } from "../../shared/sound/engine-timebase";
import { createBrain } from "../../shared/zones/brain";
import type { Programme } from "../../shared/zones/conductor";
import { isReport, packVolume, pathOf, type ZoneDocument } from "../../shared/zones/documents";
import { createRegistry, zoneDistance } from "../../shared/zones/registry";
import type { ExperienceCore, Problem } from "../catalog/port";
import { createAreas } from "./areas";
import { createCrowd, followPlayers, idOf } from "./crowd";
import { readDefinition, type ZoneSpec } from "./definition";
import { createHeld } from "./held";
import { messages, sourceMessages } from "./messages";
import { createPublisher } from "./publisher";
import { createResolver, type Resolver } from "./resolver";
import { createServerMusic, type ServerMusic } from "./server-music";
import type { SourceUse } from "./source";
import { createSources, OUTSIDE_USER } from "./sources";
import { followTagged } from "./tagged";
import type { ZoneDefinition, ZoneOptions, Zones } from "./types";
import { readOptions } from "./zone-options";

export type { MusicSource, ZoneArea, ZoneDefinition, ZoneOptions, Zones, ZoneVolume } from "./types";

/** The server looks where everyone is this often; the decisions that are heard fall on the players' machines. */
const STEP_SECONDS = 0.1;

/**
 * Zones with music: the server half. It finds the music, says where the zones are, and knows where everyone is;
 * players' machines decide and play.
 *
 * @example
 * const zones = client.createZones({ zones: { cave: { area: workspace.Cave, music: { query: "dark cave drone" } } } });
 * zones.changed.Connect((player, zone) => print(player.Name, zone));
 */
export function createZones(core: ExperienceCore, options: ZoneOptions = {}): Zones {
	const settings = readOptions(options);
	const { bridge } = core;
	const topic = bridge.topicFor("zones");
	const playersHear = settings.output === "players";
	const registry = createRegistry();
	const brain = createBrain(registry, settings.dwell);
	const held = createHeld();
	const specs = new Map<string, { spec: ZoneSpec; slot: number }>();
	const changed = new Signal<(player: Player, zone: string | undefined, previous: string | undefined) => void>();
	const now = () => timebase.now();
	let destroyed = false;
	let stepping = false;
	let music: ServerMusic | undefined;

	const publisher = createPublisher({
		bridge: playersHear ? bridge : { ...bridge, publish: () => {}, clear: () => {} },
		topic,
		now,
		after: (seconds, fn) => timebase.after(seconds, fn),
		settings: () => ({
			v: 1,
			crossfade: settings.crossfade,
			dwell: settings.dwell,
			volume: settings.volume,
			listener: settings.listener,
			group: settings.soundGroup !== undefined ? pathOf(settings.soundGroup) : undefined,
			outside: settings.outside !== undefined ? sources.reference(settings.outside) : undefined,
		}),
	});

	const crowd = createCrowd({
		registry,
		brain,
		held,
		listener: settings.listener,
		now,
		changed: (player, zone, previous) => changed.Fire(player, zone, previous),
	});

	const areas = createAreas({
		topic,
		mark: playersHear,
		rebuilt: name => {
			registry.setVolumes(name, areas.volumes(name));
			publish(name, "edit");
		},
		moved: name => {
			registry.moved(name);
			publish(name, "move");
		},
	});

	const resolver: Resolver = createResolver(
		{
			catalog: core.catalog,
			now,
			after: (seconds, fn) => timebase.after(seconds, fn),
			spawn: fn => task.spawn(fn),
			distance: key => {
				let nearest = math.huge;
				const positions = crowd.positions();
				for (const name of sources.users(key)) {
					if (name === OUTSIDE_USER) return 0;
					const zone = registry.get(name);
					if (zone === undefined) continue;
					for (const { X, Y, Z } of positions) nearest = math.min(nearest, zoneDistance(zone, X, Y, Z));
				}
				return nearest;
			},
			resolved: key => {
				sources.resolved(key);
				music?.refresh();
			},
			failed: (key, problem) => {
				for (const name of sources.users(key)) {
					warn(messages.unresolved(name !== OUTSIDE_USER ? name : "default", problem.message));
					break;
				}
			},
		},
		{ loudness: settings.loudness },
	);
	const sources = createSources(() => resolver, publisher, core.manifest);

	function documentOf(name: string, spec: ZoneSpec): ZoneDocument {
		return {
			...sources.reference(spec.music),
			n: name,
			p: spec.priority,
			e: spec.enabled,
			v: areas.pieces(name).map(piece => packVolume(piece.volume, areas.idOf(piece.part))),
			f: spec.crossfade ?? settings.crossfade,
			g: spec.volume,
			r: spec.onReturn,
			b: spec.ambience !== undefined ? sources.reference(spec.ambience).m : undefined,
		};
	}

	function publish(name: string, why: "edit" | "move"): void {
		const zone = specs.get(name);
		if (zone !== undefined && !destroyed) publisher.zone(zone.slot, documentOf(name, zone.spec), why);
	}

	function swapSource(before: SourceUse | undefined, after: SourceUse | undefined, name: string): void {
		if (after !== undefined) sources.use(after, name);
		if (before !== undefined && before.request.key !== after?.request.key) sources.unuse(before, name);
	}

	function put(name: string, spec: ZoneSpec): void {
		const before = specs.get(name);
		const slot = before?.slot ?? publisher.zoneSlots.take();
		specs.set(name, { spec, slot });
		registry.set(name, spec.priority, spec.enabled);
		areas.bind(name, spec);
		registry.setVolumes(name, areas.volumes(name));
		swapSource(before?.spec.music, spec.music, name);
		swapSource(before?.spec.ambience, spec.ambience, name);
		publish(name, "edit");
		music?.refresh();
	}

	function drop(name: string): void {
		const zone = specs.get(name);
		if (zone === undefined) return;
		specs.delete(name);
		registry.remove(name);
		areas.unbind(name);
		swapSource(zone.spec.music, undefined, name);
		swapSource(zone.spec.ambience, undefined, name);
		publisher.zone(zone.slot, undefined, "edit");
		publisher.zoneSlots.give(zone.slot);
		crowd.step();
		music?.forget(name);
	}

	function freeName(wanted: string): string {
		let name = wanted;
		let n = 1;
		while (specs.has(name)) {
			n += 1;
			name = `${wanted} ${n}`;
		}
		return name;
	}

	function define(name: string, definition: ZoneDefinition, level: number): void {
		const [spec, why] = readDefinition(definition);
		if (spec === undefined) error(messages.badZone(name, why!), level + 1);
		if (!playersHear && spec.music.request.kind === "radio") {
			error(messages.badZone(name, `music ${sourceMessages.radioForAll}`), level + 1);
		}
		if (specs.has(name)) error(messages.duplicate(name), level + 1);
		put(name, spec);
	}

	function programmeOf(name: string | undefined): Programme | undefined {
		const zone = name !== undefined ? specs.get(name) : undefined;
		const use = name !== undefined ? zone?.spec.music : settings.outside;
		if (use === undefined) return undefined;
		return {
			tracks: sources.tracks(use),
			size: use.tracks,
			station: use.request.kind === "radio" ? use.request.topic : undefined,
			crossfade: zone?.spec.crossfade ?? settings.crossfade,
			volume: zone?.spec.volume ?? 1,
			onReturn: zone?.spec.onReturn ?? "resume",
		};
	}

	function step(): void {
		if (destroyed || crowd.size() === 0) {
			stepping = false;
			return;
		}
		areas.poll();
		crowd.step();
		music?.step(crowd.majority());
		timebase.after(STEP_SECONDS, step);
	}

	function hold(player: Player | undefined): void {
		if (playersHear) publisher.held(held.document());
		crowd.hold(player);
	}

	for (const [name, definition] of pairs(settings.zones)) define(name as string, definition, 2);
	if (settings.outside !== undefined) sources.use(settings.outside, undefined);
	const stopTagged = followTagged({
		tag: settings.tag,
		after: (seconds, fn) => timebase.after(seconds, fn),
		put: (instance, name, spec) => {
			const own = name ?? freeName(instance.Name);
			put(own, spec);
			return own;
		},
		drop,
	});
	if (!playersHear) {
		music = createServerMusic({
			programme: programmeOf,
			bed: name => {
				const bed = name !== undefined ? specs.get(name)?.spec.ambience : undefined;
				return bed !== undefined ? sources.tracks(bed)?.[0] : undefined;
			},
			crossfade: settings.crossfade,
			volume: settings.volume,
			soundGroup: settings.soundGroup,
		});
	}
	const stopPlayers = followPlayers(
		player => {
			crowd.add(player);
			if (stepping) return;
			stepping = true;
			timebase.after(0, step);
		},
		player => crowd.remove(player),
	);
	const stopReports = bridge.onReport(topic, (player, payload) => {
		if (isReport(payload)) crowd.report(player, payload.zone);
	});

	return {
		changed,
		resolve() {
			if (!resolver.settled()) {
				const thread = coroutine.running();
				resolver.whenSettled(() => task.spawn(thread));
				coroutine.yield();
			}
			const problem: Problem | undefined = resolver.problem();

			return $tuple(problem === undefined, problem?.message, problem);
		},
		current(player) {
			return player !== undefined ? crowd.current(player) : crowd.majority();
		},
		add(name, zone) {
			if (!destroyed) define(name, zone, 2);
		},
		remove(name) {
			drop(name);
		},
		setEnabled(name, on) {
			const zone = specs.get(name);
			if (zone === undefined || zone.spec.enabled === on) return;
			zone.spec.enabled = on;
			registry.set(name, zone.spec.priority, on);
			publish(name, "edit");
			crowd.step();
		},
		override(name, player) {
			if (destroyed) return;
			held.override(name, player !== undefined ? idOf(player) : undefined);
			hold(player);
		},
		enter(name, player) {
			if (destroyed) return;
			held.enter(name, player !== undefined ? idOf(player) : undefined);
			hold(player);
		},
		leave(name, player) {
			if (destroyed) return;
			held.leave(name, player !== undefined ? idOf(player) : undefined);
			hold(player);
		},
		destroy() {
			if (destroyed) return;
			destroyed = true;
			stopTagged();
			stopPlayers();
			stopReports();
			resolver.destroy();
			areas.destroy();
			publisher.destroy();
			music?.destroy();
			changed.Destroy();
		},
	};
}
