// A jukebox: a positional station, and a click for the next track.
import AudioScape from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const box = new Instance("Part");
box.Name = "Jukebox";
box.Anchored = true;
box.Position = new Vector3(0, 3, 0);
box.Parent = Workspace;

const radio = client.createRadio({ name: "jukebox", genre: "jazz", parent: box, crossfade: 3 });

const click = new Instance("ClickDetector");
click.Parent = box;
click.MouseClick.Connect(() => radio.skip());

const [ok, err] = radio.start();
if (!ok) warn(err);
