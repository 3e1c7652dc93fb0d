import { type Answer, json, refuse } from "../http/answer.ts";
import type { Call, Endpoint, World } from "../http/endpoint.ts";
import { boolean, number, oneOf, text } from "../http/fields.ts";
import type { Task } from "./tasks.ts";
import { numberOf, triggersOf } from "./triggers.ts";

type FineTask = Task<Readonly<Record<string, unknown>>>;

const fileUrl = (world: World, name: string) => `${world.origin()}/files/${name}`;
const diagnostics = () => ({ service: "sfx", port: "0", timestamp: new Date().toISOString() });

function outputs(world: World, task: FineTask): Record<string, unknown> {
	const triggers = task.work["triggers"] as ReadonlyMap<string, string>;
	const type = triggers.has("wav") ? "wav" : "mp3";
	const count = triggers.has("urls") ? numberOf(triggers, "urls", 2) : 1;
	const seconds = task.work["duration"] as number;
	const urls = Array.from({ length: count }, (_, n) =>
		fileUrl(world, `${task.id}-${n + 1}-${Math.round(seconds * 1000)}.${type}`),
	);
	return { url: urls[0], ...(count > 1 ? { urls } : {}) };
}

/** Failures arrive inside an answer whose HTTP status is 200: the status in the body tells. */
const failure = (taskId: string | undefined) =>
	json({
		status: 500,
		...(taskId === undefined ? {} : { taskId }),
		error: { code: "GENERATION_FAILED", message: "The sound could not be generated" },
		...diagnostics(),
	});

const done = (world: World, task: FineTask) =>
	json({ status: 200, taskId: task.id, ...outputs(world, task), ...diagnostics() });
const pending = (task: FineTask) => json({ status: 202, taskId: task.id, ...diagnostics() });

/** Clips of no given length last this long. */
const usualSeconds = 4;

function generate({ world, params }: Call): Answer {
	const prompt = (params["prompt"] as string | undefined) ?? "";
	if (params["sourceUrl"] !== undefined && params["sourceType"] === undefined) {
		refuse(
			json({ status: 422, error: { code: "VALIDATION_ERROR", message: "sourceType is required with sourceUrl" } }, 422),
		);
	}
	const triggers = triggersOf(prompt);
	const duration = (params["duration"] as number | undefined) ?? usualSeconds;
	const polls = triggers.has("never") ? Infinity : numberOf(triggers, "polls", 2);
	const task = world.tasks.add("finevoice", polls, { prompt, triggers, duration });
	const deferred = params["useAsync"] === true || triggers.has("async");
	if (deferred || triggers.has("never")) return pending(task);
	return triggers.has("error") ? failure(undefined) : done(world, task);
}

export const finevoiceGenerate: Endpoint = {
	name: "finevoiceGenerate",
	methods: ["POST"],
	path: "/v1/audio/sfx-generation",
	api: "finevoice",
	body: {
		prompt: text({ empty: "allowed" }),
		negative_prompt: text({ empty: "allowed" }),
		sourceUrl: text(),
		sourceType: oneOf("image", "video"),
		duration: number({ above: 0, max: 30 }),
		useAsync: boolean,
	},
	answer: generate,
};

/** The older form of a task's answer: text for a status, `task_id`, and a text or null for the error. */
function olderForm(world: World, task: FineTask, state: "done" | "failed" | "waiting"): Answer {
	const waiting = task.polls === 1 ? "pending" : "processing";
	return json({
		task_id: task.id,
		status: state === "done" ? "completed" : state === "failed" ? "failed" : waiting,
		url: state === "done" ? outputs(world, task)["url"] : null,
		error: state === "failed" ? "The sound could not be generated" : null,
	});
}

export const finevoiceTask: Endpoint = {
	name: "finevoiceTask",
	methods: ["GET"],
	path: /^\/v1\/(task|tasks)\/([^/]+)$/,
	api: "finevoice",
	answer({ world, match }) {
		const [form, id] = match as [string, string];
		const task = world.tasks.get("finevoice", id);
		if (task === undefined) return json({ status: 404, error: { code: "NOT_FOUND", message: "Task not found" } }, 404);
		task.polls++;
		const fails = (task.work["triggers"] as ReadonlyMap<string, string>).has("error");
		const state = task.polls <= task.readyAfter ? "waiting" : fails ? "failed" : "done";
		if (form === "tasks") return olderForm(world, task, state);
		return state === "waiting" ? pending(task) : state === "failed" ? failure(id) : done(world, task);
	},
};
