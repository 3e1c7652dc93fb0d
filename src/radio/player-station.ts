import { CollectionService } from "@rbxts/services";

import type { Bridge } from "../bridge";
import { createDeck, type Deck } from "../sound/deck";
import { timebase } from "../sound/engine-timebase";
import { watchStationGate } from "../sound/station-gate";
import type { PlaySlot, StationDocument } from "./document";
import { controlOf, type HeardTrack } from "./player-handle";
import { createTimer } from "./timer";

/** One station on one machine. */
export interface PlayerStation {
	update(document: StationDocument): void;
	destroy(): void;
}

const RESYNC_SECONDS = 2;
const LATE_FADE_SECONDS = 0.25;
const STOP_FADE_SECONDS = 0.5;
const OWN_VOLUME_SECONDS = 0.15;
const LOAD_LIMIT_SECONDS = 30;
const RETRY_SECONDS = 5;
const MAX_TRIES = 3;
const LATE_SECONDS = 1;

/** Renders a station: loads ahead, switches by the server's clock, keeps in step. */
export function createPlayerStation(bridge: Bridge, topic: string, name: string): PlayerStation {
	const control = controlOf(name);
	const connections = new Array<RBXScriptConnection>();
	let deck: Deck | undefined;
	let latest: StationDocument | undefined;
	let applied: PlaySlot | undefined;
	let key: string | undefined;
	let tries = 0;
	let ramp: number | undefined;
	let ahead = new Set<string>();
	const refused = new Set<string>();
	let outputTag: string | undefined;
	let open = true;
	let destroyed = false;

	const switchover = createTimer(() => apply());
	const keepInStep = createTimer(() => resync());
	const retry = createTimer(() => {
		key = undefined;
		apply();
	});

	function tagged(tag: string | undefined): Instance | undefined {
		return tag === undefined ? undefined : CollectionService.GetTagged(tag)[0];
	}

	function volumeOf(document: StationDocument): number {
		return control.handle.muted || !open ? 0 : document.volume * control.handle.volume;
	}

	function told(assetId: string): void {
		if (deck?.status(assetId) !== "ready") return;
		bridge.report(topic, { kind: "ready", id: assetId, length: deck.length(assetId) ?? 0 });
	}

	function dropDeck(): void {
		deck?.destroy();
		deck = undefined;
		applied = undefined;
		key = undefined;
		ahead = new Set();
		refused.clear();
	}

	function ensureDeck(document: StationDocument): Deck | undefined {
		if (deck !== undefined) return deck;
		const parent = tagged(document.outputTag);
		// The part is not here (streamed out, or still on its way): nothing can be heard of it.
		if (document.outputTag !== undefined && parent === undefined) return undefined;
		const group = tagged(document.groupTag);
		const made = createDeck({
			parent,
			soundGroup: group?.IsA("SoundGroup") === true ? group : undefined,
			volume: volumeOf(document),
			name: `AudioScapeRadio_${name}`,
			loadTimeout: LOAD_LIMIT_SECONDS,
		});
		made.onReady(told);
		made.onFailed((assetId, why) => {
			refused.add(assetId);
			bridge.report(topic, { kind: "failed", id: assetId, why });
			if (applied?.id === assetId && tries < MAX_TRIES) {
				tries += 1;
				retry.set(RETRY_SECONDS);
			}
		});
		made.onStarted(() => retry.cancel());
		made.onLost(() => {
			key = undefined;
			apply();
		});
		deck = made;
		return made;
	}

	function follow(tag: string | undefined): void {
		if (tag === outputTag) return;
		outputTag = tag;
		if (tag === undefined) return;
		connections.push(
			CollectionService.GetInstanceAddedSignal(tag).Connect(() => {
				if (latest !== undefined) update(latest);
			}),
			CollectionService.GetInstanceRemovedSignal(tag).Connect(() => dropDeck()),
		);
	}

	function show(document: StationDocument): void {
		const slot =
			document.output === "server" || document.state !== "playing" ? document.now : (applied ?? document.now);
		const heard: HeardTrack | undefined = slot && {
			assetId: slot.id,
			name: slot.name,
			artist: slot.artist,
			duration: slot.duration,
			startedAt: slot.at,
			reason: slot.reason,
		};
		control.show(heard);
		const upcoming = document.queue.map(({ id, name: title, artist, duration, reason }) => {
			return { assetId: id, name: title, artist, duration, reason };
		});
		// Switched over already: the server's word on the queue is on its way.
		if (slot !== undefined && slot.n === document.next?.n) upcoming.shift();
		control.showQueue(upcoming);
	}

	function play(slot: PlaySlot, on: Deck): void {
		const old = applied;
		const id = `${slot.n}:${slot.id}`;
		if (`${applied?.n}:${applied?.id}` !== id) tries = 0;
		applied = slot;
		key = id;
		on.play({
			assetId: slot.id,
			gain: slot.gain,
			fadeIn: slot.fadeIn,
			restart: true,
			position: () => math.max(0, timebase.serverNow() - (applied ?? slot).at),
			fadeSeconds: () => {
				const playing = on.current();
				if (playing === undefined || old === undefined) {
					const late = timebase.serverNow() - slot.at - slot.from > LATE_SECONDS;
					return late ? LATE_FADE_SECONDS : slot.fade;
				}
				// Late by loading: no longer than what is left of the old track.
				return math.clamp(old.duration - (on.position() ?? 0) - 0.1, 0, slot.fade);
			},
		});
	}

	function apply(): void {
		const document = latest;
		if (destroyed || document === undefined || document.output === "server") return;
		const on = ensureDeck(document);
		if (on === undefined) return;
		const now = timebase.serverNow();
		const following = document.next;
		const due = following !== undefined && document.state === "playing" && now >= following.at + following.from - 0.004;
		const slot = due ? following : document.now;
		if (slot === undefined) {
			switchover.cancel();
			keepInStep.cancel();
			applied = undefined;
			key = undefined;
			on.resume();
			on.silence(STOP_FADE_SECONDS);
			return;
		}
		if (document.state === "paused") {
			switchover.cancel();
			keepInStep.cancel();
			on.pause();
			if (key !== `${slot.n}:${slot.id}`) on.prepare(slot.id);
			show(document);
			return;
		}
		if (key === `${slot.n}:${slot.id}`) applied = slot;
		else play(slot, on);
		on.resume();
		if (following !== undefined && !due) switchover.set(following.at + following.from - now);
		else switchover.cancel();
		keepInStep.set(RESYNC_SECONDS);
		show(document);
	}

	function resync(): void {
		const slot = applied;
		if (destroyed || slot === undefined || deck === undefined) return;
		const wanted = (): number => timebase.serverNow() - slot.at;
		if (deck.current()?.assetId === slot.id && wanted() >= 0 && wanted() < slot.duration - 1) deck.resync(wanted);
		keepInStep.set(RESYNC_SECONDS);
	}

	function prepare(document: StationDocument): void {
		const on = ensureDeck(document);
		if (on === undefined) return;
		const before = ahead;
		ahead = new Set(document.ahead);
		for (const id of document.ahead) {
			if (refused.has(id)) continue;
			on.prepare(id);
			if (!before.has(id)) told(id);
		}
	}

	function update(document: StationDocument): void {
		if (destroyed) return;
		const before = latest;
		latest = document;
		follow(document.outputTag);
		const on = ensureDeck(document);
		if (on !== undefined && (before?.volume !== document.volume || ramp !== document.rampUntil)) {
			ramp = document.rampUntil;
			on.setVolume(volumeOf(document), math.max(0, (document.rampUntil ?? 0) - timebase.serverNow()));
		}
		apply();
		prepare(document);
		show(document);
	}

	control.report = payload => bridge.report(topic, payload);
	control.volumeChanged = () => {
		if (latest !== undefined) deck?.setVolume(volumeOf(latest), OWN_VOLUME_SECONDS);
	};

	// A station that is the music of a zone is heard in that zone only.
	const unwatchGate = watchStationGate(topic, (to, seconds) => {
		open = to;
		if (latest !== undefined) deck?.setVolume(volumeOf(latest), seconds);
	});

	return {
		update(document) {
			update(document);
		},
		destroy() {
			if (destroyed) return;
			destroyed = true;
			switchover.cancel();
			keepInStep.cancel();
			retry.cancel();
			unwatchGate();
			for (const connection of connections) connection.Disconnect();
			deck?.destroy();
			control.report = undefined;
			control.volumeChanged = undefined;
			control.show(undefined);
			control.showQueue([]);
		},
	};
}
