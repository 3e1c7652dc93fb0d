/** What runs in the report's page. It reads the page as it was written and needs no network. */
import { legend } from "./legend.ts";
import { timelineKeys } from "./timeline-keys.ts";

timelineKeys();
legend();
