import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Config } from "../../config/config.ts";
import type { Telemetry } from "../../telemetry/telemetry.ts";
import { metricsOf } from "./metrics-of.ts";
import { traceOpener } from "./spans.ts";

export interface TelemetryParts {
  readonly config: Pick<
    Config,
    | "otelServiceName"
    | "otelHeaders"
    | "otelSampler"
    | "otelSamplerArgument"
    | "otelMetricIntervalMs"
    | "otelSpanDelayMs"
  >;
  /** Base URL of the collector. */
  readonly endpoint: string;
  readonly version: string;
}

const NAME = "pomodoro-ml";
/** An unavailable collector must not delay the shutdown longer than this. */
const CLOSE_LIMIT_MS = 2000;

/**
 * Exports spans and metrics to an OTLP collector over HTTP. An unavailable collector costs a bounded queue of spans and
 * nothing else. Besides the configuration, the library reads `OTEL_RESOURCE_ATTRIBUTES` and the `OTEL_EXPORTER_OTLP_`
 * variables for timeouts, compression and certificates.
 */
export function openTelemetry({ config, endpoint, version }: TelemetryParts): Telemetry {
  const resource = resourceOf(config.otelServiceName, version);
  const headers = { ...config.otelHeaders };
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, headers });
  const spans = new TracerProvider({
    resource,
    sampler: samplerOf(config),
    spanProcessors: [
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: config.otelSpanDelayMs }),
    ],
  });
  const meters: MeterProvider[] = [];
  return {
    openTrace: traceOpener(spans.getTracer(NAME, version)),
    sendMetrics(registry) {
      const reader = new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter({ url: `${endpoint}/v1/metrics`, headers }),
        exportIntervalMillis: config.otelMetricIntervalMs,
        exportTimeoutMillis: Math.min(config.otelMetricIntervalMs, 30_000),
        metricProducers: [metricsOf(registry, resource, { name: NAME, version })],
      });
      meters.push(new MeterProvider({ resource, readers: [reader] }));
    },
    async close() {
      const ended = Promise.allSettled([spans, ...meters].map((provider) => provider.shutdown()));
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, CLOSE_LIMIT_MS);
      await Promise.race([ended, late]);
      clearTimeout(timer);
    },
  };
}

function resourceOf(name: string, version: string): Resource {
  const detected = detectResources({ detectors: [serviceInstanceIdDetector, envDetector] });
  const own = { "service.name": name, "service.version": version };
  return detected.merge(resourceFromAttributes(own));
}

function samplerOf({
  otelSampler,
  otelSamplerArgument: ratio,
}: Pick<Config, "otelSampler" | "otelSamplerArgument">): Sampler {
  const roots = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(ratio),
  };
  switch (otelSampler) {
    case "parentbased_always_on":
      return new ParentBasedSampler({ root: roots.always_on() });
    case "parentbased_always_off":
      return new ParentBasedSampler({ root: roots.always_off() });
    case "parentbased_traceidratio":
      return new ParentBasedSampler({ root: roots.traceidratio() });
    default:
      return roots[otelSampler]();
  }
}
