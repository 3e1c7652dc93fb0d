import { CollectionService, Players, SoundService, Workspace } from "@rbxts/services";

import { createTimer } from "../clock/timer";
import { createScope, type Scope } from "../scope/scope";
import { wire } from "./wire";

/** Emitters of this product, on every machine: those that a server made, too. */
export const EMITTER_TAG = "AudioScapeEmitter";
/** Heard by an ear of our own only: a listener of the place that comes later does not hear it a second time. */
const OWN_GROUP = "AudioScape";
const LOOK_SECONDS = 2;

/** Whether what is wired from here comes to this player's ears. */
function reachesPlayer(from: Instance): boolean {
	if (from.IsA("AudioDeviceOutput")) return from.Player === undefined || from.Player === Players.LocalPlayer;
	const node = from as AudioListener;
	for (const pin of node.GetOutputPins() as string[]) {
		for (const each of node.GetConnectedWires(pin) as Wire[]) {
			const to = each.TargetInstance;
			if (each.SourceInstance === from && to !== undefined && reachesPlayer(to)) return true;
		}
	}
	return false;
}

/** Where Sounds are heard from, if that is a thing: the ear is there, too. */
function earPlace(): Instance | undefined {
	const [, object] = SoundService.GetListener() as LuaTuple<[Enum.ListenerType, unknown]>;
	return typeIs(object, "Instance") && object.IsA("BasePart") ? object : Workspace.CurrentCamera;
}

function makeListener(): AudioListener {
	const listener = new Instance("AudioListener");
	listener.Name = "AudioScapeListener";
	listener.AudioInteractionGroup = OWN_GROUP;
	const output = new Instance("AudioDeviceOutput");
	output.Parent = listener;
	wire(listener, output);
	return listener;
}

/** Looks after the emitters as long as there are any. */
function listen(scope: Scope): void {
	/** Not wired, so never heard itself: it tells who listens to the place. */
	let probe: AudioEmitter | undefined;
	let own: AudioListener | undefined;

	function join(emitter: Instance): void {
		if (emitter.IsA("AudioEmitter")) emitter.AudioInteractionGroup = own !== undefined ? OWN_GROUP : "";
	}

	function look(): void {
		const place = earPlace();
		// A camera that is destroyed takes along what is in it.
		if (probe?.Parent === undefined) probe = new Instance("AudioEmitter");
		probe.Name = "AudioScapeProbe";
		probe.Parent = place;
		const isHeard = probe.GetInteractingListeners().some(reachesPlayer);
		const before = own;
		if (isHeard) own = undefined;
		else if (own?.Parent === undefined) own = makeListener();
		if (own !== before) {
			before?.Destroy();
			for (const emitter of CollectionService.GetTagged(EMITTER_TAG)) join(emitter);
		}
		if (own !== undefined) own.Parent = place;
		again.set(LOOK_SECONDS);
	}

	const again = createTimer(look);
	scope.own(() => {
		probe?.Destroy();
		own?.Destroy();
	});
	scope.own(again.cancel);
	scope.own(CollectionService.GetInstanceAddedSignal(EMITTER_TAG).Connect(join));
	scope.own(Workspace.GetPropertyChangedSignal("CurrentCamera").Connect(look));
	look();
	for (const emitter of CollectionService.GetTagged(EMITTER_TAG)) join(emitter);
}

let kept = false;

/**
 * Makes emitters heard on this player's machine: by the place's own listener where there is one that comes to the
 * player's ears (`DefaultListenerLocation`, or one of a game's own), else by one at the camera; never by both.
 */
export function keepEar(): void {
	if (kept) return;
	kept = true;
	let scope: Scope | undefined;

	function settle(): void {
		const isEmpty = CollectionService.GetTagged(EMITTER_TAG).isEmpty();
		if (isEmpty === (scope === undefined)) return;
		scope?.release();
		scope = isEmpty ? undefined : createScope();
		if (scope !== undefined) listen(scope);
	}

	CollectionService.GetInstanceAddedSignal(EMITTER_TAG).Connect(settle);
	CollectionService.GetInstanceRemovedSignal(EMITTER_TAG).Connect(settle);
	settle();
}
