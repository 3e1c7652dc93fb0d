import { binaryTarget } from "./binary.ts";
import { commandLineTarget } from "./command-line.ts";
import { faultsFileTarget, placeFileTarget, PROJECT } from "./files.ts";
import { optionTarget } from "./options.ts";
import { attributeTarget, remoteTarget } from "./places.ts";
import { readerTargets } from "./readers.ts";
import type { Target } from "./target.ts";

/** Everything that takes what strangers send. */
export async function allTargets(seed: number): Promise<Target[]> {
	return [
		...(await readerTargets(seed)),
		remoteTarget,
		attributeTarget,
		optionTarget,
		placeFileTarget,
		binaryTarget(PROJECT),
		faultsFileTarget,
		commandLineTarget,
	];
}
