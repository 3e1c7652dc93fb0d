import Signal from "@rbxts/lemon-signal";
import { CollectionService, Players } from "@rbxts/services";

import { engineClock } from "../../shared/clock/engine-clock";
import { fireStepped } from "../../shared/footsteps/body/step-signal";
import { createSurfaceTable } from "../../shared/footsteps/brain/materials";
import { type Manner, packOf } from "../../shared/footsteps/brain/parts";
import { copyStep, createWalker } from "../../shared/footsteps/brain/walker";
import { characterTag, groupTag, writeDocument } from "../../shared/footsteps/document";
import { mannerOf } from "../../shared/footsteps/manner";
import { characterOf, placeOf } from "../../shared/footsteps/place-of";
import type { Tuning } from "../../shared/footsteps/tuning";
import type { FootstepOptions, Step } from "../../shared/footsteps/types";
import { createScope, type Scope } from "../../shared/scope/scope";
import { seedOf } from "../../shared/variety/random";
import type { ExperienceCore } from "../catalog/port";
import { getStanding } from "../trust";
import type { Outlet } from "./outlet";
import { createPackTrial, readFootstepReport } from "./pack-trial";
import type { PackBook } from "./packs/book";
import { createServerSteps } from "./server-steps";

type Bridge = ExperienceCore["bridge"];

/** Everything of a moment goes out as one message. */
const GATHER_SECONDS = 0.1;

/** Tags what others attach several times until the last lets go. */
function createTags(tag: string, scope: Scope): (instance: Instance) => () => void {
	const holders = new Map<Instance, number>();
	scope.own(() => {
		for (const [instance] of holders) CollectionService.RemoveTag(instance, tag);
		holders.clear();
	});
	return instance => {
		holders.set(instance, (holders.get(instance) ?? 0) + 1);
		CollectionService.AddTag(instance, tag);
		return () => {
			const left = (holders.get(instance) ?? 0) - 1;
			if (left > 0) holders.set(instance, left);
			else if (holders.delete(instance)) CollectionService.RemoveTag(instance, tag);
		};
	};
}

/** Publishes a document: the first state at once, since heroes are heard while the rest is being asked for. */
function createPublisher(bridge: Bridge, topic: string, write: () => object, scope: Scope) {
	let published = false;
	let gathering = false;
	scope.own(() => bridge.clear(topic));

	const publish = scope.alive(() => {
		gathering = false;
		published = true;
		bridge.publish(topic, write());
	});
	function begin(): void {
		if (!published) publish();
	}
	function changed(): void {
		if (gathering) return;
		if (!published) return publish();
		gathering = true;
		engineClock.delay(GATHER_SECONDS, publish);
	}
	return { begin, changed };
}

type Decide = (surface: string, strength: number, manner: Manner) => Step | undefined;

/** Decides steps as players' machines would. */
function createDecider(tuning: Tuning, { packs }: PackBook): Decide {
	const names = [...packs].map(([surface]) => surface);
	const surfaces = createSurfaceTable(names, tuning.fallback);
	const walker = createWalker(tuning, tuning.seed !== undefined ? seedOf("server", tuning.seed) : undefined);
	return (surface, strength, manner) => {
		const own = packs.get(surface) ?? packs.get(surfaces.ofMaterial(surface) ?? surface);
		const pack = packOf(own, manner, ({ variants }) => !variants.isEmpty());
		return pack && walker.decide(pack, strength, undefined, undefined, manner);
	};
}

/** Those who are here say which sounds of the packs load on their machines. */
function hearPlayers(bridge: Bridge, topic: string, book: PackBook, scope: Scope): void {
	const trial = scope.own(createPackTrial({ book, standing: getStanding(), clock: engineClock }));
	scope.own(Players.PlayerAdded.Connect(player => trial.joined(player.UserId)));
	scope.own(Players.PlayerRemoving.Connect(player => trial.left(player.UserId)));
	for (const player of Players.GetPlayers()) trial.joined(player.UserId);
	scope.own(bridge.onReport(topic, (player, payload) => trial.hear(player.UserId, readFootstepReport(payload))));
}

/** The outlet of a server: tells players' machines what they need to know; they walk and play by themselves. */
export function createServerOutlet(
	{ bridge }: ExperienceCore,
	options: Pick<FootstepOptions, "soundGroup">,
	tuning: Tuning,
	book: PackBook,
): Outlet {
	const scope = createScope();
	const topic = bridge.topicFor("footsteps");
	const stepped = scope.own(new Signal<(character: Model | undefined, step: Step) => void>());
	let everyone = 0;
	const publisher = createPublisher(bridge, topic, () => writeDocument(book.packs, tuning, everyone > 0), scope);
	const tagCharacter = createTags(characterTag(topic), scope);
	const decide = createDecider(tuning, book);
	const steps = scope.own(createServerSteps(bridge, topic));
	hearPlayers(bridge, topic, book, scope);
	if (options.soundGroup !== undefined) createTags(groupTag(topic), scope)(options.soundGroup);

	return {
		stepped,
		begin: publisher.begin,
		changed: publisher.changed,
		attach: character => tagCharacter(character),
		attachAll: () => {
			everyone += 1;
			publisher.changed();
			return () => {
				everyone -= 1;
				publisher.changed();
			};
		},
		step: (surface, where, strength, manner) => {
			const character = characterOf(where);
			const step = decide(surface, strength, mannerOf(manner, character));
			if (step === undefined) return;
			publisher.begin();
			steps.send(step, placeOf(where));
			fireStepped(stepped, character, step);
		},
		pick: (surface, manner) => {
			const step = decide(surface, 1, mannerOf(manner, undefined));
			return step && copyStep(step);
		},
		destroy: scope.release,
	};
}
