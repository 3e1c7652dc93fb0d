import { describe, expect, it } from "@rbxts/jest-globals";
import Signal from "@rbxts/lemon-signal";

import { createScope } from "./scope";

describe("a scope", () => {
	it("releases what it owns once, the latest first", () => {
		const scope = createScope();
		const order: string[] = [];
		scope.own(() => order.push("first"));
		scope.own({
			destroy() {
				order.push("second");
			},
		});
		scope.release();
		scope.release();
		expect(order).toEqual(["second", "first"]);
		expect(scope.isReleased()).toBe(true);
	});

	it("destroys Instances and disconnects connections of either kind", () => {
		const scope = createScope();
		const part = scope.own(new Instance("Part"));
		const signal = new Signal<[]>();
		let heard = 0;
		scope.own(signal.Connect(() => heard++));
		const connection = scope.own(part.ChildAdded.Connect(() => {}));
		scope.release();
		signal.Fire();
		expect(heard).toBe(0);
		expect(connection.Connected).toBe(false);
		expect(() => (part.Parent = game)).toThrow();
	});

	it("releases at once what comes too late", () => {
		const scope = createScope();
		scope.release();
		let ended = false;
		scope.own(() => (ended = true));
		expect(ended).toBe(true);
	});

	it("makes late callbacks do nothing", () => {
		const scope = createScope();
		const heard: number[] = [];
		const listen = scope.alive((value: number) => heard.push(value));
		listen(1);
		scope.release();
		listen(2);
		expect(heard).toEqual([1]);
	});

	it("ends its children with it, and lets go of those that ended before", () => {
		const scope = createScope();
		let ended = 0;
		const early = scope.child();
		early.own(() => ended++);
		early.release();
		const late = scope.child();
		late.own(() => ended++);
		scope.release();
		expect(ended).toBe(2);
		expect(late.isReleased()).toBe(true);
	});
});
