import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/**
 * Checks whether a Redis answers: connects, authenticates if the URL has credentials, sends PING and disconnects. Two
 * commands of the protocol (RESP 2) suffice, so `doctor` needs no client library.
 *
 * @param url `redis://` or `rediss://`, also with `-cluster` (one node is checked), with optional user and password
 * @throws Error with the reason, without the password: refused, wrong password, no answer in time
 */
export async function pingRedis(url: string, deadlineMs: number): Promise<void> {
  const { protocol, hostname, port, username, password } = new URL(url);
  const place = { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 6379) };
  const socket = protocol.startsWith("rediss") ? connectTls(place) : connectPlain(place);
  const commands = [["PING"]];
  if (password !== "") {
    const user = username === "" ? [] : [decodeURIComponent(username)];
    commands.unshift(["AUTH", ...user, decodeURIComponent(password)]);
  }
  try {
    const answers = await exchange(socket, commands, deadlineMs);
    const refusal = answers.find((answer) => answer.startsWith("-"));
    if (refusal !== undefined) throw new Error(refusal.slice(1));
    if (answers.at(-1) !== "+PONG") throw new Error("what answers there is not a Redis");
  } finally {
    socket.destroy();
  }
}

/** Sends the commands and collects one line of reply for each. */
function exchange(
  socket: Socket,
  commands: readonly (readonly string[])[],
  deadlineMs: number,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let received = "";
    // The deadline covers the whole exchange: a socket timeout would restart with every byte.
    const timer = setTimeout(
      () => reject(new Error(`no answer within ${deadlineMs} ms`)),
      deadlineMs,
    );
    socket.once("close", () => clearTimeout(timer));
    socket.once("error", (error: NodeJS.ErrnoException) => {
      reject(new Error(error.code ?? error.message));
    });
    socket.once("end", () => reject(new Error("the connection was closed")));
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      received += chunk;
      const lines = received.split("\r\n");
      if (lines.length > commands.length || received.length > 4096) {
        resolve(lines.slice(0, commands.length));
      }
    });
    socket.write(commands.map(encode).join(""));
  });
}

function encode(words: readonly string[]): string {
  const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${parts.join("")}`;
}
