import { ATTRIBUTES, methodName } from "../telemetry/semantic-conventions.ts";
import type { Finished, RequestContext } from "./request-context.ts";

/** Ends the span of a request, if it has one. The spans of probes are never ended, so they are not exported. */
export function endSpan(context: RequestContext, finished: Finished): void {
  const { span } = context.trace;
  if (span === undefined || finished.isQuiet) return;
  const { endpoint, status, code } = finished;
  const { method = "", socket } = context.request;
  const name = methodName(method);
  const address = socket?.remoteAddress;
  span.rename(endpoint === "" ? name : `${name} ${endpoint}`);
  span.set({
    [ATTRIBUTES.httpMethod]: name,
    [ATTRIBUTES.httpStatus]: status,
    // Without the query, which may be private.
    [ATTRIBUTES.urlPath]: context.instance,
    [ATTRIBUTES.urlScheme]: "http",
    ...(endpoint === "" ? {} : { [ATTRIBUTES.httpRoute]: endpoint }),
    ...(address === undefined ? {} : { [ATTRIBUTES.clientAddress]: address }),
  });
  if (status >= 500) span.fail(code ?? String(status));
  span.end();
}
