import Signal from "@rbxts/lemon-signal";
import { CollectionService } from "@rbxts/services";

import { engineClock } from "../../shared/clock/engine-clock";
import { fireStepped } from "../../shared/footsteps/body/step-signal";
import { createSurfaceTable } from "../../shared/footsteps/brain/materials";
import { createWalker } from "../../shared/footsteps/brain/walker";
import { characterTag, groupTag, writeDocument } from "../../shared/footsteps/document";
import { characterOf, placeOf } from "../../shared/footsteps/place-of";
import type { Tuning } from "../../shared/footsteps/tuning";
import type { FootstepOptions, Step } from "../../shared/footsteps/types";
import { seedOf } from "../../shared/variety/random";
import type { ExperienceCore } from "../catalog/port";
import type { PackBook } from "./packs/book";
import { createFailureJury } from "./reports";
import { createServerSteps } from "./server-steps";
import type { Side } from "./side";

/** Everything of a moment goes out as one message. */
const GATHER_SECONDS = 0.1;

/** The server: decides what players' machines need to know and tells them. */
export function createServerSide(core: ExperienceCore, options: FootstepOptions, tuning: Tuning, book: PackBook): Side {
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
			engineClock.delay(GATHER_SECONDS, publish);
		}
	}

	function decide(surface: string, strength: number): Step | undefined {
		const pack = book.packs.get(surface) ?? book.packs.get(surfaces.ofMaterial(surface) ?? surface);
		return pack && walker.decide(pack, strength);
	}

	return {
		changed,
		begin: () => {
			if (!published) publish();
		},
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
