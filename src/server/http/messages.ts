/** Every sentence the request pipeline can say. The texts of the official SDK are kept word for word. */
export const messages = {
	unauthorized: "Invalid API key (401)",
	rateLimited: "Rate limited — too many requests (429)",
	server: (status: number) => `Server error — try again later (${status})`,
	told: (text: string, status: number) => `${text} (${status})`,
	failed: (status: number) => `Request failed (${status})`,
	notJson: "the body of the answer is not JSON",
	httpDisabled: "HTTP requests are not enabled here",
	tooMany: "the number of requests exceeded the engine's limit",
	noReason: "the request failed",
	network: (reason: string) => `Network error: ${reason}`,
	attemptTimeout: (endpoint: string, seconds: number) => `Network error: ${endpoint} got no answer within ${seconds} s`,
	deadline: (endpoint: string, seconds: number) => `${endpoint} got no answer within its deadline of ${seconds} s`,
	budget: (endpoint: string, perMinute: number) =>
		`${endpoint} waited for its turn until its deadline: the budget of ${perMinute} requests a minute is used up`,
	undecodable: "Failed to decode response",
	offContract: (endpoint: string, fault: string) => `Failed to decode response: in the answer of ${endpoint}, ${fault}`,
	cancelled: (endpoint: string) => `${endpoint} was cancelled: its player left`,
	noKey: "AudioScape has no API key yet: call AudioScape.setApiKey(key) first",
};
