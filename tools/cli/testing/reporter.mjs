// Node's reporter of the specs: a line each of how they ended, what their files took, and what was written to stderr.
// Plain JavaScript, because Node loads it before TypeScript.

const FILE_ENDED = "spec file: ";

/** What went wrong; of a test that failed because one inside of it did, that one speaks. */
const messageOf = error => {
	if (error === undefined || error.failureType === "subtestsFailed") return undefined;
	const cause = error.cause ?? error;
	return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
};

const isMarked = mark => mark !== undefined && mark !== false;

/** How a test or a suite ended. */
const endOf = (type, { name, skip, todo, details }) => {
	const failed = type === "test:fail";
	return {
		title: name,
		status: failed ? "failed" : isMarked(skip) || isMarked(todo) ? "skipped" : "passed",
		suite: details.type === "suite",
		// What keeps it from being run: a browser that is missing, for example.
		reason: typeof skip === "string" ? skip : undefined,
		message: failed ? messageOf(details.error) : undefined,
	};
};

const toLine = (type, data) => {
	if (type === "test:stderr") return { stderr: data.message };
	if (type === "test:diagnostic" && data.message.startsWith(FILE_ENDED))
		return JSON.parse(data.message.slice(FILE_ENDED.length));
	const isEnd = type === "test:pass" || type === "test:fail";
	return isEnd && data.name !== FILE_ENDED ? endOf(type, data) : undefined;
};

export default async function* report(events) {
	for await (const { type, data } of events) {
		const line = toLine(type, data);
		if (line !== undefined) yield `${JSON.stringify(line)}\n`;
	}
}
