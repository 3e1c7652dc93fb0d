// What three players might do, for a place without people: they walk from stop to stop, ask the radio for songs and
// vote. Without this script the game is the same and waits for you, once another one has imported its sound.
import { Players, Workspace } from "@rbxts/services";

import { client, menu, radio, zones } from "./sound";

const SECONDS = (Workspace.GetAttribute("TourSeconds") as number | undefined) ?? 600;

const STOPS = {
	lobby: new Vector3(-20, 3, 0),
	well: new Vector3(50, 3, 45),
	fields: new Vector3(-55, 3, -60),
	clearing: new Vector3(215, 3, -30),
	brook: new Vector3(260, 3, 40),
	gate: new Vector3(220, 3, 95),
	pit: new Vector3(225, 3, 165),
	path: new Vector3(110, 3, 0),
	edge: new Vector3(150, 3, 0),
};
// Nobody walks beside the path or through the wall of the arena.
const ROUTES: Array<Array<keyof typeof STOPS>> = [
	["lobby", "well", "path", "edge", "clearing", "brook", "gate", "pit", "gate", "edge", "path", "lobby", "fields"],
	["well", "lobby", "path", "edge", "brook", "clearing", "edge", "path", "fields", "lobby"],
	["path", "edge", "gate", "pit", "gate", "edge", "clearing", "edge", "path", "lobby", "well"],
];

function walkTo(humanoid: Humanoid, target: Vector3): void {
	humanoid.MoveTo(target);
	// A walk ends after eight seconds, arrived or not.
	while (!humanoid.MoveToFinished.Wait()[0] && humanoid.Health > 0) humanoid.MoveTo(target);
}

function tour(player: Player, number: number): void {
	const route = ROUTES[number % ROUTES.size()];
	const random = new Random(number + 1);
	const character = player.Character ?? player.CharacterAdded.Wait()[0];
	const humanoid = character.WaitForChild("Humanoid") as Humanoid;
	task.wait(1);
	while (player.Parent !== undefined) {
		for (const stop of route) {
			humanoid.WalkSpeed = random.NextNumber() < 0.3 ? 24 : 16;
			walkTo(humanoid, STOPS[stop].add(new Vector3(random.NextNumber(-4, 4), 0, random.NextNumber(-4, 4))));
			if (random.NextNumber() < 0.3) humanoid.Jump = true;
			task.wait(random.NextNumber(1, 6));
		}
	}
}

let arrived = 0;
function joined(player: Player): void {
	task.spawn(tour, player, arrived);
	arrived += 1;
}
Players.PlayerAdded.Connect(joined);
for (const player of Players.GetPlayers()) joined(player);

function ask(song: string): void {
	print(`Somebody asks the radio for ${song}`);
	const [ok, err] = radio.request(song, "next");
	if (!ok) warn(`The radio could not take ${song}: ${err}`);
}
// Only those who hear the radio have a say, so the vote waits until there are some.
let waiting = false;
function voteToSkip(): void {
	if (waiting) return;
	waiting = true;
	let voters: Player[] = [];
	while (voters.isEmpty()) {
		voters = Players.GetPlayers().filter(player => zones.current(player) === "lobby");
		task.wait(1);
	}
	waiting = false;
	print(`${voters.size()} in the lobby vote to skip`);
	for (const player of voters) radio.vote(player, "skip");
}
function openMenu(): void {
	// Behind a menu the world steps back.
	const [somebody] = Players.GetPlayers();
	const mix = somebody !== undefined ? client.snapshot("menu", { players: [somebody] }) : undefined;
	const [songs, err] = menu();
	print(
		songs !== undefined ? `Somebody opens the radio's menu: ${songs.size()} songs` : `The menu stays closed: ${err}`,
	);
	task.wait(3);
	mix?.release();
}

// Somebody asks for a song; most want it now. Then the same with a song whose file is gone.
task.delay(0.05 * SECONDS, ask, "123456789");
task.delay(0.25 * SECONDS, voteToSkip);
task.delay(0.35 * SECONDS, ask, (Workspace.GetAttribute("DeadSong") as string | undefined) ?? "666");
task.delay(0.45 * SECONDS, voteToSkip);
// Some know what they want while the catalog is out of reach.
task.delay(0.55 * SECONDS, ask, "987654321");
task.delay(0.58 * SECONDS, voteToSkip);
for (const part of $range(1, 9)) task.delay((part / 10) * SECONDS, openMenu);
