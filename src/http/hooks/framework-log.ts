import { type FastifyReply, type FastifyRequest, LogController } from "fastify";
import type { Logger } from "../../telemetry/logger.ts";

/** Writes the framework's log events to the service's log. */
export class FrameworkLog extends LogController {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    // request-log.ts logs requests, with the members that dashboards use.
    super({ disableRequestLogging: true });
    this.#logger = logger;
  }

  /** A stream failed after its headers were sent: the client has part of an answer. */
  override streamError(error: Error, request: FastifyRequest, _reply: FastifyReply): void {
    // The client disconnected, which is no server error.
    if ("code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE") return;
    this.#report(error, request, "the answer broke off");
  }

  override writeHeadError(error: Error, request: FastifyRequest, _reply: FastifyReply): void {
    this.#report(error, request, "the answer's headers could not be written");
  }

  override serializerError(error: Error, request: FastifyRequest, _reply: FastifyReply): void {
    this.#report(error, request, "the answer does not fit its schema");
  }

  #report(error: Error, request: FastifyRequest, message: string): void {
    const context = { endpoint: request.routeOptions.url ?? "", method: request.method };
    this.#logger.error({ event_type: "ML_ERROR", context, error }, message);
  }
}
