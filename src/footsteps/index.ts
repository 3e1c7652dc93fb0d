import Signal from "@rbxts/lemon-signal";
import { CollectionService } from "@rbxts/services";

import type { ExperienceCore, Problem } from "../catalog/port";
import { timebase } from "../sound";
import { createBody } from "./body/body";
import { followPlayers } from "./body/cast";
import { fireStepped } from "./body/step-signal";
import { createSurfaceTable } from "./brain/materials";
import { seedOf } from "./brain/random";
import { copyStep, createWalker } from "./brain/walker";
import { characterTag, groupTag, writeDocument } from "./document";
import { footstepMessages } from "./messages";
import { packTuningOf, type Tuning, tuningOf } from "./options";
import { createPackBook, type PackBook } from "./packs/book";
import { characterOf, placeOf } from "./place-of";
import { createFailureJury } from "./reports";
import { createServerSteps } from "./server-steps";
import type { FootstepOptions, FootstepPack, Footsteps, Step } from "./types";

export type {
	AssetsSource,
	Foot,
	FootstepOptions,
	FootstepPack,
	Footsteps,
	PackSource,
	PlaylistSource,
	QuerySource,
	SeedSource,
	Step,
	StepVariant,
	Stride,
	SurfaceSource,
} from "./types";

/** What the two sides do differently once packs are there. */
interface Side {
	/** Packs or attachments have changed. */
	changed: () => void;
	attach: (character: Model) => () => void;
	attachAll: () => () => void;
	step: (surface: string, where: BasePart | Attachment | undefined, strength: number) => void;
	pick: (surface: string) => Step | undefined;
	stepped: Signal<[character: Model, step: Step]>;
	destroy: () => void;
}

/** Everything of a moment goes out as one message. */
const GATHER_SECONDS = 0.1;

/** The server: decides what players' machines need to know and tells them. */
function createServerSide(core: ExperienceCore, options: FootstepOptions, tuning: Tuning, book: PackBook): Side {
	const { bridge } = core;
	const topic = bridge.topicFor("footsteps");
	const stepped = new Signal<[character: Model, step: Step]>();
	const surfaces = createSurfaceTable(
		[...book.packs].map(([surface]) => surface),
		tuning.fallback,
	);
	const walker = createWalker(tuning, seedOf("server", tuning.seed ?? math.random(1, 2147483647)));
	const steps = createServerSteps(bridge, topic);
	const tagged = new Map<Model, number>();
	const stopReports = bridge.onReport(
		topic,
		createFailureJury(assetId => book.drop(assetId)),
	);
	let everyone = 0;
	let published = false;
	let gathering = false;
	let destroyed = false;

	if (options.soundGroup !== undefined) CollectionService.AddTag(options.soundGroup, groupTag(topic));

	function publish(): void {
		gathering = false;
		published = true;
		if (!destroyed) bridge.publish(topic, writeDocument(book.packs, tuning, everyone > 0));
	}

	/** The first state goes out at once: heroes are heard while the rest is still being asked for. */
	function changed(): void {
		if (!published) publish();
		else if (!gathering) {
			gathering = true;
			timebase.after(GATHER_SECONDS, publish);
		}
	}

	function decide(surface: string, strength: number): Step | undefined {
		const pack = book.packs.get(surface) ?? book.packs.get(surfaces.ofMaterial(surface) ?? surface);
		return pack && walker.decide(pack, strength);
	}

	return {
		changed,
		stepped,
		attach: character => {
			tagged.set(character, (tagged.get(character) ?? 0) + 1);
			CollectionService.AddTag(character, characterTag(topic));
			return () => {
				const left = (tagged.get(character) ?? 0) - 1;
				if (left > 0) {
					tagged.set(character, left);
					return;
				}
				tagged.delete(character);
				CollectionService.RemoveTag(character, characterTag(topic));
			};
		},
		attachAll: () => {
			everyone += 1;
			changed();
			return () => {
				everyone -= 1;
				changed();
			};
		},
		step: (surface, where, strength) => {
			const step = decide(surface, strength);
			if (step === undefined) return;
			if (!published) publish();
			steps.send(step, placeOf(where));
			fireStepped(stepped, characterOf(where), step);
		},
		pick: surface => decide(surface, 1),
		destroy: () => {
			destroyed = true;
			stopReports();
			steps.destroy();
			for (const [character] of tagged) CollectionService.RemoveTag(character, characterTag(topic));
			tagged.clear();
			if (options.soundGroup !== undefined) CollectionService.RemoveTag(options.soundGroup, groupTag(topic));
			bridge.clear(topic);
			stepped.Destroy();
		},
	};
}

