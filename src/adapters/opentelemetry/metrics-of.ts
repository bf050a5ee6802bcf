import { type Attributes, type HrTime, ValueType } from "@opentelemetry/api";
import type { InstrumentationScope } from "@opentelemetry/core";
import type { Resource } from "@opentelemetry/resources";
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type MetricData,
  type MetricProducer,
} from "@opentelemetry/sdk-metrics";
import type { Registry } from "prom-client";

/** One value of prom-client. */
interface Value {
  readonly name: string;
  readonly labels: Attributes;
  readonly value: number;
}

type HistogramPoint = Extract<
  MetricData,
  { dataPointType: DataPointType.HISTOGRAM }
>["dataPoints"][number];

interface Window {
  readonly startTime: HrTime;
  readonly endTime: HrTime;
}

/** Produces the metrics of `/metrics` for the library, under the same names and without summaries. */
export function metricsOf(
  registry: Registry,
  resource: Resource,
  scope: InstrumentationScope,
): MetricProducer {
  const startTime = hrTime();
  return {
    async collect() {
      const window = { startTime, endTime: hrTime() };
      const metrics: MetricData[] = [];
      for (const metric of await registry.getMetricsAsJSON()) {
        const { name, help } = metric;
        const type = String(metric.type);
        const values = valuesOf(metric);
        if (values.length === 0) continue;
        const found = described({ name, help, type }, values, window);
        if (found !== undefined) metrics.push(found);
      }
      return { resourceMetrics: { resource, scopeMetrics: [{ scope, metrics }] }, errors: [] };
    },
  };
}

function described(
  { name, help, type }: { readonly name: string; readonly help: string; readonly type: string },
  values: readonly Value[],
  window: Window,
): MetricData | undefined {
  const common = {
    descriptor: {
      name,
      description: help,
      unit: /_seconds(_|$)/.test(name) ? "s" : /_bytes(_|$)/.test(name) ? "By" : "",
      valueType: ValueType.DOUBLE,
    },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  const numbers = (): DataPoint<number>[] =>
    values.map(({ labels, value }) => ({ ...window, attributes: labels, value }));
  if (type === "counter") {
    return {
      ...common,
      dataPointType: DataPointType.SUM,
      isMonotonic: true,
      dataPoints: numbers(),
    };
  }
  if (type === "gauge") {
    return { ...common, dataPointType: DataPointType.GAUGE, dataPoints: numbers() };
  }
  if (type !== "histogram") return undefined;
  const dataPoints = histogramsOf(name, values, window);
  return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints };
}

/** Prometheus counts values up to each bound, OTLP values between bounds. */
function histogramsOf(name: string, values: readonly Value[], window: Window): HistogramPoint[] {
  const bySeries = Map.groupBy(values, ({ labels: { le, ...rest } }) =>
    JSON.stringify(Object.entries(rest).sort()),
  );
  return [...bySeries.values()].map((series) => {
    const ranges = series
      .filter((value) => value.name === `${name}_bucket`)
      .map(({ labels, value }) => ({
        bound: Number(String(labels.le).replace("+Inf", "Infinity")),
        below: value,
      }))
      .sort((a, b) => a.bound - b.bound);
    const { le: _, ...attributes } = series[0]?.labels ?? {};
    const of = (suffix: string) => series.find((value) => value.name === name + suffix)?.value ?? 0;
    return {
      ...{ ...window, attributes },
      value: {
        buckets: {
          boundaries: ranges.map(({ bound }) => bound).filter(Number.isFinite),
          counts: ranges.map(({ below }, place) => below - (ranges[place - 1]?.below ?? 0)),
        },
        ...{ sum: of("_sum"), count: of("_count") },
      },
    };
  });
}

function valuesOf(metric: { readonly name: string; readonly values: readonly object[] }): Value[] {
  return metric.values.map((entry) => {
    const { metricName, labels, sharedLabels, value } = Object(entry);
    return {
      name: typeof metricName === "string" ? metricName : metric.name,
      labels: { ...sharedLabels, ...labels },
      value: Number(value),
    };
  });
}

function hrTime(): HrTime {
  const ms = performance.timeOrigin + performance.now();
  return [Math.floor(ms / 1000), Math.round((ms % 1000) * 1e6)];
}
