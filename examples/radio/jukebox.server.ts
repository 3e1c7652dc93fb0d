// A jukebox that players run: they search, request and vote from their screens (jukebox.client); its DJs may do more.
import AudioScape from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

// The search box asks the catalog by itself; the key stays here.
client.enableClientAccess();

const box = new Instance("Part");
box.Name = "Jukebox";
box.Anchored = true;
box.Position = new Vector3(0, 3, 0);
box.Parent = Workspace;

const LONGEST = 6 * 60;

const radio = client.createRadio({
	name: "jukebox",
	genre: "jazz",
	parent: box,
	crossfade: 3,
	requests: {
		perMinute: 3,
		allow: (_player, track) =>
			track.duration !== undefined && track.duration > LONGEST ? "nothing longer than six minutes, please" : true,
	},
	// Whoever made the game runs the box.
	dj: player => player.UserId === game.CreatorId,
});

const [ok, err] = radio.start();
if (!ok) warn(err);
