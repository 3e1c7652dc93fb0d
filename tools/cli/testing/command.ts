import { mock } from "node:test";

import { main } from "../main.ts";
import type { Outcome } from "./index.ts";

/**
 * One command line in this process, for commands that speak through the console.
 *
 * @example
 * const { status, stderr } = await command("play", "--minuts", "3");
 */
export async function command(...argv: string[]): Promise<Outcome> {
	const said = { log: "", error: "" };
	for (const name of ["log", "error"] as const)
		mock.method(console, name, (text: string) => (said[name] += `${text}\n`));
	try {
		return { status: await main(argv), stdout: said.log, stderr: said.error };
	} finally {
		mock.restoreAll();
	}
}
