/** A piece of work that is done after it was asked for often enough. */
export interface Task<T> {
	id: string;
	/** How often it was asked for. */
	polls: number;
	/** After how many polls it is done; Infinity for never. */
	readyAfter: number;
	work: T;
}

/** Tasks and files of the generators and of Open Cloud, by id. */
export interface TaskStore {
	add(
		kind: string,
		readyAfter: number,
		work: Readonly<Record<string, unknown>>,
	): Task<Readonly<Record<string, unknown>>>;
	get(kind: string, id: string): Task<Readonly<Record<string, unknown>>> | undefined;
}

export function createTaskStore(nameOf: (kind: string, index: number) => string): TaskStore {
	const tasks = new Map<string, Task<Readonly<Record<string, unknown>>>>();
	let count = 0;
	return {
		add(kind, readyAfter, work) {
			const id = nameOf(kind, ++count);
			const task = { id, polls: 0, readyAfter, work };
			tasks.set(`${kind}/${id}`, task);
			return task;
		},
		get: (kind, id) => tasks.get(`${kind}/${id}`),
	};
}
