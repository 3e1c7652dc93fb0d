import { main } from "../main.ts";

const caught = { stdout: "", stderr: "" };
for (const name of ["stdout", "stderr"] as const)
	process[name].write = ((text: string | Uint8Array): boolean => {
		caught[name] += typeof text === "string" ? text : Buffer.from(text).toString("utf8");
		return true;
	}) as typeof process.stdout.write;

process.on("message", (argv: string[]) => {
	caught.stdout = caught.stderr = "";
	const answer = (status: number): void => void process.send?.({ status, ...caught });
	main(argv).then(answer, (reason: unknown) => {
		caught.stderr += `${(reason as Error).stack}\n`;
		answer(1);
	});
});
