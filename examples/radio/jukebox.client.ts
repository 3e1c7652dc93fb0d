// The jukebox on a player's screen: what is on, a vote, a search, what comes next. Paste it, then change how it looks.
import AudioScapeClient from "@rbxts/audioscape/out/access/player";
import AudioScapePlayer from "@rbxts/audioscape/out/player";
import { Players } from "@rbxts/services";

const station = AudioScapePlayer.radio("jukebox");
const catalog = new AudioScapeClient();

const ROWS = 5;

const gui = new Instance("ScreenGui");
gui.Name = "Jukebox";
gui.ResetOnSpawn = false;

interface Row {
	TextLabel: TextLabel;
	TextButton: TextButton;
	TextBox: TextBox;
}

function make<K extends keyof Row>(className: K, height: number, order: number, parent: Instance): Row[K] {
	const made = new Instance(className);
	made.Size = new UDim2(1, 0, 0, height);
	made.LayoutOrder = order;
	made.BackgroundColor3 = Color3.fromRGB(32, 32, 40);
	made.BorderSizePixel = 0;
	made.TextColor3 = Color3.fromRGB(235, 235, 240);
	made.TextTruncate = Enum.TextTruncate.AtEnd;
	made.TextSize = 16;
	made.Text = "";
	made.Parent = parent;
	return made as Row[K];
}

const panel = new Instance("Frame");
panel.AnchorPoint = new Vector2(1, 0.5);
panel.Position = new UDim2(1, -16, 0.5, 0);
panel.Size = UDim2.fromOffset(320, 0);
panel.AutomaticSize = Enum.AutomaticSize.Y;
panel.BackgroundColor3 = Color3.fromRGB(22, 22, 28);
panel.Parent = gui;
const layout = new Instance("UIListLayout");
layout.SortOrder = Enum.SortOrder.LayoutOrder;
layout.Padding = new UDim(0, 4);
layout.Parent = panel;

const title = make("TextLabel", 32, 1, panel);
const skip = make("TextButton", 28, 2, panel);
const search = make("TextBox", 32, 3, panel);
search.PlaceholderText = "Search the catalog";
const message = make("TextLabel", 20, 4, panel);

const found = new Array<TextButton>();
const coming = new Array<TextLabel>();
for (const row of $range(1, ROWS)) {
	const button = make("TextButton", 26, 10 + row, panel);
	button.Visible = false;
	found.push(button);
	coming.push(make("TextLabel", 22, 30 + row, panel));
}
make("TextLabel", 24, 30, panel).Text = "Coming up";

function nameOf({ name, artist }: { name?: string; artist?: string }): string {
	return artist !== undefined && artist !== "" ? `${name}, ${artist}` : `${name}`;
}

function showTrack(): void {
	title.Text = station.nowPlaying ? nameOf(station.nowPlaying) : "silence";
}

function showVotes(): void {
	const { votes } = station;
	skip.Text = `Skip: ${votes.skip} of ${votes.needed}`;
}

function showQueue(): void {
	coming.forEach((label, row) => {
		const track = station.queue[row];
		label.Text = track ? `${track.name} (${track.reason})` : "";
	});
}

type Found = NonNullable<ReturnType<typeof catalog.search>[0]>["tracks"];
let results: Found = [];

function request(track: Found[number]): void {
	const [ok, why] = station.request(track.asset_id);
	message.Text = ok ? `${track.name} comes soon` : why!;
	print(message.Text);
}

function find(query: string): void {
	const [result, err] = catalog.search({ query, limit: ROWS });
	results = result ? result.tracks : [];
	message.Text = err ?? "";
	found.forEach((button, row) => {
		const track = results[row];
		button.Visible = track !== undefined;
		button.Text = track ? `+ ${nameOf(track)}` : "";
	});
}

found.forEach((button, row) => {
	button.Activated.Connect(() => request(results[row]!));
});
search.FocusLost.Connect(isEnter => {
	if (isEnter && search.Text !== "") find(search.Text);
});
skip.Activated.Connect(() => station.vote("skip"));
station.trackChanged.Connect(showTrack);
station.votesChanged.Connect(showVotes);
station.queueChanged.Connect(showQueue);
showTrack();
showVotes();
showQueue();

// A DJ skips without a vote.
task.spawn(() => {
	if (!station.isDj()) return;
	const force = make("TextButton", 28, 5, panel);
	force.Text = "Skip for everybody";
	force.Activated.Connect(() => station.skip());
});

gui.Parent = Players.LocalPlayer.WaitForChild("PlayerGui");

// What this player would do with it.
task.wait(6);
find("smooth jazz piano");
if (results[0]) request(results[0]);
task.wait(2);
station.vote("skip");
