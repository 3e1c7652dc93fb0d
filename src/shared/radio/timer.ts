export { createTimer, type Timer } from "../clock/timer";
