import type { Course, Voice } from "./types.ts";

/** Where in its file a voice stands at a second since it began, by the part of its course that holds then. */
export function positionOn([at, position, speed, to, back]: Course, second: number): number {
	const reached = position + (second - at) * speed;
	if (back === undefined) return Math.min(reached, Math.max(to, position));
	return reached < to ? reached : back + ((reached - back) % (to - back));
}

/** A stretch of a voice in which one course holds, in seconds since it began. */
export interface Stretch {
	readonly course: Course;
	readonly from: number;
	readonly to: number;
}

/** The stretches of a voice. */
export const stretchesOf = ({ course, start, end }: Voice): Stretch[] =>
	course.map((one, index) => ({ course: one, from: one[0], to: course[index + 1]?.[0] ?? end - start }));
