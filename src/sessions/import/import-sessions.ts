import type { DateOrder } from "../../domain/date-order.ts";
import type { ColumnMapping } from "../../domain/import-mapping.ts";
import type { ImportRun } from "../../domain/import-run.ts";
import type { FieldProblem } from "../../errors.ts";
import type { Clock } from "../../ports.ts";
import type { ImportMappingRepository } from "../../repositories/import-mapping-repository.ts";
import type { ImportRepository } from "../../repositories/import-repository.ts";
import type { ZoneOf } from "../../repositories/zones-of.ts";
import { growHeapSlowly } from "../../runtime/heap-growth.ts";
import type { Zone } from "../../time/zone.ts";
import { type RawInput, readText } from "../input/field-readers.ts";
import { BatchWriter, type ImportTarget } from "./batch-writer.ts";
import { openFile } from "./files/open-file.ts";
import type { FilePart, OpenedFile } from "./files/opened-file.ts";
import { type ImportReport, ImportTally } from "./import-report.ts";
import type { ImportRow } from "./import-row.ts";
import { type PreviewSource, PreviewTarget } from "./preview-target.ts";
import type { RequestedFormat } from "./requested-format.ts";
import { type RestoreCheckin, type RestoreChoices, restoreChecked } from "./restore.ts";
import type { FileFacts } from "./row-reader.ts";
import { SessionIds } from "./session-ids.ts";

export interface ImportOptions {
  readonly format: RequestedFormat;
  /** File name without its folder. */
  readonly fileName?: string | undefined;
  /** User for rows that name none. */
  readonly userId: string;
  /**
   * Zone for times without an offset. Without it, such rows of our own format are rejected, and the former app's log is
   * read in the user's zone.
   */
  readonly zone?: Zone | undefined;
  /** Order of day and month in dates such as 03/02/2026; without it, rows with an unambiguous date decide. */
  readonly dateOrder?: DateOrder | undefined;
  /** Column mapping of an unrecognised table. It is stored for files with the same header. */
  readonly mapping?: ColumnMapping | undefined;
  /** Whether rows may belong to the user that they name. For operators only, never for API clients. */
  readonly allowUserColumn?: boolean;
  /** Whether nothing is stored and the report describes what would be. Default false. */
  readonly preview?: boolean;
  /** Maximum number of listed problems, and of notes. Default 100. */
  readonly listed?: number;
  /** Aborts the import with its reason; stored rows are kept. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** Progress of an import. */
export interface ImportProgress {
  readonly bytes: number;
  /** Rows read so far. */
  readonly rows: number;
  /** Rows stored so far. */
  readonly imported: number;
}

export interface ImportService {
  /**
   * Reads a file of any size in constant memory and stores its valid rows in short transactions. Rows that are already
   * stored are not changed, so repeating an import, even an interrupted one, adds nothing twice.
   *
   * @throws ServiceError `import_unreadable` when nothing is readable; nothing was stored then
   * @throws the error of `source` or the database; earlier batches stay stored
   */
  importSessions(source: AsyncIterable<Uint8Array>, options: ImportOptions): Promise<ImportReport>;
}

export interface ImportServiceParts {
  readonly sessions: PreviewSource;
  readonly imports: Pick<ImportRepository, "insert" | "finish">;
  readonly mappings: ImportMappingRepository;
  readonly restoreCheckin: RestoreCheckin;
  readonly restoreChoices: RestoreChoices;
  readonly clock: Clock;
  readonly zoneOf: ZoneOf;
  /** Generates the id of an import: a lower-case UUID. */
  readonly newId: () => string;
}

/** Default number of problems, and of notes, in a report. */
const LISTED = 100;
/** Maximum length of a user id. */
const USER_CHARACTERS = 200;

export function importService(parts: ImportServiceParts): ImportService {
  const { sessions, imports, mappings, clock, zoneOf, newId } = parts;
  const { restoreCheckin, restoreChoices } = parts;

  async function rememberMapping(userId: string, mapping: FileFacts["mapping"]): Promise<void> {
    if (mapping?.from !== "given") return;
    await mappings.save(userId, mapping.fingerprint, mapping.columns, clock.now());
  }

  async function importSessions(
    source: AsyncIterable<Uint8Array>,
    options: ImportOptions,
  ): Promise<ImportReport> {
    const tally = new ImportTally(options.listed ?? LISTED);
    const zone = await zoneOf(options.userId);
    const context = {
      nowMs: clock.now(),
      zone: options.zone,
      dateOrder: options.dateOrder,
      mappings: { given: options.mapping, remembered: await mappings.list(options.userId) },
      logZone: options.zone ?? zone,
    };
    const received = new Received(source, options.signal);
    const opened = await openFile(received.chunks(), options.format, context);
    const { facts } = opened;
    const run = { id: newId(), startedAtMs: clock.now(), fileName: options.fileName ?? null };
    const preview = options.preview === true ? new PreviewTarget(sessions, zoneOf) : undefined;
    const target: ImportTarget = preview ?? {
      insert: (rows, nowMs) => imports.insert({ ...run, format: facts.format }, rows, nowMs),
      findMany: (userId, ids) => sessions.findMany(userId, ids),
    };
    const writer = new BatchWriter(target, clock, tally);
    const endSlowGrowth = growHeapSlowly();
    try {
      const checkinRun =
        preview === undefined ? () => ({ ...run, format: facts.format }) : () => undefined;
      await readAll(opened, received, {
        ...{ tally, writer, options, checkinRun, restoreCheckin, restoreChoices },
      });
    } finally {
      // Also after a failure, because the database must not be closed while a batch is being stored.
      await writer.settle().finally(endSlowGrowth);
    }
    const isStored = tally.hasAdded && preview === undefined;
    if (isStored) await imports.finish(run.id, tally, clock.now());
    const {
      format,
      source: rowSource,
      lineCount: lines,
      unit = "line",
      ignoredColumns,
      mapping,
    } = facts;
    if (tally.rows > tally.rejected && preview === undefined) {
      await rememberMapping(options.userId, mapping);
    }
    return tally.report(
      {
        ...{ format, source: rowSource, lines, unit, ignoredColumns, mapping },
        importId: isStored ? run.id : undefined,
        preview: preview && {
          zone: (options.zone ?? assumedZone(facts, zone))?.id,
          sessions: tally.firsts,
          overlap: preview.overlap,
        },
      },
      zone,
    );
  }

  return { importSessions };
}

interface Import {
  readonly tally: ImportTally;
  readonly writer: BatchWriter;
  readonly options: ImportOptions;
  /** The import run of check-ins; `undefined` when nothing is stored. */
  readonly checkinRun: () => ImportRun | undefined;
  readonly restoreCheckin: RestoreCheckin;
  readonly restoreChoices: RestoreChoices;
}

interface PartImport extends Import {
  readonly facts: FileFacts;
  /** One instance per archive member: equal rows in two exports are the same session. */
  readonly ids: SessionIds;
}

/** The zone of times without one; only the former app's log is read without being told. */
function assumedZone({ source }: FileFacts, own: Zone): Zone | undefined {
  return source === "pomodoro_log" ? own : undefined;
}

/** Counts the bytes of a source, and aborts with the reason of a signal. */
class Received {
  bytes = 0;
  readonly #source: AsyncIterable<Uint8Array>;
  readonly #signal: AbortSignal | undefined;

