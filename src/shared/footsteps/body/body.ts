import Signal from "@rbxts/lemon-signal";
import { SoundService } from "@rbxts/services";

import { timebase } from "../../sound";
import { seedOf } from "../../variety/random";
import type { GaitEvent } from "../brain/gait";
import { createWalker, type Walker } from "../brain/walker";
import type { Tuning } from "../tuning";
import type { Foot, FootstepPack, Step } from "../types";
import { type Character, createCharacter } from "./character";
import { listenerPosition } from "./listener";
import { createRepertoire } from "./repertoire";
import { createStepSounds } from "./sounds";
import { fireStepped } from "./step-signal";
import { createStepVoices } from "./voices";

/** What a machine makes of footsteps: characters that walk, voices that sound. */
export interface FootstepBody {
	/** By surface. After changing it or its packs call `refresh`. */
	readonly packs: Map<string, FootstepPack>;
	refresh: () => void;
	setGroup: (group: SoundGroup | undefined) => void;
	attach: (character: Model) => () => void;
	step: (surface: string, at: Vector3 | undefined, strength: number, character: Model | undefined) => void;
	/** Plays a step that was decided elsewhere. */
	playDecided: (step: Step, at: Vector3 | undefined) => void;
	/** Decides a step; the record is used again by the next decision. */
	pick: (surface: string) => Step | undefined;
	readonly stepped: Signal<[character: Model, step: Step]>;
	destroy: () => void;
}

export interface BodyPorts {
	tuning: Tuning;
	/** An asset of the packs cannot be had on this machine. */
	failed: (assetId: string, status: string) => void;
}

interface Attached {
	character: Character;
	holders: number;
	gone: RBXScriptConnection;
}

const FOLDER_NAME = "AudioScapeFootsteps";

/** Builds everything a machine plays steps with. */
export function createBody(ports: BodyPorts): FootstepBody {
	const { tuning } = ports;
	const baseSeed = tuning.seed ?? math.random(1, 2147483647);
	const attached = new Map<Model, Attached>();
	const order: Character[] = [];
	const named = new Map<string, number>();
	const stepped = new Signal<[character: Model, step: Step]>();
	let ownGroup: SoundGroup | undefined;
	let dirty = false;
	let listener = Vector3.zero;
	let sleep: (() => void) | undefined;
	let destroyed = false;

	const folder = new Instance("Folder");
	folder.Name = FOLDER_NAME;
	folder.Parent = SoundService;
	const voices = createStepVoices(tuning.voices, tuning.range);
	const sounds = createStepSounds({
		parent: folder,
		changed: () => {
			dirty = true;
			wake();
		},
		failed: ports.failed,
	});
	const repertoire = createRepertoire(tuning.fallback, assetId => sounds.isReady(assetId));

	/** Characters of one name get walkers of their own: two guards do not walk in step. */
	function walkerOf(name: string): Walker {
		const count = (named.get(name) ?? 0) + 1;
		named.set(name, count);
		return createWalker(tuning, seedOf(`${name}#${count}`, baseSeed));
	}

	const walker = walkerOf("");

	function useGroup(group: SoundGroup | undefined): void {
		if (group !== undefined) {
			voices.setGroup(group);
			ownGroup?.Destroy();
			ownGroup = undefined;
		} else if (ownGroup === undefined) {
			ownGroup = new Instance("SoundGroup");
			ownGroup.Name = FOLDER_NAME;
			ownGroup.Volume = 1;
			ownGroup.Parent = folder;
			voices.setGroup(ownGroup);
		}
	}

	function tidy(): void {
		dirty = false;
		repertoire.sift();
	}

	function sound(step: Step, at: Vector3): boolean {
		const content = sounds.content(step.assetId);
		const volume = tuning.volume * step.gain;
		return voices.play(content, at, listener, timebase.now(), volume, step.speed, step.from ?? 0, sounds.end(step));
	}

	/** A step that is asked for: the place it is heard at, `undefined` out of range. */
	function within(at: Vector3 | undefined): Vector3 | undefined {
		listener = listenerPosition();
		const place = at ?? listener;
		return place.sub(listener).Magnitude <= tuning.range ? place : undefined;
	}

	function play(
		character: Model | undefined,
		who: Walker,
		event: GaitEvent,
		surface: string | undefined,
		strength: number,
		at: Vector3,
		foot?: Foot,
	): void {
		const pack = repertoire.packFor(surface, event);
		const step = pack && who.decide(pack, strength, repertoire.soundsOf(pack), foot);
		if (step === undefined || !sound(step, at)) return;
		wake();
		fireStepped(stepped, character, step);
	}

	function frame(dt: number): void {
		const now = timebase.now();
		listener = listenerPosition();
		if (dirty) tidy();
		// By index: a listener of `stepped` may attach and detach in the middle of it.
		for (let i = 0; i < order.size(); i++) order[i]!.update(dt, now);
		if (!voices.update(now) && order.isEmpty()) {
			sleep?.();
			sleep = undefined;
		}
	}

	function wake(): void {
		if (sleep === undefined && !destroyed) sleep = timebase.subscribe(frame);
	}

	function remove(model: Model): void {
		const entry = attached.get(model);
		if (entry === undefined) return;
		attached.delete(model);
		entry.gone.Disconnect();
		entry.character.destroy();
		const at = order.indexOf(entry.character);
		if (at !== -1) order.remove(at);
	}

	const stage = {
		tuning,
		play,
		surfaces: repertoire.surfaces,
		audible: repertoire.audible,
		listener: () => listener,
	};
	useGroup(undefined);

	return {
		packs: repertoire.packs,
		stepped,
		setGroup: useGroup,
		refresh: () => {
			sounds.want(repertoire.refresh());
			tidy();
		},
		attach: model => {
			let entry = attached.get(model);
			if (entry === undefined) {
				const character = createCharacter(model, walkerOf(model.Name), stage);
				entry = { character, holders: 0, gone: model.Destroying.Once(() => remove(model)) };
				attached.set(model, entry);
				order.push(character);
				wake();
			}
			const held = entry;
			held.holders += 1;
			let holding = true;
			return () => {
				if (!holding) return;
				holding = false;
				held.holders -= 1;
				if (held.holders === 0 && attached.get(model) === held) remove(model);
			};
		},
		step: (surface, at, strength, character) => {
			const place = within(at);
			if (destroyed || place === undefined) return;
			if (dirty) tidy();
			play(character, walker, "step", repertoire.named(surface), strength, place);
		},
		playDecided: (step, at) => {
			const place = within(at);
			if (destroyed || place === undefined || !sounds.isReady(step.assetId) || !sound(step, place)) return;
			wake();
			fireStepped(stepped, undefined, step);
		},
		pick: surface => {
			const pack = repertoire.packs.get(repertoire.named(surface));
			return pack && walker.decide(pack, 1);
		},
		destroy: () => {
			if (destroyed) return;
			destroyed = true;
			sleep?.();
			sleep = undefined;
			for (const [model] of attached) remove(model);
			sounds.destroy();
			voices.destroy();
			folder.Destroy();
			stepped.Destroy();
			repertoire.clear();
		},
	};
}
