import type { PlayerBridge } from "../../shared/bridge";
import type { PlaySlot, StationDocument } from "../../shared/radio/document";
import { createTimer } from "../../shared/radio/timer";
import type { Deck } from "../../shared/sound/deck";
import { timebase } from "../../shared/sound/engine-timebase";
import { watchStationGate } from "../../shared/sound/station-gate";
import { heardTrack, slotOn, upcomingTracks } from "./heard";
import { createLoadReports } from "./load-reports";
import { controlOf, letGoOf } from "./player-handle";
import { createStationDeck } from "./station-deck";

/** One station on one machine. */
export interface PlayerStation {
	update(document: StationDocument): void;
	destroy(): void;
}

const RESYNC_SECONDS = 2;
const LATE_FADE_SECONDS = 0.25;
const STOP_FADE_SECONDS = 0.5;
const OWN_VOLUME_SECONDS = 0.15;
const RETRY_SECONDS = 5;
const MAX_TRIES = 3;
const LATE_SECONDS = 1;

const keyOf = (slot: PlaySlot): string => `${slot.n}:${slot.id}`;

/**
 * Renders a station: loads ahead, switches by the server's clock, keeps in step. Where nobody hears it (muted, or outside
 * its zone) the tracks are kept loaded and nothing plays.
 */
