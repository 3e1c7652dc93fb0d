import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const player = new AudioScape(HttpService.GetSecret("audioscape")).createPlayer();
player.playTrack("123456789");
