import { describe, expect, it } from "@rbxts/jest-globals";

import { createRotation, type ResolvedTrack } from "./rotation";

function tracks(...ids: string[]): ResolvedTrack[] {
	return ids.map(id => ({ id, gain: 1, artist: id.sub(1, 1) }));
}

const alive = (): boolean => false;

describe("a rotation", () => {
	it("plays every track once before any comes again, and none twice in a row", () => {
		const random = new Random(3);
		const rotation = createRotation(() => random.NextNumber(), alive);
		rotation.update(tracks("a1", "b1", "c1", "d1", "e1"), undefined);
		let before = rotation.current()!.id;
		const round = new Set<string>([before]);
		for (let i = 1; i < 500; i++) {
			const coming = rotation.peek()!.id;
			const id = rotation.advance()!.id;
			expect(id).toBe(coming);
			expect(id).never.toBe(before);
			if (i % 5 === 0) round.clear();
			expect(round.has(id)).toBe(false);
			round.add(id);
			before = id;
		}
	});

	it("keeps one artist's tracks apart where it can", () => {
		const random = new Random(5);
		const rotation = createRotation(() => random.NextNumber(), alive);
		rotation.update(tracks("a1", "b1", "c1", "a2"), undefined);
		let before = rotation.current()!;
		let clashes = 0;
		for (let i = 1; i < 200; i++) {
			const track = rotation.advance()!;
			if (track.artist === before.artist) clashes += 1;
			before = track;
		}
		expect(clashes < 40).toBe(true);
	});

	it("begins with the best answer", () => {
		const rotation = createRotation(() => 0.9, alive);
		rotation.update(tracks("a1", "b1", "c1"), 2);
		expect(rotation.current()!.id).toBe("a1");
		expect(rotation.size()).toBe(2);
	});

	it("stays where it is when its tracks are told anew", () => {
		const rotation = createRotation(() => 0.5, alive);
		rotation.update(tracks("a1", "b1", "c1"), undefined);
		rotation.current();
		const id = rotation.advance()!.id;
		rotation.update(tracks("c1", "b1", "a1", "d1"), undefined);
		expect(rotation.current()!.id).toBe(id);
	});

	it("with one track is that track, without any is nothing", () => {
		const rotation = createRotation(() => 0.5, alive);
		expect(rotation.current()).toBe(undefined);
		expect(rotation.advance()).toBe(undefined);
		rotation.update(tracks("a1"), undefined);
		expect(rotation.advance()!.id).toBe("a1");
		expect(rotation.advance()!.id).toBe("a1");
	});

	it("leaves out what the machine cannot have, until it can", () => {
		const dead = new Set<string>(["a1"]);
		const rotation = createRotation(
			() => 0.5,
			id => dead.has(id),
		);
		rotation.update(tracks("a1", "b1", "c1"), 2);
		expect(rotation.current()!.id).toBe("b1");
		expect(rotation.adopt("a1")).toBe(false);
		dead.delete("a1");
		rotation.update(tracks("a1", "b1", "c1"), 2);
		expect(rotation.adopt("a1")).toBe(true);
	});

	it("lets a spare step in for what is only late, and tries it again after the spare", () => {
		const rotation = createRotation(() => 0.5, alive);
		rotation.update(tracks("a1", "b1"), 1);
		rotation.drop("a1");
		expect(rotation.current()!.id).toBe("b1");
		rotation.drop("b1");
		expect(rotation.current()!.id).toBe("a1");
	});

	it("with nothing left that loads tries again", () => {
		const rotation = createRotation(
			() => 0.5,
			() => true,
		);
		rotation.update(tracks("a1", "b1"), 1);
		expect(rotation.current()!.id).toBe("a1");
		expect(rotation.size()).toBe(1);
	});
});
