import { setting } from "./setting.ts";
import { flag, headerList, integer, oneOf, share, text, url } from "./setting-types.ts";

const SAMPLERS = [
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
  "always_on",
  "always_off",
  "traceidratio",
] as const;

/** The settings of OpenTelemetry, under its standard names, and of people's names in the log. */
export const TELEMETRY_SETTINGS = {
  otelEndpoint: setting<string | undefined>({
    name: "OTEL_EXPORTER_OTLP_ENDPOINT",
    group: "Telemetry",
    type: url("http", "https"),
    default: undefined,
    defaultText: "none: OpenTelemetry is not loaded",
    description:
      "Where traces and metrics are sent by OTLP over HTTP in JSON, below `/v1/traces` and `/v1/metrics`. The library also reads `OTEL_RESOURCE_ATTRIBUTES` and what names time limit, compression and certificates from the environment.",
    example: "http://localhost:4318",
  }),
  otelHeaders: setting<Readonly<Record<string, string>>>({
    name: "OTEL_EXPORTER_OTLP_HEADERS",
    group: "Telemetry",
    type: headerList,
    default: {},
    defaultText: "none",
    description: "Headers for the receiver, such as its key.",
    example: "api-key=secret",
    secret: true,
  }),
  otelDisabled: setting<boolean>({
    name: "OTEL_SDK_DISABLED",
    group: "Telemetry",
    type: flag,
    default: false,
    description: "Sends nothing, whatever the address says.",
    example: "true",
  }),
  otelServiceName: setting<string>({
    name: "OTEL_SERVICE_NAME",
    group: "Telemetry",
    type: text("name"),
    default: "pomodoro-ml",
    description: "Name under which the receiver shows this service.",
    example: "pomodoro-ml-staging",
  }),
  otelSampler: setting<(typeof SAMPLERS)[number]>({
    name: "OTEL_TRACES_SAMPLER",
    group: "Telemetry",
    type: oneOf(SAMPLERS),
    default: "parentbased_always_on",
    description: "Which requests are traced; `parentbased_` follows the caller where there is one.",
    example: "parentbased_traceidratio",
  }),
  otelSamplerArgument: setting<number>({
    name: "OTEL_TRACES_SAMPLER_ARG",
    group: "Telemetry",
    type: share,
    default: 1,
    description: "Share of requests that the samplers by ratio trace.",
    example: "0.05",
  }),
  otelSpanDelayMs: setting<number>({
    name: "OTEL_BSP_SCHEDULE_DELAY",
    group: "Telemetry",
    type: integer(10, 600_000),
    default: 5000,
    description: "Milliseconds for which spans are collected before they are sent.",
    example: "1000",
  }),
  otelMetricIntervalMs: setting<number>({
    name: "OTEL_METRIC_EXPORT_INTERVAL",
    group: "Telemetry",
    type: integer(10, 3_600_000),
    default: 60_000,
    description: "Milliseconds between two reports of the metrics.",
    example: "15000",
  }),
  logUsers: setting<"hashed" | "plain" | "none">({
    name: "POMODORO_LOG_USERS",
    group: "Telemetry",
    type: oneOf(["hashed", "plain", "none"]),
    default: "hashed",
    description:
      "How lines of the log name the person whom a request is about, in `user`: by a keyed hash of the id, by the id itself, or not at all.",
    example: "plain",
  }),
  logUserKey: setting<string | undefined>({
    name: "POMODORO_LOG_USER_KEY",
    group: "Telemetry",
    type: text("text"),
    default: undefined,
    defaultText: "drawn at each start",
    description:
      "Key of that hash. Set it, to the same for all replicas, to find the lines of one person across starts.",
    example: "a-long-random-text",
    secret: true,
  }),
} as const;
