/** One mood: how it bends a track's feel, the words that mean it, and what it is good for in a game. */
export interface Mood {
	name: string;
	/** Added to arousal, happy, sad, aggressive, relaxed, party, danceable. */
	bend: readonly [number, number, number, number, number, number, number];
	words: string;
	scenes: string;
	/** First words of titles. */
	adjectives: string;
}

const mood = (name: string, bend: Mood["bend"], words: string, scenes: string, adjectives: string): Mood => ({
	name,
	bend,
	words,
	scenes,
	adjectives,
});

export const moods: readonly Mood[] = [
	mood(
		"happy",
		[0.15, 0.35, -0.2, -0.1, 0, 0.15, 0.1],
		"cheerful joyful bright sunny fun positive feelgood",
		"town lobby simulator tycoon morning",
		"Sunny Golden Bright Merry Smiling",
	),
	mood(
		"sad",
		[-0.25, -0.35, 0.45, -0.05, 0.1, -0.2, -0.15],
		"sorrow tearful lonely grief heartbreak crying",
		"ending memory graveyard farewell rain",
		"Lonely Broken Fading Empty Last",
	),
	mood(
		"dark",
		[0, -0.3, 0.15, 0.2, -0.15, -0.1, -0.05],
		"gloomy sinister ominous evil shadow brooding night",
		"dungeon cave boss castle crypt",
		"Black Shadow Hollow Midnight Sunken",
	),
	mood(
		"epic",
		[0.3, 0, 0, 0.2, -0.2, 0, -0.1],
		"grand massive powerful monumental dramatic huge",
		"boss battle trailer siege finale",
		"Titan Rising Thunder Colossal Immortal",
	),
	mood(
		"chill",
		[-0.3, 0.1, 0, -0.1, 0.3, -0.05, 0.05],
		"laidback easy mellow loungy relaxed cosy cozy",
		"lobby menu cafe hangout shop",
		"Slow Lazy Velvet Mellow Cosy",
	),
	mood(
		"energetic",
		[0.4, 0.1, -0.15, 0.1, -0.25, 0.2, 0.1],
		"fast upbeat driving powerful intense active hype workout",
		"race chase obby parkour arena",
		"Turbo Rapid Electric Wild Hyper",
	),
	mood(
		"tense",
		[0.2, -0.25, 0.05, 0.25, -0.3, -0.1, -0.1],
		"tension suspense suspenseful nervous danger urgent anxious",
		"boss stealth chase countdown horror",
		"Ticking Razor Cold Narrow Final",
	),
	mood(
		"romantic",
		[-0.2, 0.15, 0.1, -0.1, 0.2, 0, 0],
		"love tender sweet intimate passion wedding",
		"date ballroom sunset garden dinner",
		"Tender Crimson Sweet Gentle Moonlit",
	),
	mood(
		"dreamy",
		[-0.25, 0.05, 0.05, -0.1, 0.25, -0.05, 0],
		"ethereal floating hazy airy surreal dream cloud",
		"sky clouds space menu underwater",
		"Drifting Weightless Hazy Silver Distant",
	),
	mood(
		"mysterious",
		[-0.1, -0.15, 0.1, 0.02, 0, -0.1, -0.1],
		"mystery secret curious enigmatic strange puzzle",
		"ruins puzzle forest library temple",
		"Hidden Secret Veiled Forgotten Strange",
	),
	mood(
		"playful",
		[0.15, 0.3, -0.2, -0.1, 0.05, 0.1, 0.1],
		"quirky funny silly whimsical bouncy comedy cartoon",
		"minigame pet toyshop playground tutorial",
		"Bouncy Silly Tiny Jolly Wobbly",
	),
	mood(
		"aggressive",
		[0.4, -0.2, -0.1, 0.4, -0.3, 0.05, 0],
		"angry brutal fierce violent rage hard furious",
		"battle fight arena war pvp",
		"Savage Burning Iron Rabid Feral",
	),
	mood(
		"melancholic",
		[-0.25, -0.2, 0.35, -0.05, 0.15, -0.15, -0.1],
		"nostalgic wistful bittersweet longing autumn reflective",
		"memory rain autumn village credits",
		"Autumn Faded Grey Wistful Old",
	),
	mood(
		"uplifting",
		[0.2, 0.25, -0.15, -0.1, 0, 0.1, 0],
		"inspiring hopeful motivational optimistic triumphant victory",
		"victory levelup credits summit dawn",
		"Soaring Bright Open New Radiant",
	),
	mood(
		"calm",
		[-0.4, 0.05, 0.05, -0.15, 0.4, -0.15, -0.1],
		"peaceful quiet soothing serene soft gentle meditation sleep relaxing",
		"forest garden spa lake night",
		"Still Quiet Soft Pale Resting",
	),
	mood(
		"spooky",
		[0, -0.3, 0.1, 0.1, -0.2, -0.1, -0.15],
		"scary horror creepy eerie haunted ghost halloween",
		"horror graveyard mansion asylum crypt",
		"Haunted Crooked Whispering Ghostly Rotten",
	),
	mood(
		"heroic",
		[0.3, 0.15, -0.05, 0.15, -0.1, 0, -0.05],
		"hero brave adventure noble fantasy medieval quest knight",
		"quest kingdom battle castle voyage",
		"Brave Royal Golden Valiant Sworn",
	),
	mood(
		"groovy",
		[0.1, 0.2, -0.1, -0.05, 0.1, 0.3, 0.25],
		"funky dance groove party swinging bass club",
		"club party dancefloor city skate",
		"Funky Sticky Neon Downtown Slick",
	),
];

