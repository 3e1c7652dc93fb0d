import { SoundService } from "@rbxts/services";

import { timebase } from "../../shared/sound/engine-timebase";
import { createConductor, type Programme } from "../../shared/zones/conductor";
import type { ResolvedTrack } from "../../shared/zones/rotation";
import { createServerOutput } from "./server-output";

/** One music for everyone, on replicated Sounds. */
export interface ServerMusic {
	/** The zone that is on for all; ten times a second. */
	step(zone: string | undefined): void;
	refresh(): void;
	forget(zone: string): void;
	destroy(): void;
}

export interface ServerMusicOptions {
	programme: (zone: string | undefined) => Programme | undefined;
	bed: (zone: string | undefined) => ResolvedTrack | undefined;
	crossfade: number;
	volume: number;
	soundGroup?: SoundGroup;
}

/** Makes the Sounds of a server; silent until the first step. */
export function createServerMusic(options: ServerMusicOptions): ServerMusic {
	let group = options.soundGroup;
	const own = group === undefined;
	if (group === undefined) {
		group = new Instance("SoundGroup");
		group.Name = "AudioScapeZones";
		group.Volume = 1;
		group.Parent = SoundService;
	}
	const random = new Random();
	const output = createServerOutput("AudioScapeZoneMusic", options.volume, group);
	const beds = createServerOutput("AudioScapeZoneAmbience", options.volume, group);
	const conductor = createConductor({
		output,
		random: () => random.NextNumber(),
		// Stations play on players' machines; there is none to open here.
		station: () => {},
		programme: options.programme,
		fadeOut: () => options.crossfade,
	});
	output.onEnded(id => conductor.ended(id, timebase.now()));
	let zone: string | undefined;
	let begun = false;

	function bed(): void {
		const clip = options.bed(zone);
		if (clip === undefined) {
			if (beds.playing() !== undefined) beds.silence(options.crossfade);
		} else if (beds.playing() !== clip.id) {
			const { id, gain } = clip;
			beds.play({
				assetId: id,
				gain,
				position: 0,
				fadeSeconds: options.crossfade,
				looped: true,
				restart: false,
			});
		}
	}

	return {
		step(wanted) {
			const now = timebase.now();
			if (!begun || wanted !== zone) {
				begun = true;
				zone = wanted;
				conductor.enter(wanted, now);
				bed();
			}
			conductor.step(now);
		},
		refresh() {
			if (!begun) return;
			conductor.refresh(timebase.now());
			bed();
		},
		forget(name) {
			conductor.forget(name);
		},
		destroy() {
			output.destroy();
			beds.destroy();
			if (own) group!.Destroy();
		},
	};
}
