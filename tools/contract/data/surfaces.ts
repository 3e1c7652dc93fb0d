/** One thing a foot can come down on: the words that mean it and how it sounds (bright, hard, wet, loose; 0..1). */
export interface Surface {
	name: string;
	words: string;
	sound: readonly [bright: number, hard: number, wet: number, loose: number];
}

const surface = (name: string, words: string, sound: Surface["sound"]): Surface => ({ name, words, sound });

export const surfaces: readonly Surface[] = [
	surface("Grass", "lawn field meadow soft outdoor", [0.45, 0.1, 0.15, 0.5]),
	surface("Leaves", "forest dry foliage rustle outdoor leafy", [0.7, 0.05, 0.02, 0.95]),
	surface("Dirt", "earth soil ground path trail outdoor", [0.3, 0.3, 0.05, 0.6]),
	surface("Mud", "muddy squelch swamp wet soft", [0.15, 0.05, 0.85, 0.4]),
	surface("Gravel", "pebbles stones crunch driveway granular", [0.75, 0.55, 0.02, 1]),
	surface("Sand", "beach desert dune granular soft", [0.5, 0.1, 0.02, 0.85]),
	surface("Snow", "winter crunch powder cold granular", [0.6, 0.12, 0.2, 0.75]),
	surface("Ice", "frozen glacier slippery crack cold", [0.85, 0.8, 0.3, 0.2]),
	surface("Water", "puddle splash shallow wade wet", [0.65, 0.05, 1, 0.5]),
	surface("Wood", "wooden floor plank boards parquet indoor", [0.4, 0.65, 0, 0.1]),
	surface("Creaky Wood", "wooden old floorboard creak stairs deck", [0.35, 0.6, 0, 0.3]),
	surface("Metal", "steel plate iron ship diamondplate hollow", [0.8, 0.95, 0, 0.05]),
	surface("Metal Grate", "catwalk grating grid rattle industrial", [0.95, 0.9, 0, 0.35]),
	surface("Concrete", "cement pavement sidewalk asphalt street city", [0.5, 0.85, 0, 0.1]),
	surface("Stone", "rock cobblestone slate granite basalt dungeon", [0.45, 0.9, 0, 0.15]),
	surface("Marble", "polished hall palace museum lobby", [0.7, 0.92, 0, 0]),
	surface("Tile", "ceramic bathroom kitchen tiles linoleum", [0.75, 0.88, 0.05, 0.02]),
	surface("Brick", "bricks alley paving limestone", [0.48, 0.82, 0, 0.12]),
	surface("Carpet", "rug fabric soft muffled indoor cloth", [0.15, 0.1, 0, 0.1]),
	surface("Glass", "shards transparent pane crystal", [1, 0.8, 0, 0.3]),
	surface("Plastic", "synthetic vinyl hollow smooth", [0.6, 0.55, 0, 0.08]),
	surface("Rubber", "gym mat track soft squeak", [0.3, 0.25, 0, 0.02]),
];

/** How one step sounds in a library: seconds, strength, and the share of the surface's recordings. */
export interface StepKind {
	title: string;
	words: string;
	duration: readonly [min: number, max: number];
	strength: number;
	share: number;
}

/** Shares sum to 1. The last two are recordings of walks: too long to be one step, as in any real library. */
export const stepKinds: readonly StepKind[] = [
	{
		title: "Footstep {s} Walk",
		words: "single walk step slow shoe",
		duration: [0.22, 0.7],
		strength: 0.45,
		share: 0.4,
	},
	{
		title: "Footstep {s} Run",
		words: "single run fast running sneaker",
		duration: [0.2, 0.5],
		strength: 0.75,
		share: 0.2,
	},
	{
		title: "Footstep {s} Boot Heavy",
		words: "single boot heavy stomp",
		duration: [0.3, 0.9],
		strength: 0.85,
		share: 0.1,
	},
	{ title: "Scuff {s}", words: "scuff slide turn pivot shuffle", duration: [0.4, 1.3], strength: 0.3, share: 0.07 },
	{ title: "Jump {s}", words: "jump takeoff push single", duration: [0.25, 0.8], strength: 0.6, share: 0.05 },
	{
		title: "Land {s}",
		words: "land landing fall drop impact thud single",
		duration: [0.4, 1.4],
		strength: 0.95,
		share: 0.06,
	},
	{
		title: "Footsteps {s} Walking",
		words: "walking steps pair sequence",
		duration: [1.3, 3],
		strength: 0.45,
		share: 0.04,
	},
	{
		title: "Footsteps {s} Walk Loop",
		words: "walking loop sequence long pace",
		duration: [4, 26],
		strength: 0.45,
		share: 0.05,
	},
	{
		title: "Footsteps {s} Running Loop",
		words: "running loop sequence long chase",
		duration: [3.5, 18],
		strength: 0.75,
		share: 0.03,
	},
];
