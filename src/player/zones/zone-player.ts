import { Players, Workspace } from "@rbxts/services";

import type { PlayerBridge } from "../../shared/bridge";
import { engineClock } from "../../shared/clock/engine-clock";
import { createScope } from "../../shared/scope/scope";
import { timebase } from "../../shared/sound/engine-timebase";
import { createBrain, type ZoneBrain, type ZoneListener } from "../../shared/zones/brain";
import { characterPosition } from "../../shared/zones/character";
import type { HeldDocument, MusicDocument, SettingsDocument, ZoneDocument } from "../../shared/zones/documents";
import { createRegistry } from "../../shared/zones/registry";
import { type Atlas, createAtlas } from "./atlas";
import { createHearing, type Hearing } from "./hearing";
import { createScore, type Score } from "./score";
import { createSurroundings, type Surroundings } from "./surroundings";

const STEP_SECONDS = 0.1;
/** Zones around the listener whose music is loaded ahead. */
const AHEAD = 2;

/** One `createZones` of the server, on a player's machine. */
export interface ZonePlayer {
	zones: (key: string, zones: ReadonlyArray<ZoneDocument> | undefined) => void;
	music: (key: string, music: ReadonlyArray<MusicDocument> | undefined) => void;
	held: (document: HeldDocument | undefined) => void;
	settings: (document: SettingsDocument) => void;
	destroy: () => void;
}

/** What a player's half of zones is made of. */
interface Half {
	readonly bridge: PlayerBridge;
	readonly topic: string;
	readonly brain: ZoneBrain;
	readonly listener: ZoneListener;
	readonly atlas: Atlas;
	readonly score: Score;
	readonly hearing: Hearing;
	readonly surroundings: Surroundings;
	settings: SettingsDocument;
	/** Something was decided already. */
	begun: boolean;
}

function localPlayer(): Player | undefined {
	return Players.LocalPlayer as Player | undefined;
}

/** Whether all zones are here: a decision on half of them would have to be taken back. */
function begin(half: Half): boolean {
	if (half.begun) return true;
	if (half.atlas.chunks() < half.settings.chunks) return false;
	half.begun = true;
	half.hearing.enter(undefined);
	return true;
}

function step(half: Half, player: Player): void {
	const { brain, listener, hearing } = half;
	const isCamera = half.settings.listener === "camera";
	const at = isCamera ? Workspace.CurrentCamera?.CFrame.Position : characterPosition(player);
	if (!begin(half)) return;
	const now = timebase.now();
	const changed = at !== undefined ? brain.step(listener, now, at.X, at.Y, at.Z) : brain.step(listener, now);
	if (changed) {
		const zone = listener.current?.name;
		hearing.enter(zone);
		half.bridge.report(half.topic, { zone });
	}
	hearing.step();
	if (at === undefined) return;
	half.surroundings.step(at.X, at.Y, at.Z, near => {
		for (const { name } of near) hearing.prepare(name);
	});
}

/** Makes the renderer of one topic. */
export function createZonePlayer(bridge: PlayerBridge, topic: string, settings: SettingsDocument): ZonePlayer {
	const scope = createScope();
	const registry = createRegistry();
	const brain = createBrain(registry, settings.dwell);
	const atlas = createAtlas(topic, registry);
	const score = createScore(settings, atlas.get);
	const hearing = createHearing({ scope, settings, score });
	const surroundings = createSurroundings(registry, AHEAD);
	const half: Half = {
		bridge,
		topic,
		brain,
		listener: brain.listener(),
		atlas,
		score,
		hearing,
		surroundings,
		settings,
		begun: false,
	};
	scope.own(atlas.destroy);
	const loop = scope.alive(() => {
		engineClock.delay(STEP_SECONDS, loop);
		atlas.poll();
		const player = localPlayer();
		if (player !== undefined) step(half, player);
	});
	task.defer(loop);

	return {
		zones: (key, list) => {
			for (const name of atlas.chunk(key, list)) hearing.forget(name);
			if (list !== undefined) hearing.expect(list);
			hearing.refresh();
		},
		music: (key, list) => {
			score.music(key, list);
			hearing.refresh();
		},
		held: document => {
			const player = localPlayer();
			if (player === undefined) return;
			brain.hold(half.listener, document?.p[tostring(player.UserId)] ?? document?.all ?? {});
		},
		settings: document => {
			half.settings = document;
			score.settings(document);
			brain.setDwell(document.dwell);
			hearing.setVolume(document.volume);
			hearing.refresh();
		},
		destroy: scope.release,
	};
}
