import { describe, expect, it } from "@rbxts/jest-globals";

import { createReports } from "./reports";

interface Sender {
	Name: string;
}

function desk(): { reports: ReturnType<typeof createReports<Sender>>; heard: string[]; said: string[] } {
	const said: string[] = [];
	const heard: string[] = [];
	const reports = createReports<Sender>(message => said.push(message));
	return { reports, heard, said };
}

const ann = { Name: "Ann" };
const bob = { Name: "Bob" };

describe("the desk for reports", () => {
	it("passes a report to everyone who listens to its topic, and to nobody else", () => {
		const { reports, heard } = desk();
		reports.listen("radio/a", sender => heard.push(`one ${sender.Name}`));
		const stop = reports.listen("radio/a", () => heard.push("two"));
		reports.listen("radio/b", () => heard.push("other"));
		reports.receive(ann, [["radio/a", {}]], 0);
		stop();
		reports.receive(ann, [["radio/a", {}]], 0);
		expect(heard.filter(word => word === "one Ann").size()).toBe(2);
		expect(heard.filter(word => word === "two").size()).toBe(1);
		expect(heard.includes("other")).toBe(false);
	});

	it("drops what has not the form of a report", () => {
		const { reports, heard } = desk();
		reports.listen("radio/a", () => heard.push("heard"));
		for (const sent of [5, undefined, "radio/a", ["radio/a", {}], { "1": ["radio/a", {}] }])
			reports.receive(ann, sent, 0);
		for (const report of [[5, {}], [undefined, {}], ["radio/a", "text"], ["radio/a"], [`radio/${"a".rep(200)}`, {}]]) {
			reports.receive(ann, [report], 0);
		}
		expect(heard).toEqual([]);
	});

	it("takes a few of one call, and no more", () => {
		const { reports, heard } = desk();
		for (const topic of ["radio/a", "radio/b"]) reports.listen(topic, () => heard.push(topic));
		reports.receive(ann, [["radio/a", {}], "nonsense", ["radio/b", {}]], 0);
		expect(heard).toEqual(["radio/a", "radio/b"]);
		const many = new Array<defined>();
		for (const _ of $range(1, 10000)) many.push(["radio/a", {}]);
		reports.receive(ann, many, 0);
		expect(heard).toHaveLength(6);
	});

	it("drops the surplus of a sender who floods, says so once, and lets everyone else through", () => {
		const { reports, heard, said } = desk();
		reports.listen("radio/a", sender => heard.push(sender.Name));
		for (const _ of $range(1, 200)) reports.receive(ann, [["radio/a", {}]], 0);
		reports.receive(bob, [["radio/a", {}]], 0);
		expect(heard.filter(name => name === "Ann").size()).toBe(40);
		expect(heard.filter(name => name === "Bob").size()).toBe(1);
		expect(said).toHaveLength(1);
		expect(said[0]).toContain("Ann");
	});

	it("goes on where a listener raises, and takes a sender who came back as a new one", () => {
		const { reports, heard, said } = desk();
		reports.listen("radio/a", () => heard.push("after"));
		for (const _ of $range(1, 60)) reports.receive(ann, [["radio/a", {}]], 0);
		reports.forget(ann);
		reports.receive(ann, [["radio/a", {}]], 0);
		expect(heard.size()).toBe(41);
		for (const _ of $range(1, 60)) reports.receive(ann, [["radio/a", {}]], 0);
		expect(said).toHaveLength(2);
	});
});
