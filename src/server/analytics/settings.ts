import { type Declared, inWordsOf, option } from "../../shared/options/declare";
import { flag, number } from "../../shared/options/kinds";
import { officialOptions } from "../../shared/options/read";
import { analyticsMessages as messages } from "./messages";

/** How listening events are gathered and sent. */
export interface AnalyticsOptions {
	/** `false` sends nothing, and forgets what was not sent yet. Default `true`. */
	enabled?: boolean;
	/** Seconds between two rounds of sending, at least 5. Default 30. */
	batchInterval?: number;
	/** Events in one request, 1 to 500. Default 500. */
	maxBatchSize?: number;
	/** Events kept while they cannot be sent, at least 10; the oldest give way. Default 2000. */
	maxQueueSize?: number;
}

export type AnalyticsSettings = Readonly<Required<AnalyticsOptions>>;

export const DEFAULT_SETTINGS: AnalyticsSettings = {
	enabled: true,
	batchInterval: 30,
	maxBatchSize: 500,
	maxQueueSize: 2000,
};

export const analyticsOptions = {
	enabled: inWordsOf(messages.enabled, option(flag)),
	batchInterval: inWordsOf(messages.batchInterval, option(number({ from: 5, to: 86400, unit: "seconds" }))),
	maxBatchSize: inWordsOf(messages.maxBatchSize, option(number({ from: 1, to: 500, floored: true }))),
	maxQueueSize: inWordsOf(messages.maxQueueSize, option(number({ from: 10, to: 1e6, floored: true }))),
} satisfies Declared<AnalyticsOptions>;

/** Raises unless these are settings; what is left out stays as it was. `false` is switched off. */
export function changeSettings(before: AnalyticsSettings, input: unknown): AnalyticsSettings {
	if (input === false) return { ...before, enabled: false };
	if (!typeIs(input, "table")) error(messages.settings, 0);
	const given = officialOptions("configureAnalytics", analyticsOptions, input);
	return {
		enabled: given.enabled ?? before.enabled,
		batchInterval: given.batchInterval ?? before.batchInterval,
		maxBatchSize: given.maxBatchSize ?? before.maxBatchSize,
		maxQueueSize: given.maxQueueSize ?? before.maxQueueSize,
	};
}
