import type { Registry } from "prom-client";
import type { OpenTrace } from "./trace.ts";

/** OpenTelemetry in this process. */
export interface Telemetry {
  readonly openTrace: OpenTrace;
  /** Exports the metrics of a registry at intervals. */
  sendMetrics(registry: Registry): void;
  /** Exports the remaining data, within two seconds at most. */
  close(): Promise<void>;
}
