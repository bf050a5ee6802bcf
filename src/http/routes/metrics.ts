import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Registry } from "prom-client";
import { type Config, isLoopback } from "../../config/config.ts";
import { ServiceError } from "../../errors.ts";
import type { RouteScope } from "../route-scope.ts";

export interface MetricsOptions {
  readonly config: Pick<Config, "host" | "metricsPublic">;
  /** All metrics in the format of Prometheus. */
  readonly scrapeMetrics: () => Promise<string>;
}

/** Metrics for Prometheus. The route is not in the OpenAPI document, because it serves operators, not clients. */
export const metricsRoutes: FastifyPluginAsyncTypebox<MetricsOptions> = async (
  app,
  { config, scrapeMetrics },
) => {
  const isPublic = config.metricsPublic || isLoopback(config.host);
  const scope: RouteScope = isPublic ? "none" : "read";
  const scrape = () =>
    scrapeMetrics().catch((cause) => {
      throw new ServiceError("metrics_incomplete", { cause });
    });
  app.get(
    "/metrics",
    { config: { quiet: true, scope }, schema: { hide: true } },
    async (_request, reply) =>
      reply
        .type(Registry.PROMETHEUS_CONTENT_TYPE)
        .header("cache-control", "no-store")
        .send(await scrape()),
  );
};
