import { type FastifyReply, type FastifyRequest, LogController } from "fastify";
import type { Logger } from "../../telemetry/logger.ts";

/** What the framework has to say about a request, put into our one log. */
export class FrameworkLog extends LogController {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    // Requests are logged by request-log.ts, in the members that dashboards know.
    super({ disableRequestLogging: true });
    this.#logger = logger;
  }

  /** A stream failed after its headers were sent: the client has part of an answer. */
  override streamError(error: Error, request: FastifyRequest, _reply: FastifyReply): void {
    // The client left: nothing of ours failed.
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
