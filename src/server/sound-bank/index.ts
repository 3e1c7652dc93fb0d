import { engineMetadata } from "../catalog/engine-audio";
import type { ExperienceCore } from "../catalog/port";
import { enginePorts } from "../http/engine-ports";
import { createBank } from "./bank";
import type { SoundBank, SoundBankOptions } from "./types";

export type { BankSound, PoolSource, SoundBank, SoundBankOptions, SoundBankPool, SoundBankSource } from "./types";

/**
 * Makes a sound bank.
 *
 * @example
 * const bank = client.createSoundBank({ seeds: { impact: "9120386436" } });
 * bank.resolveAsync();
 * sound.SoundId = `rbxassetid://${bank.pick("impact")}`;
 */
export function createSoundBank({ catalog, analytics }: ExperienceCore, options: SoundBankOptions): SoundBank {
	return createBank({ catalog, analytics, metadata: engineMetadata, clock: enginePorts() }, options);
}
