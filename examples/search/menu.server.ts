// Opens the catalog to LocalScripts: the key stays here.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

client.enableClientAccess({ perSecond: 1, burst: 10 });
