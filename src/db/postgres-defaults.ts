import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { defaults } from "pg";

/** Socket folders of PostgreSQL: Debian's, and the default of other builds. */
const SOCKET_FOLDERS = ["/var/run/postgresql", "/tmp"];

/**
 * Sets psql's defaults for values that neither the URL nor the PG… variables give: the operating system's user, and this
 * machine's socket if there is one. The driver's defaults are TCP and the variable USER, which services do not have.
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
    // A container may run with a user id that has no name.
    return undefined;
  }
}
