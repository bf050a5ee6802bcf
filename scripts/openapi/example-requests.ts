import type { ExampleRequest } from "./example-request.ts";
import { AI_OPERATIONS_EXAMPLES } from "./examples/ai-operations.ts";
import { ANSWERS_EXAMPLES } from "./examples/answers.ts";
import { CACHE_EXAMPLES } from "./examples/cache.ts";
import { EVENTS_EXAMPLES } from "./examples/events.ts";
import { HEALTH_EXAMPLES } from "./examples/health.ts";
import { KEYS_EXAMPLES } from "./examples/keys.ts";
import { ME_EXAMPLES } from "./examples/me.ts";
import { SESSIONS_EXAMPLES } from "./examples/sessions.ts";
import { SETTINGS_EXAMPLES } from "./examples/settings.ts";
import { SIGNALS_EXAMPLES } from "./examples/signals.ts";
import { WELLNESS_EXAMPLES } from "./examples/wellness.ts";
import { WORDS_EXAMPLES } from "./examples/words.ts";

/** The moment at which the examples are asked. */
export const EXAMPLE_NOW = "2026-03-02T12:00:00+01:00";

/** In the order in which they run, on the demonstration year: what changes it comes after what reads it. */
export const EXAMPLE_REQUESTS: readonly ExampleRequest[] = [
  ...AI_OPERATIONS_EXAMPLES,
  ...ANSWERS_EXAMPLES,
  ...SIGNALS_EXAMPLES,
  ...WORDS_EXAMPLES,
  ...CACHE_EXAMPLES,
  ...EVENTS_EXAMPLES,
  ...HEALTH_EXAMPLES,
  ...SETTINGS_EXAMPLES,
  ...WELLNESS_EXAMPLES,
  ...SESSIONS_EXAMPLES,
  ...KEYS_EXAMPLES,
  ...ME_EXAMPLES,
];