export function createPlayerStation(bridge: PlayerBridge, topic: string, name: string): PlayerStation {
	const control = controlOf(name);
	let latest: StationDocument | undefined;
	/** What is on by this machine's clock. */
	let applied: PlaySlot | undefined;
	/** What the deck was asked to play; `undefined` while nothing is to be heard. */
	let key: string | undefined;
	let tries = 0;
	let rampUntil: number | undefined;
	let open = true;
	/** The deck stands still. */
	let frozen = false;
	let destroyed = false;

	const switchover = createTimer(() => apply());
	const keepInStep = createTimer(() => resync());
	/** The station's own volume arrives at nothing then. */
	const quiet = createTimer(() => apply());
	const retry = createTimer(() => {
		key = undefined;
		apply();
	});

	const reports = createLoadReports(
		payload => bridge.report(topic, payload),
		assetId => {
			if (applied?.id !== assetId || tries >= MAX_TRIES) return;
			tries += 1;
			retry.set(RETRY_SECONDS);
		},
	);

	const volumeOf = (document: StationDocument): number => document.volume * control.handle.volume;

	function isHeard(document: StationDocument): boolean {
		const ramping = document.rampUntil !== undefined && document.rampUntil > timebase.serverNow();
		return open && !control.handle.muted && control.handle.volume > 0 && (document.volume > 0 || ramping);
	}

	function tellPresence(document: StationDocument): void {
		if (decks.get() === undefined) reports.presence("away");
		else reports.presence(document.output === "server" || isHeard(document) ? "listening" : "muted");
	}

	const decks = createStationDeck({
		name,
		volumeOf,
		onMade: on => {
			reports.watch(on);
			on.onStarted(() => retry.cancel());
			on.onLost(() => {
				key = undefined;
				apply();
			});
		},
		onArrived: () => {
			if (latest !== undefined) update(latest);
		},
		onGone: () => {
			applied = undefined;
			key = undefined;
			reports.forget();
			reports.presence("away");
		},
	});

	/** @param fadeIn seconds in which to come in where nothing plays */
	function play(slot: PlaySlot, on: Deck, old: PlaySlot | undefined, fadeIn: number | undefined): void {
		key = keyOf(slot);
		on.play({
			assetId: slot.id,
			gain: slot.gain,
			fadeIn: fadeIn !== undefined ? "equal-power" : slot.fadeIn,
			// Another play of the same asset is another start; the same play coming back is not.
			restart: old === undefined || keyOf(old) !== key,
			position: () => math.max(0, timebase.serverNow() - (applied ?? slot).at),
			fadeSeconds: () => {
				const playing = on.current();
				if (fadeIn !== undefined) return fadeIn;
				if (playing === undefined || old === undefined) {
					const late = timebase.serverNow() - slot.at - slot.from > LATE_SECONDS;
					return late ? LATE_FADE_SECONDS : slot.fade;
				}
				// Late by loading: no longer than what is left of the old track.
				return math.clamp(old.duration - (on.position() ?? 0) - 0.1, 0, slot.fade);
			},
		});
	}

	function settle(document: StationDocument, on: Deck, slot: PlaySlot, seconds: number | undefined): void {
		const paused = document.state === "paused";
		const heard = isHeard(document);
		const old = applied;
		if (old === undefined || keyOf(old) !== keyOf(slot)) tries = 0;
		if (!paused) applied = slot;
		if (!heard) {
			if (key !== undefined) on.silence(paused ? 0 : (seconds ?? OWN_VOLUME_SECONDS));
			key = undefined;
			on.prepare(slot.id);
		}
		frozen = paused;
		if (paused) {
			on.pause();
			if (key !== keyOf(slot)) on.prepare(slot.id);
			return;
		}
		if (heard && key !== keyOf(slot)) play(slot, on, old, key === undefined ? seconds : undefined);
		on.resume();
		if (heard) keepInStep.set(RESYNC_SECONDS);
	}

	/** @param seconds how long coming in or going out takes, where that is what happens */
	function apply(seconds?: number): void {
		const document = latest;
		if (destroyed || document === undefined) return;
		switchover.cancel();
		keepInStep.cancel();
		const on = decks.ensure(document);
		tellPresence(document);
		if (on === undefined || document.output === "server") return;
		const now = timebase.serverNow();
		const following = document.next;
		const due = following !== undefined && document.state === "playing" && now >= following.at + following.from - 0.004;
		const slot = due ? following : document.now;
		if (slot === undefined) {
			applied = undefined;
			key = undefined;
			on.silence(frozen ? 0 : STOP_FADE_SECONDS);
			on.resume();
			frozen = false;
			return;
		}
		settle(document, on, slot, seconds);
		const scheduled = following !== undefined && !due && document.state === "playing";
		if (scheduled) switchover.set(following.at + following.from - now);
		show(document);
	}

	function resync(): void {
		const slot = applied;
		const on = decks.get();
		if (destroyed || slot === undefined || on === undefined) return;
		const wanted = (): number => timebase.serverNow() - slot.at;
		if (on.current()?.assetId === slot.id && wanted() >= 0 && wanted() < slot.duration - 1) on.resync(wanted);
		keepInStep.set(RESYNC_SECONDS);
	}

	function show(document: StationDocument): void {
		const slot = slotOn(document, applied);
		control.show(slot && heardTrack(slot));
		control.showQueue(upcomingTracks(document, slot));
	}

	function setVolume(document: StationDocument, on: Deck): void {
		const left = math.max(0, (document.rampUntil ?? 0) - timebase.serverNow());
		rampUntil = document.rampUntil;
		on.setVolume(volumeOf(document), left);
		if (left > 0 && document.volume <= 0) quiet.set(left);
		else quiet.cancel();
	}

	function update(document: StationDocument): void {
		if (destroyed) return;
		const before = latest;
		latest = document;
		const on = decks.ensure(document);
		const sameVolume = before?.volume === document.volume && rampUntil === document.rampUntil;
		if (on !== undefined && !sameVolume) setVolume(document, on);
		apply();
		if (on !== undefined) reports.prepare(on, document.ahead);
		show(document);
	}

	control.report = payload => bridge.report(topic, payload);
	control.volumeChanged = () => {
		if (latest !== undefined) decks.get()?.setVolume(volumeOf(latest), OWN_VOLUME_SECONDS);
		apply(OWN_VOLUME_SECONDS);
	};

	// A station that is the music of a zone is heard in that zone only.
	const unwatchGate = watchStationGate(topic, (to, seconds) => {
		open = to;
		apply(seconds);
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
			quiet.cancel();
			retry.cancel();
			reports.destroy();
			unwatchGate();
			decks.destroy();
			control.report = undefined;
			control.volumeChanged = undefined;
			control.show(undefined);
			control.showQueue([]);
			letGoOf(name);
		},
	};
}
