// A guest of the lobby, on a machine of its own: asks the radio for what was on before, and sees how votes stand.
import AudioScapePlayer from "@rbxts/audioscape/out/player";
import { Players } from "@rbxts/services";

const radio = AudioScapePlayer.radio("lobby");
const me = Players.LocalPlayer.Name;

// One voice tells what all of them see.
if (me === "Player1") {
	radio.votesChanged.Connect(votes => {
		if (votes.skip > 0) print(`${votes.skip} of ${votes.listeners} want to skip; ${votes.needed} are needed`);
	});
}

let before = radio.nowPlaying;
radio.trackChanged.Connect(now => {
	const last = before;
	before = now;
	if (me !== "Player2" || last === undefined || now === undefined || last.assetId === now.assetId) return;
	const [ok, why] = radio.request(last.assetId);
	print(`${me} asks for ${last.name} again: ${ok ? "it comes soon" : why}`);
});
