/** A server, as far as its claim on a database file goes: `node hold-server-lock.ts PATH ADDRESS`. */
import { acquireServerLock } from "../../src/db/server-lock.ts";

const [, , path = "", address = ""] = process.argv;
try {
  acquireServerLock(path, { pid: process.pid, address });
  process.stdout.write("held\n");
  // Held until this process is ended.
  process.stdin.resume();
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
}
