import { DatabaseSync } from "node:sqlite";

/** The file of a database that these statements make. */
export function sqliteBytes(...statements: readonly string[]): Buffer {
  const connection = new DatabaseSync(":memory:");
  try {
    for (const statement of statements) connection.exec(statement);
    return Buffer.from(connection.serialize());
  } finally {
    connection.close();
  }
}