/** A player's machine on its own: what it decides it plays. */
function createPlayerSide(options: FootstepOptions, tuning: Tuning, book: PackBook): Side {
	const body = createBody({ tuning, failed: assetId => book.drop(assetId) });
	body.setGroup(options.soundGroup);
	return {
		stepped: body.stepped,
		changed: () => {
			for (const [surface, pack] of book.packs) body.packs.set(surface, pack);
			body.refresh();
		},
		attach: body.attach,
		attachAll: () => followPlayers(body.attach),
		step: (surface, where, strength) => body.step(surface, placeOf(where), strength, characterOf(where)),
		pick: body.pick,
		destroy: body.destroy,
	};
}

/**
 * Footsteps that sound walked: a pack of likes a surface, level-matched, trimmed, never the same twice in a row, on
 * every character near the listener. On a server it publishes what players' machines need; they do the rest.
 *
 * @example
 * const footsteps = createFootsteps(core, { surfaces: { Grass: "9120386436" } });
 * footsteps.attachAll();
 */
export function createFootsteps(core: ExperienceCore, options: FootstepOptions): Footsteps {
	if (!typeIs(options, "table") || !typeIs(options.surfaces, "table")) error(footstepMessages.noSurfaces(), 2);
	const tuning = tuningOf(options, warn);
	let destroyed = false;
	let begun = false;

	const book = createPackBook(
		{
			catalog: core.catalog,
			manifest: core.manifest,
			after: (seconds, fn) => timebase.after(seconds, fn),
			random: () => math.random(),
			changed: () => {
				if (!destroyed) side.changed();
			},
		},
		options.surfaces,
		packTuningOf(options, warn),
	);
	const side: Side =
		core.bridge.side === "server"
			? createServerSide(core, options, tuning, book)
			: createPlayerSide(options, tuning, book);

	/** Heroes first, then everything: attaching never waits for the catalog. */
	function begin(): void {
		if (begun) return;
		begun = true;
		side.changed();
		task.spawn(book.resolve);
	}

	const detachers = new Set<() => void>();
	function held(detach: () => void): () => void {
		const once = (): void => {
			if (detachers.delete(once)) detach();
		};
		detachers.add(once);
		return once;
	}

	return {
		packs: book.packs as ReadonlyMap<string, FootstepPack>,
		stepped: side.stepped,
		resolve() {
			if (destroyed) return $tuple(false, footstepMessages.gone(), undefined);
			begun = true;
			side.changed();
			const problem: Problem | undefined = book.resolve();
			return $tuple(problem === undefined, problem?.message, problem);
		},
		attach(character) {
			if (destroyed) return () => {};
			const detach = held(side.attach(character));
			begin();
			return detach;
		},
		attachAll() {
			if (destroyed) return () => {};
			const detach = held(side.attachAll());
			begin();
			return detach;
		},
		step(surface, where, strength = 1) {
			if (!destroyed) side.step(surface, where, strength);
		},
		pick(surface) {
			const step = destroyed ? undefined : side.pick(surface);
			return step && copyStep(step);
		},
		destroy() {
			if (destroyed) return;
			for (const detach of detachers) detach();
			destroyed = true;
			book.destroy();
			side.destroy();
		},
	};
}
