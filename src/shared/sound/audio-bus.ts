import { SoundService } from "@rbxts/services";

import { type Bus, type BusOptions, OPEN } from "./bus";
import { decayOf, decibelsOf } from "./room";
import { wire } from "./wire";

const MAX_FADER = 3;

/**
 * Follows what a SoundGroup makes of the level of what plays into it: its own volume times that of the groups it lies in.
 *
 * @returns a function that ends it
 */
function followLevel(group: SoundGroup, write: (level: number) => void): () => void {
	const connections = new Array<RBXScriptConnection>();
	let groups = new Array<SoundGroup>();

	function tell(): void {
		let level = 1;
		for (const each of groups) level *= each.Volume;
		write(level);
	}

	function unfollow(): void {
		for (const connection of connections) connection.Disconnect();
		connections.clear();
	}

	function follow(): void {
		unfollow();
		groups = [];
		connections.push(group.AncestryChanged.Connect(follow));
		let at: Instance | undefined = group;
		while (at !== undefined && at.IsA("SoundGroup")) {
			groups.push(at);
			connections.push(at.GetPropertyChangedSignal("Volume").Connect(tell));
			at = at.Parent;
		}
		tell();
	}

	follow();
	return unfollow;
}

/** What a game's group makes of the level; 1 without one. */
function createGroupLevel(changed: () => void) {
	let now = 1;
	let unfollow = (): void => {};
	return {
		now: () => now,
		unfollow: () => unfollow(),
		follow: (group: SoundGroup | undefined): void => {
			unfollow();
			const write = (level: number): void => {
				now = level;
				changed();
			};
			unfollow = group !== undefined ? followLevel(group, write) : () => {};
			if (group === undefined) write(1);
		},
	};
}

/** One way out of a bus: everything that enters it sounds as the bus says. */
interface Way {
	readonly fader: AudioFader;
	set: (level: number, lowPass: number, reverb: number) => void;
}

/** Makes a way to an end of the wire; what changes the sound is put in when it is first needed. */
function createWay(name: string, parent: Instance, sink: Instance): Way {
	const fader = new Instance("AudioFader");
	fader.Name = name;
	let last = wire(fader, sink);
	let filter: AudioFilter | undefined;
	let room: AudioReverb | undefined;
	fader.Parent = parent;

	function insert(node: AudioFilter | AudioReverb): void {
		node.Parent = fader;
		last.TargetInstance = node;
		last = wire(node, sink);
	}

	function muffle(lowPass: number): void {
		if (filter === undefined) {
			if (lowPass >= OPEN) return;
			filter = new Instance("AudioFilter");
			filter.FilterType = Enum.AudioFilterType.Lowpass12dB;
			insert(filter);
		}
		filter.Bypass = lowPass >= OPEN;
		if (!filter.Bypass) filter.Frequency = lowPass;
	}

	function ring(reverb: number): void {
		if (room === undefined) {
			if (reverb <= 0) return;
			room = new Instance("AudioReverb");
			insert(room);
		}
		room.Bypass = reverb <= 0;
		if (room.Bypass) return;
		room.WetLevel = decibelsOf(reverb);
		room.DecayTime = decayOf(reverb);
	}

	return {
		fader,
		set: (level, lowPass, reverb) => {
			fader.Volume = math.min(level, MAX_FADER);
			muffle(lowPass);
			ring(reverb);
		},
	};
}

/**
 * A bus of AudioPlayers: a fader to everyone's ears, or to a game's own end of the wire, and one of their own for those
 * that sound from a place. A SoundGroup of the game's governs them as far as its volume goes: the engine would not.
 */
export function createAudioBus(options: BusOptions): Bus {
	const { name, output } = options;
	const parent = options.parent ?? SoundService;
	const ways = new Set<Way>();
	const joined = new Set<(input: Instance) => void>();
	let common: Way | undefined;
	const level = createGroupLevel(() => write());
	let gainNow = 1;
	let lowPassNow = OPEN;
	let reverbNow = 0;

	function write(): void {
		for (const way of ways) way.set(level.now() * gainNow, lowPassNow, reverbNow);
	}

	function open(at: Instance, sink: Instance): Way {
		const way = createWay(name, at, sink);
		ways.add(way);
		way.set(level.now() * gainNow, lowPassNow, reverbNow);
		return way;
	}

	function openCommon(): Way {
		const everyone = output === undefined ? new Instance("AudioDeviceOutput") : undefined;
		const way = open(parent, output ?? everyone!);
		if (everyone !== undefined) everyone.Parent = way.fader;
		common = way;
		// Somebody else's doing: what is still there plays on through another one.
		way.fader.Destroying.Once(() => {
			ways.delete(way);
			common = undefined;
			if (!joined.isEmpty()) openCommon();
		});
		for (const connect of joined) connect(way.fader);
		return way;
	}

	level.follow(options.group);
	return {
		kind: options.kind,
		engine: "audio",
		music: options.music,
		yielded: 0,
		join: (connect, place) => {
			if (place === undefined || output !== undefined) {
				connect((common ?? openCommon()).fader);
				joined.add(connect);
				return () => {
					joined.delete(connect);
				};
			}
			const emitter = place();
			const way = open(emitter.Parent!, emitter);
			connect(way.fader);
			return () => {
				ways.delete(way);
				way.fader.Destroy();
				emitter.Destroy();
			};
		},
		setGroup: level.follow,
		set: (gain, lowPass, reverb) => {
			if (gain === gainNow && lowPass === lowPassNow && reverb === reverbNow) return;
			gainNow = gain;
			lowPassNow = lowPass;
			reverbNow = reverb;
			write();
		},
		destroy: () => {
			level.unfollow();
			joined.clear();
			common?.fader.Destroy();
			ways.clear();
		},
	};
}
