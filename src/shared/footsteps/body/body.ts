import Signal from "@rbxts/lemon-signal";
import { SoundService } from "@rbxts/services";

import { createScope, type Scope } from "../../scope/scope";
import { type Bus, openBus, timebase } from "../../sound";
import { listenerPosition } from "../../sound/listener";
import { seedOf } from "../../variety/random";
import type { Manner } from "../brain/parts";
import { createWalker, type Walker } from "../brain/walker";
import { mannerOf } from "../manner";
import type { Tuning } from "../tuning";
import type { Foot, FootstepPack, Step, StepManner } from "../types";
import { type Attachments, createAttachments } from "./attachments";
import { type CharacterPorts, createCharacter } from "./character";
import { createRepertoire, type Repertoire } from "./repertoire";
import { createStepSounds, type StepSounds } from "./sounds";
import { fireStepped } from "./step-signal";
import { createStepVoices, type StepVoices } from "./voices";

/** What a machine makes of footsteps: characters that walk, voices that sound. */
export interface FootstepBody {
	/** By surface. After changing it or its packs call `refresh`. */
	readonly packs: Map<string, FootstepPack>;
	refresh: () => void;
	setGroup: (group: SoundGroup | undefined) => void;
	attach: (character: Model) => () => void;
	step: (
		surface: string,
		at: Vector3 | undefined,
		strength: number,
		character: Model | undefined,
		manner: StepManner | undefined,
	) => void;
	/** Plays a step that was decided elsewhere. */
	playDecided: (step: Step, at: Vector3 | undefined) => void;
	/** Decides a step; the record is used again by the next decision. */
	pick: (surface: string, manner: StepManner | undefined) => Step | undefined;
	readonly stepped: Signal<(character: Model | undefined, step: Step) => void>;
	destroy: () => void;
}

export interface BodyPorts {
	tuning: Tuning;
	/** An asset of the packs is there on this machine now, or cannot be had. */
	tried: (assetId: string, isReady: boolean) => void;
}

interface State {
	readonly tuning: Tuning;
	readonly scope: Scope;
	readonly stepped: Signal<(character: Model | undefined, step: Step) => void>;
	readonly voices: StepVoices;
	readonly sounds: StepSounds;
	readonly repertoire: Repertoire;
	readonly attachments: Attachments;
	/** What is ready has changed since it was sifted. */
	dirty: boolean;
	listener: Vector3;
	/** Ends the frames; `undefined` while nothing walks or sounds. */
	sleep?: () => void;
}

const FOLDER_NAME = "AudioScapeFootsteps";

function tidy(state: State): void {
	state.dirty = false;
	state.repertoire.sift();
}

function frame(state: State, dt: number): void {
	const now = timebase.now();
	state.listener = listenerPosition();
	if (state.dirty) tidy(state);
	state.attachments.update(dt, now);
	if (state.voices.update(now) || !state.attachments.isEmpty()) return;
	state.sleep?.();
	state.sleep = undefined;
}

function wake(state: State): void {
	if (state.sleep === undefined && !state.scope.isReleased()) state.sleep = timebase.subscribe(dt => frame(state, dt));
}

/** A step that is asked for: the place it is heard at, `undefined` out of range. */
function within(state: State, at: Vector3 | undefined): Vector3 | undefined {
	if (state.scope.isReleased()) return undefined;
	state.listener = listenerPosition();
	const place = at ?? state.listener;
	return place.sub(state.listener).Magnitude <= state.tuning.range ? place : undefined;
}

function sound(state: State, step: Step, at: Vector3): boolean {
	const volume = state.tuning.volume * step.gain;
	const over = state.sounds.end(step);
	return state.voices.play(step.assetId, at, state.listener, timebase.now(), volume, step.speed, step.from ?? 0, over);
}

function play(
	state: State,
	character: Model | undefined,
	who: Walker,
	manner: Manner,
	surface: string | undefined,
	strength: number,
	at: Vector3,
	foot?: Foot,
): void {
	const pack = state.repertoire.packFor(surface, manner);
	const step = pack && who.decide(pack, strength, state.repertoire.soundsOf(pack), foot, manner);
	if (step === undefined || !sound(state, step, at)) return;
	wake(state);
	fireStepped(state.stepped, character, step);
}

/** With a seed characters of one name get streams of their own: two guards do not walk in step. */
function createWalkers(tuning: Tuning): (name: string) => Walker {
	const { seed } = tuning;
	const named = new Map<string, number>();
	return name => {
		if (seed === undefined) return createWalker(tuning);
		const count = (named.get(name) ?? 0) + 1;
		named.set(name, count);
		return createWalker(tuning, seedOf(`${name}#${count}`, seed));
	};
}

function createState(ports: BodyPorts, folder: Instance, bus: Bus, walkerOf: (name: string) => Walker): State {
	const { tuning } = ports;
	const sounds = createStepSounds({
		engine: tuning.engine,
		parent: folder,
		changed: () => {
			state.dirty = true;
			wake(state);
		},
		tried: ports.tried,
	});
	const repertoire = createRepertoire(tuning.fallback, sounds.isReady);
	const characterPorts: CharacterPorts = {
		tuning,
		play: (character, who, manner, surface, strength, at, foot) =>
			play(state, character, who, manner, surface, strength, at, foot),
		surfaces: repertoire.surfaces,
		audible: repertoire.audible,
		listener: () => state.listener,
	};
	const state: State = {
		tuning,
		scope: createScope(),
		stepped: new Signal(),
		voices: createStepVoices(tuning.voices, tuning.range, bus),
		sounds,
		repertoire,
		attachments: createAttachments(model => createCharacter(model, walkerOf(model.Name), characterPorts)),
		dirty: false,
		listener: Vector3.zero,
	};
	return state;
}

/** Builds everything a machine plays steps with. */
export function createBody(ports: BodyPorts): FootstepBody {
	const folder = new Instance("Folder");
	folder.Name = FOLDER_NAME;
	folder.Parent = SoundService;
	const walkerOf = createWalkers(ports.tuning);
	const walker = walkerOf("");
	const bus = openBus({ kind: "footsteps", engine: ports.tuning.engine, name: FOLDER_NAME, parent: folder });
	const state = createState(ports, folder, bus, walkerOf);
	const { scope, repertoire, sounds, voices, attachments, stepped } = state;

	scope.own(repertoire.clear);
	scope.own(() => stepped.Destroy());
	scope.own(folder);
	scope.own(bus);
	scope.own(voices.destroy);
	scope.own(sounds.destroy);
	scope.own(attachments.destroy);
	scope.own(() => state.sleep?.());

	return {
		packs: repertoire.packs,
		stepped,
		setGroup: bus.setGroup,
		refresh: () => {
			sounds.want(repertoire.refresh());
			tidy(state);
		},
		attach: model => {
			const detach = attachments.attach(model);
			wake(state);
			return detach;
		},
		step: (surface, at, strength, character, manner) => {
			const place = within(state, at);
			if (place === undefined) return;
			if (state.dirty) tidy(state);
			play(state, character, walker, mannerOf(manner, character), repertoire.named(surface), strength, place);
		},
		playDecided: (step, at) => {
			const place = within(state, at);
			if (place === undefined || !sounds.isReady(step.assetId) || !sound(state, step, place)) return;
			wake(state);
			fireStepped(stepped, undefined, step);
		},
		pick: (surface, asked) => {
			const manner = mannerOf(asked, undefined);
			const pack = repertoire.known(repertoire.named(surface), manner);
			return pack && walker.decide(pack, 1, undefined, undefined, manner);
		},
		destroy: scope.release,
	};
}
