import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A process of its own that writes to a database by plain SQL, as the web app does. */
export interface PlainSql {
  /** Resolves when the statements are committed. */
  run(statements: string): Promise<void>;
  close(): Promise<void>;
}

export function openPlainSql(url: string): PlainSql {
  const script = fileURLToPath(new URL("plain-sql-child.ts", import.meta.url));
  const child = spawn(process.execPath, [script, url], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(statements) {
      child.stdin.write(`${JSON.stringify(statements)}\n`);
      const answer = await answers.next();
      if (answer.value !== "done") throw new Error(`${answer.value}: ${statements}`);
    },
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}
