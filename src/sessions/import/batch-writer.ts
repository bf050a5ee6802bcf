import type { NewSession, Session } from "../../domain/session.ts";
import type { Clock } from "../../ports.ts";
import type { ImportTally } from "./import-report.ts";

/** Storage for the sessions of one import. */
export interface ImportTarget {
  /**
   * Stores sessions: all of them or, when it throws, none.
   * @returns the ids that were new; a session whose id exists (for any user) is not changed
   */
  insert(sessions: readonly NewSession[], nowMs: number): Promise<ReadonlySet<string>>;
  /** The stored sessions with these ids, in no particular order. */
  findMany(userId: string, ids: readonly string[]): Promise<Session[]>;
}

interface PendingRow {
  readonly line: number;
  readonly session: NewSession;
}

/**
 * Rows per transaction. Larger batches are hardly faster (14 s for a million rows with 1,000 as well as 4,000). They
 * need more memory, and make other writers and, on the embedded database, other requests wait longer: SQLite takes
 * about 10 ms for 1,000 rows.
 */
const BATCH_ROWS = 1000;
/**
 * Rows per transaction when ids are not in order. Each row then changes index pages of its own, which are written once
 * per transaction: for a million shuffled rows SQLite wrote 19 GB with batches of 1,000, and 9 GB with 10,000.
 */
const SCATTERED_BATCH_ROWS = 10_000;
/** Characters of free text per transaction; limits batches of rows with notes of full length. */
const BATCH_CHARACTERS = 1_048_576;

/**
 * Stores rows in batches of one transaction each, and counts the outcomes. At most one batch is being stored while the
 * next is read. Memory therefore stays bounded, and a slow database slows down the reader.
 */
export class BatchWriter {
  readonly #target: ImportTarget;
  readonly #clock: Clock;
  readonly #tally: ImportTally;
  #batch: PendingRow[] = [];
  #characters = 0;
  #highestId = "";
  #isScattered = false;
  #onItsWay: Promise<void> = Promise.resolve();

  constructor(target: ImportTarget, clock: Clock, tally: ImportTally) {
    this.#target = target;
    this.#clock = clock;
    this.#tally = tally;
  }

  /** Whether `flush` should be called. */
  get isFull(): boolean {
    const rows = this.#isScattered ? SCATTERED_BATCH_ROWS : BATCH_ROWS;
    return this.#batch.length >= rows || this.#characters >= BATCH_CHARACTERS;
  }

  add(line: number, session: NewSession): void {
    this.#batch.push({ line, session });
    this.#characters += (session.notes?.length ?? 0) + (session.task?.length ?? 0);
    if (session.id < this.#highestId) this.#isScattered = true;
    else this.#highestId = session.id;
  }

  /**
   * Waits for the previous batch, then starts to store this one.
   * @throws the error of the previous batch
   */
  async flush(): Promise<void> {
    await this.#onItsWay;
    const batch = this.#batch;
    this.#batch = [];
    this.#characters = 0;
    this.#isScattered = false;
    if (batch.length === 0) return;
    this.#onItsWay = this.#store(batch);
    // The next call that waits throws the error. Without this handler it would be reported as unhandled until then.
    this.#onItsWay.catch(() => {});
  }

  /** Waits until all flushed rows are stored. */
  settle(): Promise<void> {
    return this.#onItsWay;
  }

  async #store(batch: readonly PendingRow[]): Promise<void> {
    const firsts = new Map<string, PendingRow>();
    const repeated: PendingRow[] = [];
    for (const row of batch) {
      if (firsts.has(row.session.id)) repeated.push(row);
      else firsts.set(row.session.id, row);
    }
    // Sorted by id, so that overlapping imports wait for each other instead of deadlocking.
    const candidates = [...firsts.values()].sort((a, b) => (a.session.id < b.session.id ? -1 : 1));
    const inserted = await this.#target.insert(
      candidates.map((row) => row.session),
      this.#clock.now(),
    );
    const known: PendingRow[] = [];
    for (const row of candidates) {
      if (inserted.has(row.session.id)) this.#tally.store(row.line, row.session);
      else known.push(row);
    }
    await this.#compare([...known, ...repeated]);
  }

  /** Classifies rows whose id already existed: same content, different content, or another user's. */
  async #compare(rows: readonly PendingRow[]): Promise<void> {
    const byUser = Map.groupBy(rows, (row) => row.session.userId);
    for (const [userId, ofUser] of byUser) {
      const ids = ofUser.map((row) => row.session.id);
      const found = await this.#target.findMany(userId, [...new Set(ids)]);
      const stored = new Map(found.map((session) => [session.id, session]));
      for (const row of ofUser) this.#countKnown(row, stored.get(row.session.id));
    }
  }

  #countKnown({ line, session }: PendingRow, stored: Session | undefined): void {
    if (stored === undefined) {
      this.#tally.reject(line, [{ field: "id", code: "id_taken" }], () => session.id);
      return;
    }
    this.#tally.accept(session.startedAtMs, line);
    const field = differingField(session, stored);
    if (field === undefined) this.#tally.unchanged += 1;
    else {
      this.#tally.conflicts += 1;
      this.#tally.note(line, { field, code: "stored_differs" });
    }
  }
}

const COMPARED = [
  ["start", "startedAtMs"],
  ["duration_minutes", "durationSeconds"],
  ["preset", "preset"],
  ["category", "category"],
  ["task", "task"],
  ["rating", "rating"],
  ["completed", "completed"],
  ["notes", "notes"],
] as const;

/** The first member in which a row differs from the stored session. The web app stores '' for an absent text. */
function differingField(session: NewSession, stored: Session): string | undefined {
  const found = COMPARED.find(([, key]) => (session[key] ?? "") !== (stored[key] ?? ""));
  return found?.[0];
}
