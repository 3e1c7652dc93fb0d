import type { PlayerBridge } from "../../shared/bridge";
import { createTimer } from "../../shared/clock/timer";
import { createBody, type FootstepBody } from "../../shared/footsteps/body/body";
import { followPlayers, followTag } from "../../shared/footsteps/body/cast";
import {
	characterTag,
	type FootstepDocument,
	type FootstepReport,
	groupTag,
	isDocument,
	MOST_REPORTED,
	readPacks,
	STEPS_SUFFIX,
	type StepsDocument,
	type WireStep,
} from "../../shared/footsteps/document";
import { createLocalFootsteps, type LocalFootsteps } from "../../shared/footsteps/local";
import type { Step } from "../../shared/footsteps/types";
import { createScope } from "../../shared/scope/scope";
import { timebase } from "../../shared/sound";

export type { LocalFootsteps };

/** One footsteps of the server, as this machine renders it. */
interface Show {
	body: FootstepBody;
	update: (document: FootstepDocument) => void;
	playSteps: (document: StepsDocument) => void;
	stop: () => void;
}

/** A step that was asked for longer ago than this is over: late joiners do not hear it. */
const STALE_SECONDS = 1;
/** The server learns it this much later at most. */
const GATHER_SECONDS = 0.5;

function stepOf(wire: WireStep): Step {
	const { id, surface, speed, gain, from, to, left, gait = "walk", wet } = wire;
	return { assetId: id, surface, speed, gain, from, to, foot: left ? "left" : "right", gait, wet: wet === true };
}

/** Tells the server what loads here and what does not; what turns out within a moment is one report. */
function createReports(send: (report: FootstepReport) => void) {
	let report: FootstepReport = { ready: [], failed: [] };
	const timer = createTimer(() => flush());
	function flush(): void {
		send(report);
		report = { ready: [], failed: [] };
	}
	return {
		stop: timer.cancel,
		tell: (assetId: string, isReady: boolean) => {
			if (report.ready.isEmpty() && report.failed.isEmpty()) timer.set(GATHER_SECONDS);
			const ids = isReady ? report.ready : report.failed;
			ids.push(assetId);
			if (ids.size() >= MOST_REPORTED) flush();
		},
	};
}

function createShow(bridge: PlayerBridge, topic: string, first: FootstepDocument): Show {
	const reports = createReports(report => bridge.report(topic, report));
	const body = createBody({
		tuning: first.tuning,
		tried: reports.tell,
	});
	const attach = (character: Instance): (() => void) => {
		return character.IsA("Model") ? body.attach(character) : () => {};
	};
	const scope = createScope();
	let everyone: (() => void) | undefined;
	let latest = 0;

	scope.own(body.destroy);
	scope.own(reports.stop);
	scope.own(() => everyone?.());
	scope.own(followTag(characterTag(topic), attach));
	scope.own(
		followTag(groupTag(topic), group => {
			if (group.IsA("SoundGroup")) body.setGroup(group);
			return () => {};
		}),
	);

	function update(document: FootstepDocument): void {
		readPacks(document, body.packs);
		body.refresh();
		if (document.all) everyone ??= followPlayers(attach);
		else {
			everyone?.();
			everyone = undefined;
		}
	}

	update(first);
	return {
		body,
		update,
		playSteps: document => {
			const now = timebase.serverNow();
			for (const wire of document.steps) {
				if (wire.n <= latest) continue;
				latest = wire.n;
				if (now - wire.t > STALE_SECONDS) continue;
				const { at } = wire;
				body.playDecided(stepOf(wire), at && new Vector3(at[0], at[1], at[2]));
			}
		},
		stop: scope.release,
	};
}

const shows = new Map<string, Show>();

/** Renders every footsteps that the server publishes, for as long as it does. @returns stop */
export function startFootstepsPlayer(bridge: PlayerBridge): () => void {
	const stopWatching = bridge.watch("footsteps", (document, topic) => {
		if (topic.sub(-STEPS_SUFFIX.size()) === STEPS_SUFFIX) {
			const show = shows.get(topic.sub(1, -STEPS_SUFFIX.size() - 1));
			if (show !== undefined && document !== undefined) show.playSteps(document as StepsDocument);
			return;
		}
		const show = shows.get(topic);
		if (!isDocument(document)) {
			show?.stop();
			shows.delete(topic);
		} else if (show !== undefined) show.update(document);
		else shows.set(topic, createShow(bridge, topic, document));
	});
	return () => {
		stopWatching();
		for (const [, show] of shows) show.stop();
		shows.clear();
	};
}

/**
 * The footsteps of a server on this machine, for LocalScripts with movement of their own. `undefined` until the
 * server's state has arrived.
 *
 * @param number which one, in the order the server made them; default 1
 */
export function localFootsteps(number = 1): LocalFootsteps | undefined {
	const show = shows.get(`footsteps/${number}`);
	return show && createLocalFootsteps(show.body);
}
