import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
client.createFootsteps({ surfaces: { Grass: "9120386436" } }).attachAll();