  constructor(source: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#signal = signal;
  }

  async *chunks(): AsyncIterable<Uint8Array> {
    for await (const chunk of this.#source) {
      this.#signal?.throwIfAborted();
      this.bytes += chunk.byteLength;
      yield chunk;
    }
    this.#signal?.throwIfAborted();
  }
}

async function readAll(opened: OpenedFile, received: Received, running: Import): Promise<void> {
  const { tally, writer, options } = running;
  const report = () =>
    options.onProgress?.({ bytes: received.bytes, rows: tally.rows, imported: tally.imported });
  for (const { member, problem } of opened.skipped) {
    tally.openMember(member);
    tally.note(1, problem);
  }
  try {
    for (const part of opened.parts) await readPart(part, running, report);
  } catch (error) {
    if (options.signal?.aborted !== true) throw error;
    // A batch that is already being stored is completed and counted.
    await writer.settle();
    report();
    throw error;
  }
  report();
}

async function readPart(part: FilePart, running: Import, report: () => void): Promise<void> {
  const { tally, writer, options } = running;
  if (part.member !== undefined) tally.openMember(part.member);
  const ids = new SessionIds();
  for await (const rows of part.rows()) {
    options.signal?.throwIfAborted();
    await takeRows(rows, { ...running, facts: part.facts, ids });
    report();
  }
  await writer.flush();
  await writer.settle();
}

async function takeRows(rows: Iterable<ImportRow>, running: PartImport): Promise<void> {
  for (const row of rows) {
    if (row.checkin !== undefined) await takeCheckin(row.line, row.checkin, running);
    else if (row.choices !== undefined) await takeChoices(row.line, row.choices, running);
    else takeRow(row, running);
    if (running.writer.isFull) await running.writer.flush();
  }
}

async function takeCheckin(line: number, checkin: RawInput, running: Import): Promise<void> {
  const { options, checkinRun, tally } = running;
  const restored = running.restoreCheckin(options.userId, checkin, checkinRun());
  tally.countRestored("checkins", line, await restoreChecked(restored));
}

async function takeChoices(line: number, choices: RawInput, running: Import): Promise<void> {
  const { userId, preview = false } = running.options;
  const restored = running.restoreChoices(userId, choices, { preview });
  running.tally.countRestored("settings", line, await restoreChecked(restored));
}

/** Rejects a row, or assigns its user and id and passes it to the writer. */
function takeRow(row: ImportRow, running: PartImport): void {
  const { line, input, key } = row;
  const { tally, options } = running;
  tally.rows += 1;
  const problems: FieldProblem[] = input.ok ? [] : [...input.errors];
  const userId = ownerOf(row.user, options, problems);
  if (!input.ok || userId === undefined) {
    tally.reject(line, problems, (field) => row.written(field));
    return;
  }
  const { clockChange, session, spelling } = input;
  if (clockChange !== undefined) {
    const { field, kind } = clockChange;
    tally.note(line, { field, code: `clock_${kind}` }, row.written(field));
  }
  if (row.hasUnnamedProject === true) tally.countUnnamedProject(line);
  const { ids, facts } = running;
  const known = key === undefined ? undefined : ids.ofKey(userId, facts.source, key);
  running.writer.add(line, {
    id: session.id ?? known ?? ids.next(userId, facts.source, session, spelling),
    userId,
    startedAtMs: session.startedAtMs,
    durationSeconds: session.durationSeconds,
    preset: session.preset,
    category: session.category,
    task: session.task,
    rating: session.rating,
    completed: session.completed,
    notes: session.notes,
  });
}

function ownerOf(
  user: unknown,
  { userId, allowUserColumn }: ImportOptions,
  problems: FieldProblem[],
): string | undefined {
  if (user === undefined || user === userId) return userId;
  const named = readText(user, "user", USER_CHARACTERS, problems);
  if (named === undefined || allowUserColumn === true) return named;
  problems.push({ field: "user", code: "other_user" });
  return undefined;
}
