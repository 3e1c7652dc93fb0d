import { SoundService } from "@rbxts/services";

import type { StationDocument } from "../../shared/radio/document";
import { createTimer } from "../../shared/radio/timer";
import { timebase } from "../../shared/sound/engine-timebase";
import { createFade, linear } from "../../shared/sound/fade";
import { createVoice, type Voice } from "../../shared/sound/voice";

/** The plain output: replicated Sounds on the server, driven by the clock and never by their loading. */
export interface ServerOutput {
	render(document: StationDocument): void;
	/** The Sound that carries the current track. */
	sound(): Sound | undefined;
	destroy(): void;
}

export interface ServerOutputOptions {
	parent: Instance | undefined;
	soundGroup: SoundGroup | undefined;
	/** The game's own: one voice, cuts. */
	sound: Sound | undefined;
	volume: number;
	/** The game's own Sound is gone. */
	onGone: () => void;
}

/** Makes the server's output. */
export function createServerOutput(options: ServerOutputOptions): ServerOutput {
	const voices = new Array<Voice>();
	const connections = new Array<RBXScriptConnection>();
	let current: Voice | undefined;
	let key: string | undefined;
	let paused = false;
	let destroyed = false;
	let latest: StationDocument | undefined;
	const switchover = createTimer(() => apply());
	const volume = createFade({
		initial: options.volume,
		curve: linear,
		write: value => {
			for (const voice of voices) voice.setGain("user", value);
		},
	});

	function addVoice(): Voice {
		const voice = createVoice({
			parent: options.parent ?? SoundService,
			group: options.soundGroup,
			name: "AudioScapeRadio",
			sound: options.sound,
		});
		voice.setGain("user", volume.value());
		voices.push(voice);
		connections.push(
			voice.playback.instance.Destroying.Connect(() => {
				if (destroyed) return;
				const at = voices.indexOf(voice);
				if (at !== -1) voices.remove(at);
				voice.destroy();
				if (options.sound !== undefined) {
					options.onGone();
					return;
				}
				if (current === voice) {
					current = undefined;
					key = undefined;
					task.defer(apply);
				}
			}),
		);
		return voice;
	}

	/** With the game's own Sound there is one voice; else two take turns. */
	function other(): Voice {
		if (options.sound !== undefined) return voices[0] ?? addVoice();
		return voices.find(voice => voice !== current) ?? addVoice();
	}

	function silence(seconds: number): void {
		switchover.cancel();
		key = undefined;
		const leaving = current;
		current = undefined;
		leaving?.fadeTo(0, options.sound !== undefined ? 0 : seconds, () => leaving.stop());
	}

	function apply(): void {
		const document = latest;
		if (destroyed || document === undefined) return;
		const now = timebase.serverNow();
		const following = document.next;
		const slot =
			following !== undefined && document.state === "playing" && now >= following.at + following.from - 0.004
				? following
				: document.now;
		if (slot === undefined) {
			silence(document.state === "stopped" ? 0.5 : 1);
			return;
		}
		const wanted = `${slot.n}:${slot.id}`;
		const hold = document.state === "paused";
		if (wanted !== key && !hold) {
			key = wanted;
			const voice = other();
			const old = current;
			if (old !== undefined && old !== voice) old.fadeTo(0, slot.fade, () => old.stop());
			current = voice;
			if (voice.playback.assetId() === slot.id) voice.stop();
			voice.load(slot.id);
			voice.setGain("level", slot.gain);
			if (old === undefined || old === voice || slot.fadeIn === "none" || slot.fade <= 0) voice.fadeTo(1, 0);
			else {
				voice.fadeTo(0, 0);
				voice.fadeTo(1, slot.fade);
			}
			voice.play(math.max(now - slot.at, 0));
		}
		if (hold !== paused) {
			paused = hold;
			for (const voice of voices) {
				if (!hold) voice.resume();
				else if (voice.playback.isPlaying()) voice.pause();
			}
		}
		if (following !== undefined && slot !== following && !hold) switchover.set(following.at + following.from - now);
		else switchover.cancel();
	}

	return {
		render(document) {
			if (destroyed) return;
			const before = latest;
			latest = document;
			if (before === undefined || before.volume !== document.volume || before.rampUntil !== document.rampUntil) {
				volume.to(document.volume, (document.rampUntil ?? 0) - timebase.serverNow());
			}
			apply();
		},
		sound() {
			return current?.playback.instance;
		},
		destroy() {
			if (destroyed) return;
			destroyed = true;
			switchover.cancel();
			volume.stop();
			for (const connection of connections) connection.Disconnect();
			for (const voice of voices) voice.destroy();
			voices.clear();
		},
	};
}
