import { RunService, Workspace } from "@rbxts/services";

import { engineClock } from "../clock/engine-clock";
import { createTimebase } from "./timebase";

/** The timebase of this machine: `Heartbeat`, `os.clock` and the server's clock. */
export const timebase = createTimebase({
	now: engineClock.now,
	serverNow: () => Workspace.GetServerTimeNow(),
	onFrame: step => {
		const connection = RunService.Heartbeat.Connect(step);
		return () => connection.Disconnect();
	},
});
