// What a player has of the lobby's station: the name of what is on, a mute button, a vote.
import AudioScapePlayer from "@rbxts/audioscape/out/player";
import { Players } from "@rbxts/services";

const station = AudioScapePlayer.radio("lobby");

const gui = new Instance("ScreenGui");
const label = new Instance("TextLabel");
label.Parent = gui;
const mute = new Instance("TextButton");
mute.Text = "Mute";
mute.Parent = gui;
gui.Parent = Players.LocalPlayer.WaitForChild("PlayerGui");

function show(now: typeof station.nowPlaying): void {
	label.Text = now !== undefined ? `${now.name}, ${now.artist}` : "silence";
	print(label.Text);
}
station.trackChanged.Connect(show);
show(station.nowPlaying);

mute.Activated.Connect(() => {
	station.setMuted(!station.muted);
	mute.Text = station.muted ? "Listen" : "Mute";
});

// This player does not like it.
task.delay(5, () => station.vote("skip"));
