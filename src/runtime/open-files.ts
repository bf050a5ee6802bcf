/**
 * The operating system's limit of open files and connections of this process.
 *
 * @returns Infinity when there is no limit, or it cannot be read
 */
export function maxOpenFiles(): number {
  const { report } = process;
  // With network data the report would resolve the name of every address.
  Reflect.set(report, "excludeNetwork", true);
  const limits: unknown = Object(report.getReport()).userLimits;
  const soft: unknown = Object(Object(limits).open_files).soft;
  return typeof soft === "number" ? soft : Number.POSITIVE_INFINITY;
}

/**
 * Descriptors for the runtime, the database's files, the log and calls to other services, besides the database's pool.
 */
const RESERVED = 128;

/** The number of client connections that the limit of open files allows. */
export function maxConnections(poolSize: number, openFiles = maxOpenFiles()): number {
  const reserved = Math.min(RESERVED + poolSize, Math.ceil(openFiles / 3));
  return openFiles - reserved;
}
