import Signal from "@rbxts/lemon-signal";
import { SoundService } from "@rbxts/services";

import { timebase } from "../../sound";
import type { GaitEvent } from "../brain/gait";
import { createSurfaceTable, type SurfaceTable } from "../brain/materials";
import { seedOf } from "../brain/random";
import { createWalker, type Walker } from "../brain/walker";
import type { Tuning } from "../options";
import type { Foot, FootstepPack, Step, StepVariant } from "../types";
import { type Character, createCharacter } from "./character";
import { listenerPosition } from "./listener";
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
const NOTHING: ReadonlyArray<StepVariant> = [];

/** Builds everything a machine plays steps with. */
export function createBody(ports: BodyPorts): FootstepBody {
	const { tuning } = ports;
	const baseSeed = tuning.seed ?? math.random(1, 2147483647);
	const packs = new Map<string, FootstepPack>();
	const playable = new Map<FootstepPack, ReadonlyArray<StepVariant>>();
	const attached = new Map<Model, Attached>();
	const order: Character[] = [];
	const named = new Map<string, number>();
	const stepped = new Signal<[character: Model, step: Step]>();
	let surfaces: SurfaceTable = createSurfaceTable([], undefined);
	let ownGroup: SoundGroup | undefined;
	let dirty = false;
	/** Whether any surface can be heard: until then characters keep their default sound. */
	let audible = false;
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

	/** The list stays the same one while its sounds do, so that bags are not dealt anew for nothing. */
	function sift(pack: FootstepPack): void {
		const ready = pack.variants.filter(variant => sounds.isReady(variant.assetId));
		const before = playable.get(pack);
		const same = before !== undefined && before.size() === ready.size() && before.every((one, i) => one === ready[i]);
		if (!same) playable.set(pack, ready);
		if (pack.land !== undefined) sift(pack.land);
		if (pack.jump !== undefined) sift(pack.jump);
	}

	function siftAll(): void {
		dirty = false;
		audible = false;
		for (const [, pack] of packs) {
			sift(pack);
			audible = audible || !soundsOf(pack).isEmpty();
		}
	}

	function collect(pack: FootstepPack, into: Set<string>): void {
		for (const variant of pack.variants) into.add(variant.assetId);
		if (pack.land !== undefined) collect(pack.land, into);
		if (pack.jump !== undefined) collect(pack.jump, into);
	}

	function soundsOf(pack: FootstepPack | undefined): ReadonlyArray<StepVariant> {
		return (pack && playable.get(pack)) ?? NOTHING;
	}

	/** The pack of a step: landing and jump have their own where the game gave one; an empty one hands over to the fallback. */
	function packFor(surface: string | undefined, event: GaitEvent): FootstepPack | undefined {
		const base = surface !== undefined ? packs.get(surface) : undefined;
		if (event === "jump") return base?.jump;
		if (event === "land" && base?.land !== undefined && !soundsOf(base.land).isEmpty()) return base.land;
		if (!soundsOf(base).isEmpty()) return base;
		return surfaces.fallback !== undefined ? packs.get(surfaces.fallback) : undefined;
	}

	function sound(step: Step, at: Vector3): boolean {
		const content = sounds.content(step.assetId);
		const volume = tuning.volume * step.gain;
		return voices.play(content, at, listener, timebase.now(), volume, step.speed, step.from ?? 0, sounds.end(step));
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
		const pack = packFor(surface, event);
		const choice = soundsOf(pack);
		if (pack === undefined || choice.isEmpty()) return;
		const step = who.decide(pack, strength, choice, foot);
		if (step === undefined || !sound(step, at)) return;
		wake();
		fireStepped(stepped, character, step);
	}

	function frame(dt: number): void {
		const now = timebase.now();
		listener = listenerPosition();
		if (dirty) siftAll();
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

	useGroup(undefined);

	return {
		packs,
		stepped,
		setGroup: useGroup,
		refresh: () => {
			const names: string[] = [];
			const wanted = new Set<string>();
			for (const [surface, pack] of packs) {
				names.push(surface);
				collect(pack, wanted);
			}
			surfaces = createSurfaceTable(names, tuning.fallback);
			sounds.want(wanted);
			siftAll();
		},
		attach: model => {
			let entry = attached.get(model);
			if (entry === undefined) {
				const stage = {
					tuning,
					play,
					surfaces: () => surfaces,
					listener: () => listener,
					audible: () => audible,
				};
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
			if (destroyed) return;
			if (dirty) siftAll();
			listener = listenerPosition();
			const place = at ?? listener;
			if (place.sub(listener).Magnitude > tuning.range) return;
			const known = packs.has(surface) ? surface : (surfaces.ofMaterial(surface) ?? surface);
			play(character, walker, "step", known, strength, place);
		},
		playDecided: (step, at) => {
			if (destroyed) return;
			listener = listenerPosition();
			const place = at ?? listener;
			if (place.sub(listener).Magnitude > tuning.range || !sounds.isReady(step.assetId)) return;
			if (!sound(step, place)) return;
			wake();
			fireStepped(stepped, undefined, step);
		},
		pick: surface => {
			const pack = packs.get(surface) ?? packs.get(surfaces.ofMaterial(surface) ?? surface);
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
			packs.clear();
			playable.clear();
		},
	};
}
