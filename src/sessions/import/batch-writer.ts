import type { NewSession, Session } from "../../domain/session.ts";
import type { Clock } from "../../ports.ts";
import type { ImportTally } from "./import-report.ts";

/** Where the sessions of one import are stored. */
export interface ImportTarget {
  /**
   * Stores sessions: all or, when it throws, none.
   * @returns the ids that were new; a session whose id exists (of any user) is left as it is
   */
  insert(sessions: readonly NewSession[], nowMs: number): Promise<ReadonlySet<string>>;
  /** Those of the ids that exist, in no particular order. */
  findMany(userId: string, ids: readonly string[]): Promise<Session[]>;
}

interface PendingRow {
  readonly line: number;
  readonly session: NewSession;
}

/**
 * Rows per transaction. More are hardly faster (14 s for a million rows with 1,000 as with 4,000), hold more
 * memory, and make other writers and, on the embedded database, other requests wait longer: 1,000 rows take
 * SQLite about 10 ms.
 */
const BATCH_ROWS = 1000;
/**
 * Rows per transaction where ids are in no order. Each row then changes index pages of its own, which are
 * written once per transaction: a million shuffled rows made SQLite write 19 GB with 1,000, 9 GB with 10,000.
 */
const SCATTERED_BATCH_ROWS = 10_000;
/** Characters of free text per transaction, for rows with notes of the full length. */
const BATCH_CHARACTERS = 1_048_576;

/**
 * Stores rows in batches, each in one transaction, and counts what became of them. One batch is on its way
 * while the next is being read, never more: memory stays bounded and a slow database slows the reader.
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

  /** Whether `flush` is due. */
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
   * Waits for the batch before, then sends this one on its way.
   * @throws what the batch before failed with
   */
  async flush(): Promise<void> {
    await this.#onItsWay;
    const batch = this.#batch;
    this.#batch = [];
    this.#characters = 0;
    this.#isScattered = false;
    if (batch.length === 0) return;
    this.#onItsWay = this.#store(batch);
    // The next call that waits throws the failure; without this it would count as unhandled until then.
    this.#onItsWay.catch(() => {});
  }

  /** Waits until everything that was flushed is stored. */
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
    // In the order of ids: imports that overlap then wait for one another instead of deadlocking.
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

  /** Rows whose id was there before: are they the same, other content, or somebody else's? */
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

/** The first member in which a row differs from what is stored. The web app stores '' for no text. */
function differingField(session: NewSession, stored: Session): string | undefined {
  const found = COMPARED.find(([, key]) => (session[key] ?? "") !== (stored[key] ?? ""));
  return found?.[0];
}
