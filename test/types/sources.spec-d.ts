import AudioScape, { type Radio, type RadioOptions, type SearchOptions } from "@rbxts/audioscape";

import { holds, type Same } from "./same";

const client = new AudioScape("key");
declare const radio: Radio;
declare const part: Part;

// A station needs to know what to play; its sources can be combined.
client.createRadio({ seed: "1848354536", query: "synthwave", genre: "electronic" });
client.createRadio({ trending: true });
client.createRadio({ fallback: ["1848354536"] });
// @ts-expect-error -- nothing to play
client.createRadio({});
// @ts-expect-error -- filters are not a source
client.createRadio({ filters: {}, volume: 0.5 });
// @ts-expect-error -- the trending list, switched off
client.createRadio({ trending: false });

holds<Same<Extract<RadioOptions | SearchOptions, undefined>, never>>();

// A search needs words or ids, and takes both.
client.search({ query: "rain" });
client.search({ asset_ids: ["1"] });
client.search({ query: "rain", asset_ids: ["1"], limit: 5 });
client.promises.search({ query: "rain" });
// @ts-expect-error -- nothing to search for
client.search({});
// @ts-expect-error -- a limit is not a search
client.search({ limit: 5 });
// @ts-expect-error -- nothing to search for
client.promises.search({});
// @ts-expect-error -- nothing to search for
client.each("search", {});
client.sfxSearch({ query: "door" });
client.sfxSearch({ filters: { categories: ["Footsteps"] } });
// @ts-expect-error -- neither words nor categories
client.sfxSearch({});
// @ts-expect-error -- a duration is not a search
client.sfxSearch({ filters: { duration: { max: 1 } } });

// A surface has one source.
client.createFootsteps({ surfaces: { Grass: "1", Wood: { seed: "1" }, Sand: { query: "sand", land: "2" } } });
// @ts-expect-error -- two sources at once
client.createFootsteps({ surfaces: { Grass: { seed: "1", query: "grass" } } });
// @ts-expect-error -- a level, but no source
client.createFootsteps({ surfaces: { Grass: { gain: 0.5 } } });
// @ts-expect-error -- what is heard on landing has one source, too
client.createFootsteps({ surfaces: { Grass: { seed: "1", land: { assets: ["2"], playlist: "x" } } } });

// So has a zone.
client.createZones({ zones: { hall: { area: part, music: { query: "calm", tracks: 3 } } } });
client.createZones({ zones: { hall: { area: part, music: { radio } } }, default: { similarTo: "1" } });
// @ts-expect-error -- two sources at once
client.createZones({ zones: { hall: { area: part, music: { query: "calm", playlist: "x" } } } });
// @ts-expect-error -- a table is not a radio
client.createZones({ zones: { hall: { area: part, music: { radio: {} } } } });
// @ts-expect-error -- a Part is not a radio
client.createZones({ zones: { hall: { area: part, music: { radio: part } } } });
// @ts-expect-error -- no source at all
client.createZones({ zones: { hall: { area: part, music: {} } } });

// And so has a pool.
client.createSoundBank({ seeds: { door: { query: "wooden door" }, impact: "1" } });
// @ts-expect-error -- two sources at once
client.createSoundBank({ seeds: { door: { query: "wooden door", assets: ["1"] } } });
