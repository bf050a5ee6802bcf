import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { messageOf } from "./process.ts";
import { SwitchError } from "./proxy.ts";

const LIMIT_MS = 3000;

/** Asks HAProxy's runtime API one thing. @throws SwitchError when nobody listens on the socket */
export async function askHaproxy(socketPath: string, command: string): Promise<string> {
  const socket = connect(socketPath);
  socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error(`no answer in ${LIMIT_MS} ms`)));
  socket.end(`${command}\n`);
  try {
    return await text(socket);
  } catch (error) {
    throw new SwitchError(`HAProxy does not answer on --socket ${socketPath}: ${messageOf(error)}`);
  }
}

/** Rows of the CSV that `show stat` prints, by column name. */
export function readStatistics(csv: string): readonly Readonly<Record<string, string>>[] {
  const [header = "", ...lines] = csv.trim().split("\n");
  const names = header.replace(/^# /, "").split(",");
  return lines.map((line) => {
    const values = line.split(",");
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
  });
}
