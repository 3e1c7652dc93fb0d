// What players hear and like, told in batches; the player of a list tells its part by itself.
import AudioScape from "@rbxts/audioscape";
import { HttpService, Players } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"), { analytics: { batchInterval: 10 } });

const player = Players.GetPlayers()[0] ?? Players.PlayerAdded.Wait()[0];
const list = client.createPlayer({ playerId: player.UserId });
list.setQueue(["123456789"]);
list.play();

client.trackVote("123456789", "up", player);
client.trackCustom("dance_started", "123456789", player, { floor: "neon", dancers: 4 });

task.wait(2);
list.stop();
print(client.flushAnalytics()[0]);
print(`${client.stats.analytics.sent} events sent, ${client.stats.analytics.rejected} rejected`);
