// Every part or model with the tag AudioScapeZone and an attribute Query has music. Nothing else is needed.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
client.createZones();
