import { type OfflineContext, webAudio } from "../mix/engine.ts";

/** Web Audio, where its optional package is there. */
export const Offline: OfflineContext | undefined = await webAudio().catch(() => undefined);

/** For `describe` and `it`: why what needs it is not run. */
export const needsWebAudio = { skip: Offline === undefined && "node-web-audio-api is not installed" } as const;
