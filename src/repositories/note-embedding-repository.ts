import { sql } from "kysely";
import type { Database } from "../db/database.ts";

/** The vector of one note. */
export interface NoteEmbedding {
  readonly sessionId: string;
  /** The hash of the embedded text. */
  readonly textSha256: string;
  readonly vector: Float32Array;
}

export interface NoteEmbeddingRepository {
  list(userId: string, model: string): Promise<NoteEmbedding[]>;
  /** Stores vectors; they replace older ones of the same sessions and model. */
  save(
    userId: string,
    model: string,
    embeddings: readonly NoteEmbedding[],
    nowMs: number,
  ): Promise<void>;
  erase(userId: string): Promise<void>;
  /** Deletes the vectors of all other models. Called once this model's vectors are complete. */
  deleteOtherModels(userId: string, model: string): Promise<void>;
}

export function noteEmbeddingRepository(database: Database): NoteEmbeddingRepository {
  const { executor } = database;
  return {
    async list(userId, model) {
      const rows = await executor
        .selectFrom("note_embeddings")
        .select(["session_id", "text_sha256", "dimensions", "vector"])
        .where("user_id", "=", userId)
        .where("model", "=", model)
        .execute();
      return rows.flatMap((row) => {
        const vector = toVector(row.vector);
        if (vector.length !== row.dimensions) return [];
        return [{ sessionId: row.session_id, textSha256: row.text_sha256, vector }];
      });
    },

    save(userId, model, embeddings, nowMs) {
      return database.transaction(async (tx) => {
        for (const { sessionId, textSha256, vector } of embeddings) {
          await tx
            .insertInto("note_embeddings")
            .values({
              ...{ user_id: userId, model, session_id: sessionId, text_sha256: textSha256 },
              dimensions: vector.length,
              vector: toBytes(vector),
              embedded_at_ms: Math.floor(nowMs),
            })
            .onConflict((row) =>
              row.columns(["user_id", "model", "session_id"]).doUpdateSet({
                text_sha256: sql`excluded.text_sha256`,
                dimensions: sql`excluded.dimensions`,
                vector: sql`excluded.vector`,
                embedded_at_ms: sql`excluded.embedded_at_ms`,
              }),
            )
            .execute();
        }
      });
    },

    async erase(userId) {
      await executor.deleteFrom("note_embeddings").where("user_id", "=", userId).execute();
    },

    async deleteOtherModels(userId, model) {
      await executor
        .deleteFrom("note_embeddings")
        .where("user_id", "=", userId)
        .where("model", "!=", model)
        .execute();
    },
  };
}

/** Encodes a vector in little-endian order on every machine. */
function toBytes(vector: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * vector.length));
  for (const [place, value] of vector.entries()) view.setFloat32(4 * place, value, true);
  return new Uint8Array(view.buffer);
}

function toVector(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: Math.floor(bytes.byteLength / 4) }, (_, place) =>
    view.getFloat32(4 * place, true),
  );
}
