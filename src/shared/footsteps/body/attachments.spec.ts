import { beforeEach, describe, expect, it } from "@rbxts/jest-globals";

import { type Attachments, createAttachments } from "./attachments";

describe("attached characters", () => {
	let attachments: Attachments;
	let updated: Model[];
	let ended: Model[];
	let whenUpdated: () => void;

	beforeEach(() => {
		updated = [];
		ended = [];
		whenUpdated = () => {};
		attachments = createAttachments(model => ({
			update: () => {
				updated.push(model);
				whenUpdated();
			},
			destroy: () => ended.push(model),
		}));
	});

	it("are walked once however many hold them, until the last lets go", () => {
		const model = new Instance("Model");
		const first = attachments.attach(model);
		const second = attachments.attach(model);
		attachments.update(0.1, 0);
		expect(updated).toHaveLength(1);
		first();
		first();
		expect(ended).toEqual([]);
		second();
		expect(ended).toEqual([model]);
		expect(attachments.isEmpty()).toBe(true);
	});

	it("end with their model, and letting go afterwards does nothing to a new one", () => {
		const model = new Instance("Model");
		const detach = attachments.attach(model);
		model.Destroy();
		task.wait();
		expect(ended).toHaveLength(1);
		detach();
		expect(ended).toHaveLength(1);
	});

	it("may come and go while they are walked", () => {
		const models = [new Instance("Model"), new Instance("Model")];
		const detach = models.map(model => attachments.attach(model));
		whenUpdated = () => {
			for (const one of detach) one();
		};
		expect(() => attachments.update(0.1, 0)).never.toThrow();
		expect(attachments.isEmpty()).toBe(true);
	});
});
