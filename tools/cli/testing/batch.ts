import { test } from "node:test";
import { pathToFileURL } from "node:url";

/** What a diagnostic begins with that tells what a file of specs took, as the reporter knows it. */
const FILE_ENDED = "spec file: ";

/**
 * Runs files of specs one after the other in this process, and tells the processor time of each: unlike time by the
 * clock it does not depend on what else the machine does.
 *
 * @example await runBatch(["/checkout/tools/cli/flags.test.ts"]);
 */
export const runBatch = async (files: readonly string[]): Promise<void> => {
	let release = (): void => undefined;
	for (const file of files) {
		const before = process.cpuUsage();
		try {
			await import(pathToFileURL(file).href);
		} catch (cause) {
			void test(file, () => {
				throw cause;
			});
		}
		// From here on the next specs are waiting, and the end of the file before may be over.
		release();
		const held = new Promise<void>(resolve => (release = resolve));
		// Tests at the top run in turn, so this one comes when those of the file are over. It lasts until there are others:
		// with none left Node takes the run for finished, and closes whatever the next file opens.
		await new Promise<void>(resolve => {
			void test(FILE_ENDED, async context => {
				const { user, system } = process.cpuUsage(before);
				context.diagnostic(`${FILE_ENDED}${JSON.stringify({ file, ms: Math.round((user + system) / 1000) })}`);
				resolve();
				await held;
			});
		});
	}
	release();
};
