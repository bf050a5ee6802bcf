import type { FastifyInstance } from "fastify";
import type { HealthService } from "../../services/health/health-service.ts";

/**
 * Ends connections with their next answer while the server drains. With "keep-alive" a client would send its next
 * request over a connection that is about to close.
 */
export function addDraining(app: FastifyInstance, healthService: HealthService): void {
  app.addHook("preClose", async () => healthService.drain());
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (healthService.isDraining()) reply.header("connection", "close");
    done();
  });
}
