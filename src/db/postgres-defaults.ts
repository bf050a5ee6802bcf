import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { defaults } from "pg";

/** Where PostgreSQL of Debian, and as it is built by others, listens beside TCP. */
const SOCKET_FOLDERS = ["/var/run/postgresql", "/tmp"];

/**
 * What a URL and the PG… variables leave open is what psql takes: the user of the operating system, and the socket of this
 * machine where there is one. The driver by itself takes USER, which services do not have, and TCP.
 */
export function assumeWhatPsqlAssumes(): void {
  defaults.user ??= systemUser();
  const folder = SOCKET_FOLDERS.find((path) => existsSync(`${path}/.s.PGSQL.5432`));
  if (folder !== undefined) defaults.host = folder;
}

function systemUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number without a name.
    return undefined;
  }
}
