import { SoundService } from "@rbxts/services";

import { timebase } from "../../shared/sound/engine-timebase";
import { fadeBetween } from "../../shared/sound/fade-curve";
import type { MusicOutput } from "../../shared/zones/conductor";

interface Slot {
	sound: Sound;
	id?: string;
	gain: number;
	fade: number;
	from: number;
	goal: number;
	elapsed: number;
	seconds: number;
	startedAt: number;
	startPosition: number;
}

/** Volume steps are replicated, so fades take few of them. */
const FADE_STEP_SECONDS = 0.05;

/** A server's output: replicated Sounds that players hear. Nothing here trusts what a server's Sound says of itself. */
export interface ServerOutput extends MusicOutput {
	onEnded(listener: (id: string) => void): void;
	destroy(): void;
}

/** Makes two Sounds to fade between. */
export function createServerOutput(name: string, volume: number, group: SoundGroup): ServerOutput {
	const slots = [1, 2].map((n): Slot => {
		const sound = new Instance("Sound");
		sound.Name = `${name}${n}`;
		sound.Volume = 0;
		sound.SoundGroup = group;
		sound.Parent = SoundService;
		return {
			sound,
			gain: 1,
			fade: 0,
			from: 0,
			goal: 0,
			elapsed: 0,
			seconds: 0,
			startedAt: 0,
			startPosition: 0,
		};
	});
	let current: Slot | undefined;
	let fading = false;
	let destroyed = false;

	function write(slot: Slot): void {
		slot.sound.Volume = slot.gain * slot.fade * volume;
	}

	function settle(slot: Slot): void {
		slot.fade = slot.goal;
		slot.seconds = 0;
		write(slot);
		if (slot.goal > 0) return;
		slot.sound.Stop();
		slot.id = undefined;
	}

	function step(): void {
		fading = false;
		if (destroyed) return;
		for (const slot of slots) {
			if (slot.seconds <= 0) continue;
			slot.elapsed += FADE_STEP_SECONDS;
			if (slot.elapsed >= slot.seconds) settle(slot);
			else {
				slot.fade = fadeBetween(slot.from, slot.goal, slot.elapsed / slot.seconds);
				write(slot);
				wake();
			}
		}
	}

	function wake(): void {
		if (fading) return;
		fading = true;
		timebase.after(FADE_STEP_SECONDS, step);
	}

	function fadeTo(slot: Slot, goal: number, seconds: number): void {
		slot.from = slot.fade;
		slot.goal = goal;
		slot.elapsed = 0;
		slot.seconds = seconds;
		if (seconds <= 0) settle(slot);
		else wake();
	}

	return {
		prepare: () => {},
		play: item => {
			const playing = slots.find(slot => slot.id === item.assetId);
			if (current !== undefined && current !== playing) fadeTo(current, 0, item.fadeSeconds);
			if (playing !== undefined && !item.restart) {
				playing.gain = item.gain;
				playing.sound.Looped = item.looped;
				write(playing);
				fadeTo(playing, 1, item.fadeSeconds);
				current = playing;
				return;
			}
			if (current !== undefined && current === playing) fadeTo(current, 0, item.fadeSeconds);
			const slot = slots[0] === current ? slots[1]! : slots[0]!;
			slot.id = item.assetId;
			slot.gain = item.gain;
			slot.fade = 0;
			slot.startedAt = timebase.now();
			slot.startPosition = item.position;
			slot.sound.Stop();
			slot.sound.SoundId = `rbxassetid://${item.assetId}`;
			slot.sound.Looped = item.looped;
			slot.sound.Volume = 0;
			slot.sound.TimePosition = item.position;
			slot.sound.Play();
			fadeTo(slot, 1, item.fadeSeconds);
			current = slot;
		},
		silence: fadeSeconds => {
			if (current !== undefined) fadeTo(current, 0, fadeSeconds);
			current = undefined;
		},
		playing: () => current?.id,
		position: () => (current !== undefined ? current.startPosition + timebase.now() - current.startedAt : undefined),
		onEnded(listener) {
			for (const slot of slots) {
				slot.sound.Ended.Connect(() => {
					if (slot === current && slot.id !== undefined) listener(slot.id);
				});
			}
		},
		destroy() {
			destroyed = true;
			for (const slot of slots) slot.sound.Destroy();
		},
	};
}
