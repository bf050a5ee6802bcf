import { type DestinationStream, pino } from "pino";
import type { Clock } from "../ports.ts";
import { type AnsweredRequest, answeredLineWriter } from "./answered-line.ts";
import { standardOutput } from "./log-output.ts";
import { traceMembers } from "./trace.ts";
import type { NameUser } from "./user-names.ts";

/** The members of a log line besides its message, time and level. */
export interface LogEntry {
  /** Stable name of the event; dashboards and alerts filter by it. */
  readonly event_type: string;
  readonly context?: Readonly<Record<string, unknown>>;
  /** Numbers with the unit in the name, such as `duration_ms`. */
  readonly metrics?: Readonly<Record<string, number>>;
  readonly request?: Readonly<Record<string, unknown>>;
  /** A thrown value; the log keeps its type, message and stack. */
  readonly error?: unknown;
}

/** The log: one JSON object per line. Logging never throws. */
export interface Logger {
  /** Writes the line of a request. It contains no private members, so it is not redacted. */
  answered(level: "debug" | "info" | "warn" | "error", request: AnsweredRequest): void;
  debug(entry: LogEntry, message: string): void;
  info(entry: LogEntry, message: string): void;
  warn(entry: LogEntry, message: string): void;
  error(entry: LogEntry, message: string): void;
  fatal(entry: LogEntry, message: string): void;
  isLevelEnabled(level: "debug" | "info"): boolean;
  /** Writes the buffered lines. */
  flush(): void;
}

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";

export interface LoggerOptions {
  readonly level: LogLevel;
  readonly clock: Clock;
  /** Members that are redacted at any depth, in lower case (see `src/schemas/private.ts`). */
  readonly privateMembers: ReadonlySet<string>;
  /** Names people in log lines; without it no line names a person. */
  readonly nameUser?: NameUser;
  /** The destination of the lines; standard output when absent. */
  readonly destination?: DestinationStream;
}

/** Level names that dashboards of the old service use. */
const LEVEL_NAMES: Readonly<Record<string, string>> = {
  trace: "DEBUG",
  debug: "DEBUG",
  info: "INFO",
  warn: "WARNING",
  error: "ERROR",
  fatal: "CRITICAL",
};

/** Deeper than any line of this service. Values below are omitted, so that logging stays fast. */
const MAX_DEPTH = 6;

export function createLogger(options: LoggerOptions): Logger {
  const destination = options.destination ?? standardOutput(logLost);
  const timestamp = timestampMember(options.clock);
  const { privateMembers, nameUser = () => undefined } = options;
  const answeredLine = answeredLineWriter(nameUser);
  const lines = pino(
    {
      level: options.level,
      messageKey: "message",
      base: { service: "pomodoro-ml" },
      timestamp,
      mixin: () => traceMembers(nameUser),
      formatters: {
        level: (label) => ({ level: LEVEL_NAMES[label] ?? label }),
        log: (entry) => withoutPrivate(entry, { privateMembers, nameUser }, 0),
      },
      serializers: { error: describeError },
      hooks: {
        logMethod(parameters, method) {
          // A failure of the log must not change the answer to the request.
          try {
            method.apply(this, parameters);
          } catch {}
        },
      },
    },
    destination,
  );

  function logLost(count: number): void {
    const entry = { event_type: "LOG_LINES_LOST", metrics: { lines: count } };
    lines.warn(entry, "lines of the log were lost: its reader is too slow");
  }

  return {
    answered(level, request) {
      if (!lines.isLevelEnabled(level)) return;
      try {
        destination.write(answeredLine(LEVEL_NAMES[level] ?? level, timestamp(), request));
      } catch {}
    },
    debug: (entry, message) => lines.debug(entry, message),
    info: (entry, message) => lines.info(entry, message),
    warn: (entry, message) => lines.warn(entry, message),
    error: (entry, message) => lines.error(entry, message),
    fatal: (entry, message) => lines.fatal(entry, message),
    isLevelEnabled: (level) => lines.isLevelEnabled(level),
    flush: () => lines.flush(),
  };
}

/**
 * The time as a member of the line. Formatting costs more than the rest of a line, so it happens once per millisecond.
 */
function timestampMember(clock: Clock): () => string {
  let lastMs = Number.NaN;
  let text = "";
  return () => {
    const now = clock.now();
    if (now !== lastMs) {
      lastMs = now;
      text = `,"timestamp":"${new Date(now).toISOString()}"`;
    }
    return text;
  };
}

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error, message: "not an Error" };
  const described: Record<string, unknown> = {
    type: error.name,
    message: error.message,
    traceback: error.stack,
  };
  if ("code" in error) described.code = error.code;
  if (error.cause !== undefined) described.cause = describeError(error.cause);
  return described;
}

/** The rules of redaction. */
interface Rules {
  readonly privateMembers: ReadonlySet<string>;
  readonly nameUser: NameUser;
}

/** Members that contain the id of a person, in lower case. */
const USER_MEMBERS = new Set(["userid", "user_id"]);

function withoutPrivate(
  entry: Record<string, unknown>,
  rules: Rules,
  depth: number,
): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entry)) {
    const member = name.toLowerCase();
    if (rules.privateMembers.has(member)) safe[name] = "[private]";
    else if (USER_MEMBERS.has(member)) safe[name] = rules.nameUser(String(value)) ?? "[private]";
    else safe[name] = withoutPrivateValue(value, rules, depth);
  }
  return safe;
}

function withoutPrivateValue(value: unknown, rules: Rules, depth: number): unknown {
  if (typeof value !== "object" || value === null || value instanceof Error) return value;
  if (depth >= MAX_DEPTH) return "[too deep]";
  if (Array.isArray(value)) return value.map((item) => withoutPrivateValue(item, rules, depth + 1));
  return withoutPrivate({ ...value }, rules, depth + 1);
}
