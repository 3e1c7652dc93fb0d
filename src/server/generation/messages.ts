/** Every sentence of the generators' clients. */
export const messages = {
	key: (maker: string) => `${maker}.new requires an API key (string or Secret)`,
	emptyKey: (maker: string) => `${maker}.new requires a non-empty API key string`,
	options: (method: string) => `${method} requires a table of options`,
	taskId: "task requires a non-empty task id",
	prompt: (method: string) => `${method} requires a prompt that is not empty`,
	source: "generate requires sourceType (image or video) together with sourceUrl",
	told: (code: string | undefined, message: string, status: number) =>
		code !== undefined ? `${code}: ${message} (${status})` : `${message} (${status})`,
	failed: (message: string) => `The generation failed: ${message}`,
	noUrl: "Failed to decode response: the task is done but names no url",
	noTask: "Failed to decode response: the task is in progress but has no id",
	late: (id: string, seconds: number) => `Task ${id} was not done within ${seconds} s`,
};
