/**
 * Attribute names of OpenTelemetry's semantic conventions that spans of this service carry. Those for HTTP and databases
 * are stable, those for GenAI in development. The library's constants are not used, because they are half of its code.
 */
export const ATTRIBUTES = {
  httpMethod: "http.request.method",
  httpRoute: "http.route",
  httpStatus: "http.response.status_code",
  urlPath: "url.path",
  urlScheme: "url.scheme",
  urlFull: "url.full",
  serverAddress: "server.address",
  serverPort: "server.port",
  clientAddress: "client.address",
  errorType: "error.type",
  dbSystem: "db.system.name",
  dbNamespace: "db.namespace",
  dbOperation: "db.operation.name",
  dbQueryText: "db.query.text",
  dbQuerySummary: "db.query.summary",
  genAiOperation: "gen_ai.operation.name",
  genAiProvider: "gen_ai.provider.name",
  genAiRequestModel: "gen_ai.request.model",
  genAiMaxTokens: "gen_ai.request.max_tokens",
  genAiInputTokens: "gen_ai.usage.input_tokens",
  genAiOutputTokens: "gen_ai.usage.output_tokens",
} as const;

/** Values of `http.request.method`; everything else is `_OTHER`. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"]);

export function methodName(method: string): string {
  return METHODS.has(method) ? method : "_OTHER";
}
