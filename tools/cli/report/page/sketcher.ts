import { type ClipFacts, type Sketch, type Sketcher, sketchOf } from "../../render/index.ts";

interface Order {
	readonly clip: string;
	readonly facts: ClipFacts;
	readonly rate: number;
}
interface Task extends Order {
	readonly done: (sketch: Sketch) => void;
}

/** More would only warm a phone. */
const MOST_WORKERS = 3;

/** What a worker does, which runs the same script as the page: it makes what it is asked for, one after the other. */
export function serveSketches(scope: DedicatedWorkerScope): void {
	scope.onmessage = ({ data: { clip, facts, rate } }) => {
		const sketch = sketchOf(clip, facts, rate);
		scope.postMessage(sketch, [sketch.samples.buffer as ArrayBuffer]);
	};
}
/** As much of a worker's own globals as is needed here; the page's types have none. */
export interface DedicatedWorkerScope {
	onmessage: ((event: { readonly data: Order }) => void) | null;
	readonly postMessage: (sketch: Sketch, transfer: ArrayBuffer[]) => void;
}

/** One worker with its tasks; what it cannot do is done in the page. */
function createHand(url: string) {
	const tasks: Task[] = [];
	let worker: Worker | undefined;
	const here = ({ clip, facts, rate, done }: Task): void => done(sketchOf(clip, facts, rate));
	try {
		worker = new Worker(url);
		worker.onmessage = ({ data }: MessageEvent<Sketch>) => tasks.shift()?.done(data);
		worker.onerror = () => {
			worker = undefined;
			for (const task of tasks.splice(0)) here(task);
		};
	} catch {
		// Some browsers let no page from a folder have one.
	}
	return {
		waiting: (): number => tasks.length,
		take: (task: Task): void => {
			if (worker === undefined) return here(task);
			tasks.push(task);
			const { done: _done, ...order } = task;
			worker.postMessage(order);
		},
	};
}

/**
 * Makes sketches beside the page, which would stand still for a tenth of a second or two with each.
 *
 * @param script - the page's own
 */
export function createSketcher(script: string): Sketcher {
	const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
	const count = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency));
	const hands = Array.from({ length: count }, () => createHand(url));
	return (clip, facts, rate) =>
		new Promise(done => {
			const free = hands.reduce((least, hand) => (hand.waiting() < least.waiting() ? hand : least));
			free.take({ clip, facts, rate, done });
		});
}
