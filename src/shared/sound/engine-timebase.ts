import { RunService, Workspace } from "@rbxts/services";

import { createTimebase } from "./timebase";

/** The timebase of this machine: `Heartbeat`, `os.clock` and the server's clock. */
export const timebase = createTimebase({
	now: () => os.clock(),
	serverNow: () => Workspace.GetServerTimeNow(),
	onFrame: step => {
		const connection = RunService.Heartbeat.Connect(step);
		return () => connection.Disconnect();
	},
	after: (seconds, fn) => {
		let live = true;
		// Cancelling by flag: a thread that is running cannot be cancelled, and a timer may cancel itself.
		task.delay(seconds, () => {
			if (live) fn();
		});
		return () => {
			live = false;
		};
	},
});
