import AudioScape, {
	type Answer,
	type AudioScapeOptions,
	type BeatHit,
	type EnergyCurve,
	type FootstepOptions,
	type FootstepPack,
	type Footsteps,
	type ListPlayer,
	type MixHandle,
	type MusicSource,
	type NowPlaying,
	type OnReturn,
	type Playlist,
	type Problem,
	type QueuedTrack,
	type Radio,
	type RadioOptions,
	type SearchOptions,
	type SearchResult,
	type SnapshotDefinition,
	type SoundBank,
	type SoundBankSource,
	type Step,
	type SurfaceSource,
	type Track,
	VERSION,
	type ZoneArea,
	type ZoneDefinition,
	type Zones,
	type ZoneVolume,
} from "@rbxts/audioscape";

import { holds, type Same } from "./same";

// Whatever a game has in hand has a name that it can write down.
const client = new AudioScape("key");
const footsteps: Footsteps = client.createFootsteps({ surfaces: { Grass: "1" } });
const step: Step | undefined = footsteps.pick("Grass");
const pack: FootstepPack | undefined = footsteps.packs.get("Grass");
const surface: SurfaceSource = { query: "footstep on gravel" };
const footstepOptions: FootstepOptions = { surfaces: { Gravel: surface } };
const radio: Radio = client.createRadio({ seed: "1" });
const now: NowPlaying | undefined = radio.nowPlaying;
const queued: QueuedTrack | undefined = radio.queue[0];
const energy: EnergyCurve = minute => minute / 60;
const radioOptions: RadioOptions = { query: "lofi", energy };
const volume: ZoneVolume = { cframe: new CFrame(), size: new Vector3(1, 1, 1), shape: "ball" };
const area: ZoneArea = volume;
const onReturn: OnReturn = "next";
const music: MusicSource = { radio };
const zone: ZoneDefinition = { area, music, onReturn };
const zones: Zones = client.createZones({ zones: { hall: zone } });
const seed: SoundBankSource = { playlist: "impacts" };
const bank: SoundBank = client.createSoundBank({ seeds: { impact: seed } });
const player: ListPlayer = client.createPlayer();
const ducked: MixHandle = client.duck({ by: -6 });
const menu: SnapshotDefinition = { groups: { music: { by: -12 } } };
const search: SearchOptions = { query: "rain" };
const answer: Answer<SearchResult> = client.search(search);
const options: AudioScapeOptions = { engine: "auto" };
radio.onBeat(2, (hit: BeatHit) => print(hit));
client.defineSnapshot("menu", menu);
print(step, pack, footstepOptions, now, queued, radioOptions, zones, bank, player, ducked, answer, options, VERSION);

// What a search answers is a track, a reason or a problem.
const [result, err, problem] = client.search({ query: "rain" });
holds<Same<typeof result, SearchResult | undefined>>();
holds<Same<typeof err, string | undefined>>();
holds<Same<typeof problem, Problem | undefined>>();
const [listed] = client.getPlaylist({ playlist_id: "impacts" });
const playlist: Playlist | undefined = listed?.playlist;
const track: Track | undefined = listed?.tracks?.[0];
print(playlist, track);
