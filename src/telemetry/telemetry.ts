import type { Registry } from "prom-client";
import type { OpenTrace } from "./trace.ts";

/** What OpenTelemetry does for this process. */
export interface Telemetry {
  readonly openTrace: OpenTrace;
  /** Sends the figures of a registry at intervals. */
  sendMetrics(registry: Registry): void;
  /** Sends what is left, for two seconds at most. */
  close(): Promise<void>;
}
