import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Health, Live, Readiness } from "../../schemas/health.ts";
import type { HealthService } from "../../services/health/health-service.ts";
import { addNoStore } from "../hooks/no-store.ts";

export interface HealthOptions {
  readonly healthService: HealthService;
}

/** Probes for operators and orchestrators. Answers are never stored, because they describe the current moment. */
export const healthRoutes: FastifyPluginAsyncTypebox<HealthOptions> = async (
  app,
  { healthService },
) => {
  const config = { quiet: true, scope: "none" } as const;
  addNoStore(app);

  app.get(
    "/livez",
    {
      config,
      schema: {
        operationId: "live",
        tags: ["Health"],
        summary: "Does the process answer?",
        description: "Touches nothing but the process: restart it when this fails.",
        response: { 200: Live },
      },
    },
    async () => ({ status: "alive" as const }),
  );

  app.get(
    "/readyz",
    {
      config,
      schema: {
        operationId: "ready",
        tags: ["Health"],
        summary: "Should this process be given requests?",
        description:
          "503 when the database does not answer within 500 ms, or when the process is about to stop.",
        response: { 200: Readiness, 503: Readiness },
      },
    },
    async (_request, reply) => {
      const { ready, checks } = await healthService.readiness();
      return reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "not_ready", checks });
    },
  );

  for (const [url, operationId] of [
    ["/health", "health"],
    ["/api/health", "apiHealth"],
  ] as const) {
    app.get(
      url,
      {
        config,
        schema: {
          operationId,
          tags: ["Health"],
          summary: "Is the service healthy?",
          description: "503 with the same members when the database does not answer within 500 ms.",
          response: { 200: Health, 503: Health },
        },
      },
      async (_request, reply) => {
        const up = await healthService.isDatabaseUp();
        return reply.code(up ? 200 : 503).send({
          status: up ? "healthy" : "unhealthy",
          service: "pomodoro-ml",
          database: up ? "connected" : "disconnected",
        });
      },
    );
  }
};
