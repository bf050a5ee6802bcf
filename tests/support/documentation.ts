import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { codeBlocks, commands } from "./markdown.ts";

/** Where documentation says the service is; replaced by the address of the one under test. */
const DOCUMENTED_ADDRESS = "http://127.0.0.1:5002";
/** Where it says that a second one is; the one under test stands for both. */
const SECOND_ADDRESS = "http://127.0.0.1:5003";

export interface DocumentationRun {
  readonly address: string;
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `npx pomodoro-ml` runs. */
  readonly launcher: string;
  readonly root: string;
}

const run = promisify(execFile);

/**
 * Executes every shell block of a Markdown file in order. A JSON block that follows one shows the answer: it must
 * have the members that the answer has, of the same types, whatever the values are today.
 *
 * @returns how many commands ran
 */
export async function runDocumentation(path: string, using: DocumentationRun): Promise<number> {
  const blocks = codeBlocks(readFileSync(path, "utf8"));
  let count = 0;
  let output = "";
  for (const block of blocks) {
    const where = `${path}:${block.line}`;
    if (block.language === "sh") {
      output = "";
      for (const command of commands(block)) {
        if (isCheckedByName(command, using.root, where)) continue;
        output += await execute(command, using, where);
        count += 1;
      }
    } else if (block.language === "json" && output !== "") {
      const [documented, answered] = [JSON.parse(block.text), JSON.parse(output)];
      assert.deepEqual(shapeOf(documented, answered), shapeOf(answered, documented), where);
      output = "";
    }
  }
  return count;
}

async function execute(command: string, using: DocumentationRun, where: string): Promise<string> {
  const script = command
    .replaceAll(DOCUMENTED_ADDRESS, using.address)
    .replaceAll(SECOND_ADDRESS, using.address)
    .replaceAll("npx pomodoro-ml", `"${process.execPath}" "${using.launcher}"`);
  try {
    const { stdout } = await run("bash", ["-euo", "pipefail", "-c", script], {
      cwd: using.directory,
      env: using.env,
      timeout: 60_000,
    });
    return stdout;
  } catch (error) {
    throw new Error(`${where}: ${command}`, { cause: error });
  }
}

/**
 * npm commands start or test the project itself, and benchmarks take minutes: of these it is checked here that
 * what they name exists.
 */
function isCheckedByName(command: string, root: string, where: string): boolean {
  const benchmark = /^node (benchmarks\/\S+)/.exec(command)?.[1];
  if (benchmark !== undefined) {
    assert.ok(existsSync(`${root}/${benchmark}`), `${where}: no file ${benchmark}`);
    return true;
  }
  if (!/^(npm|git) /.test(command)) return false;
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  for (const part of command.split("&&").map((text) => text.trim())) {
    const [program, verb, name] = part.split(/\s+/);
    if (program !== "npm" || verb === "ci") continue;
    const script = verb === "run" ? name : verb;
    assert.ok(script !== undefined && script in scripts, `${where}: no npm script ${script}`);
  }
  return true;
}

/** The names and types in a JSON value; of a list, those of its first element. */
function shapeOf(value: unknown, other: unknown): unknown {
  if (Array.isArray(value)) {
    // How much of a day is left decides whether its hours are listed: an empty list is of any shape.
    const isComparable = Array.isArray(other) && value.length > 0 && other.length > 0;
    return isComparable ? [shapeOf(value[0], other[0])] : [];
  }
  if (typeof value !== "object" || value === null) return typeof value;
  const others: Record<string, unknown> = Object(other);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [another]) => (one < another ? -1 : 1))
      .map(([key, member]) => [key, shapeOf(member, others[key])]),
  );
}