/** Last words of titles, by what a game uses them for; any scene without a row uses `any`. */
export const titleNouns: Readonly<Record<string, string>> = {
	any: "Horizon Echo Signal River Lantern Harbor Mirror Ember Garden Engine Atlas Paper Compass Orbit Canyon Feather Clock Window Tower Static",
	boss: "Throne Behemoth Overlord Reckoning Colossus",
	battle: "Charge Banner Siege Blade Vanguard",
	forest: "Grove Canopy Fern Hollow Birch",
	dungeon: "Catacomb Dungeon Labyrinth Vault Chain",
	horror: "Doll Attic Corridor Whisper Basement",
	race: "Velocity Overdrive Circuit Nitro Apex",
	chase: "Pursuit Escape Rooftop Sprint Adrenaline",
	lobby: "Lounge Lobby Sofa Fountain Terrace",
	town: "Market Square Bakery Village Cobblestone",
	space: "Nebula Comet Satellite Eclipse Starship",
	club: "Dancefloor Strobe Bassline Mirrorball Afterhours",
	rain: "Rain Umbrella Puddle Drizzle Gutter",
	victory: "Victory Podium Fanfare Crown Summit",
	night: "Moon Night Owl Streetlight Lullaby",
	puzzle: "Riddle Puzzle Cipher Gear Keyhole",
	quest: "Quest Journey Oath Caravan Frontier",
	castle: "Castle Keep Drawbridge Gargoyle Throne",
};

/** What a title may be, besides `Adjective Noun`. Numbers are there so that numeric text finds something. */
export const titleForms: ReadonlyArray<(adjective: string, noun: () => string, number: () => number) => string> = [
	(a, n) => `${a} ${n()}`,
	(a, n) => `${a} ${n()}`,
	(a, n) => `The ${a} ${n()}`,
	(_, n) => n(),
	(_, n) => `${n()} of the ${n()}`,
	a => a,
	(_, n) => `${n()} and ${n()}`,
	(_, n, number) => `${n()} ${number()}`,
];

export const artistParts = {
	first:
		"Nova Marlo Ivory Kilo Juniper Oskar Silver Lumen Paper Cobalt Wren Atlas Mira Dusty Hollow Echo Velvet Static Polar Amber Rook Sable Tidal Copper Fable Onyx Saffron Pixel Harbor Quill".split(
			" ",
		),
	second:
		"Vale Arcade Brothers Collective Parade Kane Orchestra Drive Lindqvist Union Mori Fields Okafor Machine Ensemble Castillo Winters Society Haze Delgado Quartet Club Sato Bloom Ferreira Kids System Moreau Pilots Garden".split(
			" ",
		),
} as const;

/** Artists this catalog lacks but recognises, and the genre their listeners are given instead. */
export const outsideArtists: Readonly<Record<string, string>> = {
	"daft punk": "house",
	"taylor swift": "pop",
	"hans zimmer": "cinematic-score",
	metallica: "metal",
	"miles davis": "jazz",
	"bob marley": "reggae-dub",
	skrillex: "dubstep",
	"brian eno": "ambient",
	"the beatles": "rock",
	"bohemian rhapsody": "rock",
	mozart: "classical",
	kraftwerk: "electronic",
	"green day": "punk",
	"johnny cash": "country",
	"stevie wonder": "r-b-soul",
	"bad bunny": "latin",
};
