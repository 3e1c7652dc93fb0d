/** Words that turn a category and subcategory into a named recording. */
export const effectTakes =
	"Close,Distant,Heavy,Light,Soft,Hard,Short,Long,Slow,Fast,Small,Large,Clean,Gritty,Dry,Reverberant".split(",");
export const perspectives =
	"close up,medium distance,far away,indoors,outdoors,in a large hall,in a small room,through a wall".split(",");
export const recordists =
	"Foley Yard,Northside Sound,Pinecone Audio,Field Desk,Little Room FX,Grain & Spark,Tape Attic,Blue Hour Library".split(
		",",
	);

/** Seconds a recording lasts, by category; `any` for the rest. Ambiences are long, clicks are short. */
export const effectDurations: Readonly<Record<string, readonly [min: number, max: number]>> = {
	any: [0.3, 6],
	AMBIENCE: [30, 400],
	ARCHIVED: [1, 60],
	BEEPS: [0.08, 2],
	BULLETS: [0.2, 2],
	CROWDS: [5, 120],
	FIRE: [2, 60],
	GUNS: [0.3, 4],
	LASERS: [0.2, 2.5],
	MACHINES: [2, 60],
	RAIN: [20, 300],
	SWOOSHES: [0.2, 2],
	TRAINS: [4, 90],
	"USER INTERFACE": [0.05, 1.5],
	VEHICLES: [2, 60],
	WATER: [1, 90],
	WEATHER: [5, 180],
	WIND: [10, 240],
};

/** Words people use for a category besides its own name. */
export const effectWords: Readonly<Record<string, string>> = {
	"USER INTERFACE": "ui button menu click hover notification confirm cancel",
	WEAPONS: "blade slash hit melee combat swing clash",
	GUNS: "gunshot fire reload weapon shoot",
	EXPLOSIONS: "explosion blast boom bomb detonate",
	MAGIC: "spell cast enchant sparkle fantasy wizard",
	SWOOSHES: "whoosh swing air pass transition",
	SCIFI: "futuristic space laser technology",
	CREATURES: "growl roar monster snarl beast",
	DOORS: "open close slam squeak handle",
	WATER: "splash drip stream river liquid",
	FIRE: "flame burn campfire crackle",
	RAIN: "rainfall drizzle storm downpour",
	WIND: "breeze gust howl storm",
	GLASS: "shatter break smash crack bottle",
	METAL: "clang steel iron hit scrape",
	WOOD: "plank knock crack log creak",
	ROCKS: "stone boulder rubble crumble",
	FIGHT: "punch kick hit body combat",
	OBJECTS: "coin pickup collect item drop",
	GAMES: "coin collect levelup powerup win jackpot",
	HUMAN: "breathing body person",
	VOICES: "voice shout grunt yell talk",
	CARTOON: "funny comedy boing silly",
	AMBIENCE: "background atmosphere loop environment bed",
	VEHICLES: "car engine drive motor road",
	ALARMS: "warning siren alert bell",
	ELECTRICITY: "electric shock zap spark buzz",
};
