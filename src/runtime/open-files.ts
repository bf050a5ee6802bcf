/**
 * How many files and connections this process may have open at once, as the operating system limits it.
 *
 * @returns Infinity where there is no limit, or none can be read
 */
export function maxOpenFiles(): number {
  const { report } = process;
  // Otherwise the report looks up the names of every address it knows of.
  Reflect.set(report, "excludeNetwork", true);
  const limits: unknown = Object(report.getReport()).userLimits;
  const soft: unknown = Object(Object(limits).open_files).soft;
  return typeof soft === "number" ? soft : Number.POSITIVE_INFINITY;
}

/** For the runtime, the database's files, the log, and calls to other services, besides the pool of the database. */
const RESERVED = 128;

/** How many of them clients may have. */
export function maxConnections(poolSize: number, openFiles = maxOpenFiles()): number {
  const reserved = Math.min(RESERVED + poolSize, Math.ceil(openFiles / 3));
  return openFiles - reserved;
}
