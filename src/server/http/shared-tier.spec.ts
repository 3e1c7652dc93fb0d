import { describe, expect, it } from "@rbxts/jest-globals";

import {
	createClock,
	createVirtualClient,
	createVirtualStore,
	kindOf,
	type Reply,
} from "../../../test/rbx/virtual-http";

const page = (): Reply => ({
	body: { tracks: [{ asset_id: "1", name: "A", duration: 60 }], meta: { total: 1, limit: 20, offset: 0 } },
});
const search = (query: string) => ({ query });

describe("the shared tier", () => {
	function fleet(shared: boolean): number {
		const clock = createClock();
		const store = shared ? createVirtualStore(clock) : undefined;
		const servers = new Array<ReturnType<typeof createVirtualClient>>();
		for (let index = 0; index < 10; index++) {
			servers.push(createVirtualClient({ clock, store, server: `server ${index}`, respond: () => page() }));
		}
		const random = new Random(3);
		for (let minute = 0; minute < 12; minute++) {
			for (const server of servers) {
				for (let call = 0; call < 4; call++) {
					const topic = random.NextInteger(1, 12);
					server.ask(catalog => catalog.call("search", search(`topic ${topic}`), undefined));
				}
				server.ask(catalog => catalog.call("similar", tostring(random.NextInteger(1, 5)), undefined));
				clock.advance(random.NextNumber(0, 6));
			}
			clock.advance(30);
		}
		clock.advance(60);
		return servers.reduce((sum, server) => sum + server.sent.size(), 0);
	}

	it("lets ten servers send less than a third of what ten without it send", () => {
		expect(fleet(true) * 3).toBeLessThan(fleet(false));
	});

	it("lets one server fetch while the others wait for it", () => {
		const clock = createClock();
		const store = createVirtualStore(clock);
		const servers = [1, 2, 3, 4].map(index =>
			createVirtualClient({ clock, store, server: `s${index}`, respond: () => ({ ...page(), takes: 2 }) }),
		);
		const answers = servers.map(server => server.ask(catalog => catalog.call("search", search("boot"), undefined)));
		clock.advance(10);
		expect(answers.map(kindOf).join(" ")).toBe("ok ok ok ok");
		expect(servers.reduce((sum, server) => sum + server.sent.size(), 0)).toBe(1);
	});

	it("goes its own way when the store fails", () => {
		const clock = createClock();
		const store = createVirtualStore(clock);
		store.fail = true;
		const client = createVirtualClient({ clock, store, respond: () => page() });
		const answer = client.ask(catalog => catalog.call("search", search("a"), undefined));
		clock.advance(2);
		expect(kindOf(answer)).toBe("ok");
		client.ask(catalog => catalog.call("search", search("b"), undefined));
		clock.advance(2);
		expect(store.reads).toBe(1);
	});

	it("moves to other keys where so many ask for one that the store throttles it", () => {
		const clock = createClock();
		const store = createVirtualStore(clock, { readsOfKey: 20 });
		const dice = new Random(5);
		const random = () => dice.NextNumber();
		const servers = new Array<ReturnType<typeof createVirtualClient>>();
		for (const index of $range(1, 100))
			servers.push(
				createVirtualClient({ clock, store, random, server: `s${index}`, respond: () => ({ ...page(), takes: 0.5 }) }),
			);
		const answers = servers.map(server => {
			const answer = server.ask(catalog => catalog.call("search", search("boot"), undefined));
			clock.advance(0.1);
			return answer;
		});
		clock.advance(30);
		expect(answers.map(kindOf).every(kind => kind === "ok")).toBe(true);
		// One request for each key that was needed, not one for each server that was turned away.
		expect(servers.reduce((sum, server) => sum + server.sent.size(), 0)).toBeLessThan(15);
	});
});
