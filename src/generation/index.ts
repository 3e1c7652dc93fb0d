export { createFineVoice } from "./fine-voice";
export type { FineVoice, FineVoiceOptions, FineVoiceRequest, FineVoiceResult, FineVoiceTask } from "./fine-voice";
export { createSenseAudio } from "./sense-audio";
export type { SenseAudio, SenseAudioOptions, SenseAudioRequest, SenseAudioResult } from "./sense-audio";
