import { analyticsMessages } from "./messages";

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

const raise = (message: string): never => error(message, 0);

const isBetween = (value: unknown, least: number, most: number): value is number =>
	typeIs(value, "number") && value >= least && value <= most;

/** Raises unless these are settings; what is left out stays as it was. `false` is switched off. */
export function changeSettings(before: AnalyticsSettings, input: unknown): AnalyticsSettings {
	if (input === false) return { ...before, enabled: false };
	if (!typeIs(input, "table")) raise(analyticsMessages.settings);
	const { enabled, batchInterval, maxBatchSize, maxQueueSize } = input as Record<string, unknown>;
	if (enabled !== undefined && !typeIs(enabled, "boolean")) raise(analyticsMessages.enabled);
	if (batchInterval !== undefined && !isBetween(batchInterval, 5, 86400)) raise(analyticsMessages.batchInterval);
	if (maxBatchSize !== undefined && !isBetween(maxBatchSize, 1, 500)) raise(analyticsMessages.maxBatchSize);
	if (maxQueueSize !== undefined && !isBetween(maxQueueSize, 10, 1e6)) raise(analyticsMessages.maxQueueSize);
	return {
		enabled: (enabled as boolean | undefined) ?? before.enabled,
		batchInterval: (batchInterval as number | undefined) ?? before.batchInterval,
		maxBatchSize: math.floor((maxBatchSize as number | undefined) ?? before.maxBatchSize),
		maxQueueSize: math.floor((maxQueueSize as number | undefined) ?? before.maxQueueSize),
	};
}
