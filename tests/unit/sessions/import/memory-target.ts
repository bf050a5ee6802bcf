import type { ColumnMapping } from "../../../../src/domain/import-mapping.ts";
import type { ImportCounts, ImportRun } from "../../../../src/domain/import-run.ts";
import type { NewSession, Session } from "../../../../src/domain/session.ts";
import type { ImportMappingRepository } from "../../../../src/repositories/import-mapping-repository.ts";
import type { ImportServiceParts } from "../../../../src/sessions/import/import-sessions.ts";

/** Keeps the columns that users have named in a Map. */
export class MemoryMappings implements ImportMappingRepository {
  readonly #saved = new Map<string, Map<string, ColumnMapping>>();

  async list(userId: string): Promise<ReadonlyMap<string, ColumnMapping>> {
    return this.#saved.get(userId) ?? new Map();
  }

  async save(userId: string, fingerprint: string, columns: ColumnMapping): Promise<void> {
    const ofUser = new Map(await this.list(userId));
    this.#saved.set(userId, ofUser.set(fingerprint, columns));
  }
}

type Stores = ImportServiceParts["imports"] & ImportServiceParts["sessions"];

/** Keeps sessions in a Map, with the promises of the real repositories. */
export class MemoryTarget implements Stores {
  readonly sessions = new Map<string, Session>();
  /** Rows of each insert. */
  readonly batches: number[] = [];

  readonly finished = new Map<string, ImportCounts>();

  async insert(
    _run: ImportRun,
    sessions: readonly NewSession[],
    nowMs: number,
  ): Promise<ReadonlySet<string>> {
    this.batches.push(sessions.length);
    const fresh = sessions.filter((session) => !this.sessions.has(session.id));
    for (const session of fresh) {
      const endedAtMs = session.startedAtMs + session.durationSeconds * 1000;
      const stored = { ...session, endedAtMs, createdAtMs: nowMs, updatedAtMs: nowMs };
      this.sessions.set(session.id, stored);
    }
    return new Set(fresh.map((session) => session.id));
  }

  async finish(id: string, counts: ImportCounts): Promise<void> {
    this.finished.set(id, counts);
  }

  async findMany(userId: string, ids: readonly string[]): Promise<Session[]> {
    return ids
      .map((id) => this.sessions.get(id))
      .filter((session) => session !== undefined && session.userId === userId)
      .filter((session) => session !== undefined);
  }

  async findTaken(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(ids.filter((id) => this.sessions.has(id)));
  }

  async *streamForLearning(userId: string): AsyncIterable<readonly Session[]> {
    yield this.list().filter((session) => session.userId === userId);
  }

  /** In the order in which they were stored. */
  list(): Session[] {
    return [...this.sessions.values()];
  }
}
