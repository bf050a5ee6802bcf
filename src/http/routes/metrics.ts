import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Registry } from "prom-client";
import { ServiceError } from "../../errors.ts";

export interface MetricsOptions {
  /** Every metric, as Prometheus reads it. */
  readonly scrapeMetrics: () => Promise<string>;
}

/** For Prometheus. Not part of the API's description: its figures are nobody's data. */
export const metricsRoutes: FastifyPluginAsyncTypebox<MetricsOptions> = async (
  app,
  { scrapeMetrics },
) => {
  const scrape = () =>
    scrapeMetrics().catch((cause) => {
      throw new ServiceError("metrics_incomplete", { cause });
    });
  app.get(
    "/metrics",
    { config: { quiet: true }, schema: { hide: true } },
    async (_request, reply) =>
      reply
        .type(Registry.PROMETHEUS_CONTENT_TYPE)
        .header("cache-control", "no-store")
        .send(await scrape()),
  );
};
