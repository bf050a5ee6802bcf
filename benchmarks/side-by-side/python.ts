import { spawnSync } from "node:child_process";

/** The system's first: distributions install modules for their own interpreter, which need not be the one in the path. */
const INTERPRETERS = ["/usr/bin/python3", "python3"];

const VERSIONS = `
import importlib, importlib.metadata, json, platform, sys
for module in sys.argv[1].split(","):
    importlib.import_module(module)
versions = {name: importlib.metadata.version(name) for name in sys.argv[2].split(",")}
print(json.dumps({"Python": platform.python_version(), **versions}))
`;

export interface Python {
  readonly program: string;
  /** Of Python and of the packages asked for. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The first interpreter that has all modules; `undefined` when none has. */
export function findPython(
  modules: readonly string[],
  packages: readonly string[],
): Python | undefined {
  for (const program of INTERPRETERS) {
    const args = ["-c", VERSIONS, modules.join(","), packages.join(",")];
    const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
    if (status === 0) return { program, versions: JSON.parse(stdout) };
  }
  return undefined;
}
