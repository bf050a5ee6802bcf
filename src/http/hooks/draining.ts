import type { FastifyInstance } from "fastify";
import type { HealthService } from "../../services/health/health-service.ts";

/**
 * Lets clients go before the server does. An answer given while draining ends its connection: otherwise a
 * client that was told "keep-alive" would send its next request down a line that is being closed.
 */
export function addDraining(app: FastifyInstance, healthService: HealthService): void {
  app.addHook("preClose", async () => healthService.drain());
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (healthService.isDraining()) reply.header("connection", "close");
    done();
  });
}
