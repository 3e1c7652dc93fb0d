// Node's reporter of the specs: how each ended and what was written to stderr, a line each. Plain JavaScript, because Node loads it before TypeScript.

/** What went wrong; of a test that failed because one inside of it did, that one speaks. */
const messageOf = error => {
	if (error === undefined || error.failureType === "subtestsFailed") return undefined;
	const cause = error.cause ?? error;
	return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
};

const isMarked = mark => mark !== undefined && mark !== false;

export default async function* report(events) {
	for await (const { type, data } of events) {
		if (type === "test:stderr") yield `${JSON.stringify({ stderr: data.message })}\n`;
		if (type !== "test:pass" && type !== "test:fail") continue;
		const { name, nesting, file, details } = data;
		const failed = type === "test:fail";
		const end = {
			file,
			title: name,
			nesting,
			status: failed ? "failed" : isMarked(data.skip) || isMarked(data.todo) ? "skipped" : "passed",
			suite: details.type === "suite",
			ms: details.duration_ms,
			message: failed ? messageOf(details.error) : undefined,
		};
		yield `${JSON.stringify(end)}\n`;
	}
}
