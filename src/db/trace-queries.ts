import type { LogEvent } from "kysely";
import { postgresServers } from "../domain/postgres-url.ts";
import { ATTRIBUTES } from "../telemetry/semantic-conventions.ts";
import { currentSpan, errorTypeOf, type SpanAttributes } from "../telemetry/trace.ts";

/** Receives each query after its end. */
export type QueryListener = (event: LogEvent) => void;

/** Longer statements are truncated. */
const MAX_QUERY_TEXT = 2000;

/**
 * Records each query as a span of its request. Statements have placeholders, whose values are not recorded.
 *
 * @param url the URL of the database, whose host, port and name are recorded; the first of several servers
 */
export function queryTracer(url: string): QueryListener {
  const common = databaseAttributes(url);
  return (event) => {
    const parent = currentSpan();
    if (parent === undefined) return;
    const { sql } = event.query;
    const { operation, summary } = summaryOf(sql);
    const span = parent.child({
      name: summary,
      startedMs: performance.now() - event.queryDurationMillis,
      attributes: {
        ...common,
        [ATTRIBUTES.dbOperation]: operation,
        [ATTRIBUTES.dbQuerySummary]: summary,
        [ATTRIBUTES.dbQueryText]: sql.replaceAll(/\s+/g, " ").trim().slice(0, MAX_QUERY_TEXT),
      },
    });
    if (event.level === "error") span.fail(errorTypeOf(event.error));
    span.end();
  };
}

function databaseAttributes(url: string): SpanAttributes {
  const parsed = URL.parse(postgresServers(url)?.urls[0] ?? "");
  if (parsed === null) return { [ATTRIBUTES.dbSystem]: "sqlite" };
  return {
    [ATTRIBUTES.dbSystem]: "postgresql",
    [ATTRIBUTES.dbNamespace]: parsed.pathname.slice(1),
    [ATTRIBUTES.serverAddress]: parsed.hostname,
    [ATTRIBUTES.serverPort]: Number(parsed.port || 5432),
  };
}

/** The operation of a statement and its first table, such as `SELECT sessions`. */
function summaryOf(sql: string): { readonly operation: string; readonly summary: string } {
  const operation = (/^\s*(\w+)/.exec(sql)?.[1] ?? "QUERY").toUpperCase();
  const table = /\b(?:from|into|update|join)\s+"?(\w+)"?/i.exec(sql)?.[1];
  return { operation, summary: table === undefined ? operation : `${operation} ${table}` };
}
