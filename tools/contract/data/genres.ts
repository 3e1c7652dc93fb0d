/** One canonical genre: what it is called, how it sounds, and the words it answers to. */
export interface Genre {
	name: string;
	/** Legacy Roblox `music_genre` slugs and other spellings that resolve to this genre. */
	legacy: readonly string[];
	bpm: readonly [centre: number, spread: number];
	/** arousal (-1..1), happy, sad, aggressive, relaxed, party, danceable (0..1). */
	feel: readonly [number, number, number, number, number, number, number];
	/** Shares of electronic, acoustic and sung tracks. */
	shares: readonly [electronic: number, acoustic: number, voice: number];
	moods: string;
	words: string;
	styles: string;
}

const genre = (
	name: string,
	legacy: string,
	bpm: Genre["bpm"],
	feel: Genre["feel"],
	shares: Genre["shares"],
	moods: string,
	words: string,
	styles: string,
): Genre => ({ name, legacy: legacy.split(" "), bpm, feel, shares, moods, words, styles });

/** The canonical taxonomy. The slug of a genre is derived from its name. */
export const genres: readonly Genre[] = [
	genre(
		"Pop",
		"pop",
		[112, 14],
		[0.3, 0.7, 0.2, 0.1, 0.3, 0.6, 0.7],
		[0.5, 0.2, 0.9],
		"happy uplifting romantic playful",
		"pop catchy radio hook chart vocal",
		"Dance-pop,Synth-pop,Teen Pop,Ballad",
	),
	genre(
		"Rock",
		"rock alternative_rock",
		[124, 18],
		[0.55, 0.4, 0.2, 0.6, 0.1, 0.4, 0.4],
		[0.1, 0.2, 0.8],
		"energetic aggressive heroic uplifting",
		"rock guitar riff drums band garage",
		"Hard Rock,Classic Rock,Garage Rock,Arena Rock",
	),
	genre(
		"Hip Hop / Rap",
		"hip_hop rap hiphop",
		[90, 12],
		[0.25, 0.4, 0.2, 0.5, 0.2, 0.6, 0.8],
		[0.6, 0.05, 0.85],
		"groovy energetic dark aggressive",
		"hiphop rap beat bars boombap urban",
		"Boom Bap,Trap,Conscious,Gangsta",
	),
	genre(
		"Electronic",
		"electronic edm dance_electronic",
		[122, 10],
		[0.5, 0.5, 0.1, 0.3, 0.2, 0.7, 0.8],
		[0.98, 0.02, 0.25],
		"energetic dreamy uplifting dark",
		"electronic edm synth pulse digital",
		"Electro,IDM,Breakbeat,Electro House",
	),
	genre(
		"House",
		"house deep_house",
		[124, 4],
		[0.5, 0.6, 0.05, 0.15, 0.3, 0.85, 0.95],
		[0.98, 0.02, 0.4],
		"groovy energetic happy uplifting",
		"house club dancefloor four floor deep",
		"Deep House,Tech House,Progressive House,Garage House",
	),
	genre(
		"Techno",
		"techno",
		[132, 6],
		[0.65, 0.2, 0.1, 0.5, 0.05, 0.8, 0.9],
		[0.99, 0.01, 0.08],
		"dark energetic tense aggressive",
		"techno warehouse industrial acid rave",
		"Acid,Minimal,Detroit,Hard Techno",
	),
	genre(
		"Drum & Bass",
		"drum_and_bass dnb jungle",
		[174, 4],
		[0.8, 0.4, 0.1, 0.55, 0.05, 0.7, 0.75],
		[0.97, 0.02, 0.25],
		"energetic aggressive uplifting tense",
		"dnb jungle breakbeat liquid bass fast",
		"Jungle,Liquid,Neurofunk,Jump Up",
	),
	genre(
		"Dubstep",
		"dubstep brostep",
		[140, 4],
		[0.75, 0.25, 0.1, 0.75, 0.05, 0.65, 0.6],
		[0.98, 0.01, 0.2],
		"aggressive energetic dark tense",
		"dubstep wobble bass drop heavy",
		"Brostep,Riddim,Melodic Dubstep,Grime",
	),
	genre(
		"Trance",
		"trance",
		[138, 4],
		[0.7, 0.55, 0.15, 0.2, 0.15, 0.75, 0.7],
		[0.98, 0.02, 0.3],
		"uplifting energetic dreamy epic",
		"trance anthem arpeggio euphoric festival",
		"Progressive Trance,Psy-Trance,Vocal Trance,Goa",
	),
	genre(
		"Lo-Fi",
		"lofi lo_fi chillhop",
		[80, 6],
		[-0.45, 0.4, 0.35, 0.02, 0.9, 0.1, 0.5],
		[0.5, 0.3, 0.08],
		"chill calm dreamy melancholic",
		"lofi chillhop study vinyl tape beats mellow",
		"Chillhop,Jazzhop,Bedroom,Study Beats",
	),
	genre(
		"Ambient",
		"ambient",
		[72, 14],
		[-0.75, 0.3, 0.35, 0.02, 0.95, 0.02, 0.1],
		[0.8, 0.15, 0.05],
		"calm dreamy mysterious spooky",
		"ambient drone pad atmosphere texture space soundscape",
		"Drone,Space Ambient,Dark Ambient,New Age",
	),
	genre(
		"Cinematic / Score",
		"cinematic soundtrack score orchestral",
		[96, 24],
		[0.3, 0.25, 0.35, 0.4, 0.25, 0.05, 0.1],
		[0.3, 0.5, 0.1],
		"epic dark tense heroic",
		"cinematic score orchestral orchestra film trailer strings brass",
		"Score,Trailer,Orchestral,Hybrid",
	),
	genre(
		"Classical",
		"classical",
		[88, 26],
		[-0.3, 0.4, 0.4, 0.05, 0.7, 0.02, 0.05],
		[0.02, 0.97, 0.1],
		"calm romantic melancholic heroic",
		"classical piano strings quartet symphony sonata chamber",
		"Baroque,Romantic,Modern Classical,Chamber",
	),
	genre(
		"Jazz",
		"jazz",
		[116, 30],
		[-0.1, 0.55, 0.25, 0.03, 0.65, 0.2, 0.45],
		[0.05, 0.85, 0.3],
		"groovy chill romantic playful",
		"jazz swing saxophone trumpet trio lounge improvisation",
		"Swing,Bebop,Smooth Jazz,Fusion",
	),
	genre(
		"Blues",
		"blues",
		[92, 20],
		[0, 0.3, 0.6, 0.15, 0.5, 0.2, 0.4],
		[0.03, 0.7, 0.75],
		"melancholic groovy sad chill",
		"blues slide guitar harmonica shuffle delta",
		"Delta Blues,Electric Blues,Chicago Blues,Blues Rock",
	),
	genre(
		"Country",
		"country",
		[108, 16],
		[0.1, 0.6, 0.3, 0.05, 0.5, 0.35, 0.5],
		[0.02, 0.8, 0.9],
		"happy romantic uplifting playful",
		"country western banjo fiddle cowboy honky",
		"Bluegrass,Honky Tonk,Outlaw,Country Pop",
	),
	genre(
		"Folk / Acoustic",
		"folk acoustic singer_songwriter",
		[98, 18],
		[-0.35, 0.45, 0.4, 0.02, 0.75, 0.08, 0.3],
		[0.03, 0.97, 0.6],
		"calm melancholic romantic dreamy",
		"folk acoustic campfire ukulele mandolin gentle",
		"Indie Folk,Celtic,Songwriter,Fingerstyle",
	),
	genre(
		"R&B / Soul",
		"rnb soul r_and_b",
		[86, 14],
		[-0.05, 0.5, 0.35, 0.03, 0.6, 0.35, 0.7],
		[0.4, 0.3, 0.95],
		"romantic groovy chill sad",
		"rnb soul smooth slow groove falsetto",
		"Neo Soul,Contemporary R&B,Motown,Quiet Storm",
	),
	genre(
		"Funk / Disco",
		"funk disco",
		[114, 8],
		[0.5, 0.8, 0.05, 0.1, 0.3, 0.9, 0.95],
		[0.4, 0.25, 0.6],
		"groovy happy playful energetic",
		"funk disco slap bass groove horns seventies",
		"Disco,P-Funk,Nu-Disco,Boogie",
	),
	genre(
		"Reggae / Dub",
		"reggae dub dancehall",
		[78, 10],
		[-0.15, 0.65, 0.15, 0.03, 0.75, 0.45, 0.75],
		[0.3, 0.4, 0.6],
		"chill happy groovy calm",
		"reggae dub island offbeat ska sunshine",
		"Roots,Dub,Dancehall,Ska",
	),
	genre(
		"Latin",
		"latin salsa reggaeton",
		[104, 16],
		[0.4, 0.75, 0.15, 0.08, 0.3, 0.85, 0.9],
		[0.4, 0.4, 0.75],
		"happy romantic energetic groovy",
		"latin salsa samba bossa reggaeton tropical percussion",
		"Salsa,Bossa Nova,Reggaeton,Cumbia",
	),
	genre(
		"World",
		"world traditional",
		[100, 24],
		[0, 0.45, 0.3, 0.08, 0.5, 0.25, 0.45],
		[0.1, 0.85, 0.4],
		"mysterious calm uplifting epic",
		"world traditional flute drum oriental african tribal",
		"African,Middle Eastern,East Asian,Balkan",
	),
	genre(
		"Metal",
		"metal heavy_metal",
		[148, 22],
		[0.9, 0.15, 0.15, 0.95, 0.02, 0.25, 0.25],
		[0.1, 0.02, 0.75],
		"aggressive dark epic energetic",
		"metal heavy distortion shred thrash double kick",
		"Thrash,Death Metal,Power Metal,Metalcore",
	),
	genre(
		"Punk",
		"punk pop_punk",
		[168, 16],
		[0.85, 0.45, 0.1, 0.75, 0.02, 0.5, 0.4],
		[0.05, 0.05, 0.9],
		"energetic aggressive playful uplifting",
		"punk fast skate rebel power chords",
		"Pop Punk,Hardcore,Ska Punk,Post-Punk",
	),
	genre(
		"Indie / Alternative",
		"indie alternative",
		[118, 18],
		[0.15, 0.45, 0.4, 0.15, 0.4, 0.25, 0.45],
		[0.25, 0.35, 0.85],
		"dreamy melancholic uplifting romantic",
		"indie alternative shoegaze jangly reverb",
		"Indie Pop,Shoegaze,Dream Pop,Indie Rock",
	),
	genre(
		"Synthwave / Retro",
		"synthwave retrowave vaporwave",
		[104, 12],
		[0.3, 0.4, 0.25, 0.2, 0.35, 0.5, 0.65],
		[0.99, 0.01, 0.15],
		"dreamy dark energetic mysterious",
		"synthwave retro eighties neon outrun vaporwave arcade",
		"Outrun,Darksynth,Vaporwave,Chillwave",
	),
	genre(
		"Chiptune / Video Game",
		"chiptune video_game 8bit",
		[134, 20],
		[0.5, 0.75, 0.05, 0.15, 0.2, 0.5, 0.55],
		[0.98, 0.01, 0.03],
		"playful happy energetic heroic",
		"chiptune 8bit game arcade pixel console adventure",
		"8-bit,Chip Rock,Game Score,Bitpop",
	),
	genre(
		"Children",
		"children kids",
		[118, 14],
		[0.2, 0.9, 0.05, 0.01, 0.45, 0.4, 0.6],
		[0.2, 0.5, 0.6],
		"playful happy calm uplifting",
		"children kids nursery toy lullaby cute xylophone",
		"Nursery,Lullaby,Cartoon,Educational",
	),
	genre(
		"Holiday",
		"holiday christmas",
		[110, 18],
		[0.05, 0.75, 0.15, 0.01, 0.55, 0.4, 0.4],
		[0.15, 0.7, 0.6],
		"happy romantic calm uplifting",
		"holiday christmas winter bells sleigh snow festive",
		"Christmas,Carols,Winter,Halloween",
	),
	genre(
		"Gospel / Inspirational",
		"gospel inspirational christian",
		[94, 16],
		[0.15, 0.65, 0.25, 0.02, 0.5, 0.2, 0.35],
		[0.15, 0.5, 0.85],
		"uplifting heroic calm romantic",
		"gospel choir inspirational hope hymn piano",
		"Worship,Choir,Spiritual,Inspirational",
	),
];

/** `Hip Hop / Rap` -> `hip-hop-rap`. */
export function slugOf(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-|-$/g, "");
}

export const genreSlugs: readonly string[] = genres.map(g => slugOf(g.name));

const byAnyName = new Map<string, number>();
genres.forEach((g, index) => {
	for (const form of [g.name.toLowerCase(), slugOf(g.name), ...g.legacy]) byAnyName.set(form, index);
});

/** Canonical name, slug, canonical in another case, or legacy slug: all lead to the genre's index. */
export function resolveGenre(form: string): number | undefined {
	return byAnyName.get(form) ?? byAnyName.get(form.toLowerCase());
}
