import AudioScape, {
	type FootstepPack,
	type SoundBankPool,
	type Step,
	type SurfaceSource,
	type ZoneDefinition,
} from "@rbxts/audioscape";

import { holds, type Same } from "./same";

const client = new AudioScape("key");
declare const named: string;
declare const zone: ZoneDefinition;

// Footsteps know the surfaces that they were made with.
const footsteps = client.createFootsteps({ surfaces: { Grass: "1", Stone: { query: "stone" } }, fallback: "Grass" });
const step = footsteps.pick("Grass");
holds<Same<typeof step, Step<"Grass" | "Stone"> | undefined>>();
const pack = footsteps.packs.get("Stone");
holds<Same<typeof pack, FootstepPack<"Grass" | "Stone"> | undefined>>();
footsteps.stepped.Connect((character, { surface }) => {
	holds<Same<typeof character, Model | undefined>>();
	holds<Same<typeof surface, "Grass" | "Stone">>();
});
// @ts-expect-error -- the character may be missing
footsteps.stepped.Connect(character => print(character.Name));
// A material that is not listed sounds as a listed one does.
footsteps.step("Slate");
footsteps.step(named);
// @ts-expect-error -- the fallback is one of the surfaces
client.createFootsteps({ surfaces: { Grass: "1" }, fallback: "Stone" });

// Surfaces that are put together at run time are strings.
declare const surfaces: Record<string, SurfaceSource>;
const loose = client.createFootsteps({ surfaces, fallback: named });
const looseStep = loose.pick(named);
holds<Same<typeof looseStep, Step | undefined>>();
const mapped = client.createFootsteps({
	surfaces: new Map<string | Enum.Material, SurfaceSource>([
		[Enum.Material.Grass, "1"],
		["Ice", "2"],
	]),
	fallback: "Ice",
});
const mappedStep = mapped.pick("Ice");
holds<Same<typeof mappedStep, Step | undefined>>();

// Zones complete the names they were made with and take those that a place adds.
const zones = client.createZones({ zones: { village: zone, dungeon: zone } });
zones.setEnabled("village", false);
zones.enter("a zone that a tag made");
zones.changed.Connect((player, to, from) => {
	holds<Same<typeof player, Player>>();
	if (to === "village" && from === undefined) print("home");
});
const current: string | undefined = zones.current();
print(current);
// @ts-expect-error -- a zone is called by its name
zones.setEnabled(1, true);
client.createZones();

// A bank knows its pools.
const bank = client.createSoundBank({ seeds: { door: "1", impact: { query: "impact" } } });
const pool = bank.Pools.door;
holds<Same<NonNullable<typeof pool>["name"], "door">>();
bank.pick("impact");
const other = bank.Pools[named];
holds<Same<typeof other, SoundBankPool | undefined>>();
