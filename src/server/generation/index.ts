export type { FineVoice, FineVoiceOptions, FineVoiceRequest, FineVoiceResult, FineVoiceTask } from "./fine-voice";
export { createFineVoice } from "./fine-voice";
export type { SenseAudio, SenseAudioOptions, SenseAudioRequest, SenseAudioResult } from "./sense-audio";
export { createSenseAudio } from "./sense-audio";
