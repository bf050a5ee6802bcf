import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, test } from "node:test";

const root = resolve(import.meta.dirname, "../../..");
const lines = readFileSync(`${root}/Dockerfile`, "utf8")
  .replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const stages = new Map<string, readonly string[]>();
for (const line of lines) {
  const name = /^FROM .+ AS (\w+)$/.exec(line)?.[1];
  if (name !== undefined) stages.set(name, []);
  const last = [...stages.keys()].at(-1);
  if (last !== undefined) stages.set(last, [...(stages.get(last) ?? []), line]);
}
const stage = (name: string) => stages.get(name) ?? [];

describe("the Dockerfile", () => {
  test("builds in one stage and runs in two others", () => {
    assert.deepEqual([...stages.keys()], ["build", "slim", "distroless"]);
  });

  test("copies only what is there and what .dockerignore lets in", () => {
    const ignored = readFileSync(`${root}/.dockerignore`, "utf8").split("\n");
    const allowed = ignored.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
    const copied = stage("build")
      .filter((line) => line.startsWith("COPY"))
      .flatMap((line) => line.split(" ").slice(1, -1));
    assert.deepEqual(copied.toSorted(), allowed.toSorted());
    for (const path of copied) assert.ok(existsSync(`${root}/${path}`), path);
    assert.ok(ignored.includes("*"), "everything else stays outside");
  });

  for (const name of ["slim", "distroless"]) {
    test(`${name} runs nothing while it is built, as nobody, without a shell, and says whether it is well`, () => {
      const own = stage(name);
      assert.ok(!own.some((line) => line.startsWith("RUN")));
      assert.equal(
        own.findLast((line) => line.startsWith("USER")),
        "USER 65532:65532",
      );
      for (const word of ["ENTRYPOINT", "CMD", "HEALTHCHECK"]) {
        const line = own.find((each) => each.startsWith(word));
        assert.match(line ?? "", /\[".+"\]$/, word);
      }
      assert.match(own.find((line) => line.startsWith("HEALTHCHECK")) ?? "", /"health"\]$/);
    });
  }
});

describe("the systemd unit", () => {
  const unit = readFileSync(`${root}/deploy/systemd/pomodoro-ml.service`, "utf8");
  const settings = [...unit.matchAll(/^([A-Za-z]+)=(.*)$/gm)].map(([, name, value]) => [
    name,
    value,
  ]);
  const value = (name: string) => settings.findLast(([key]) => key === name)?.[1];

  test("is a unit of three sections with settings of the form Name=value", () => {
    assert.deepEqual(unit.match(/^\[.+\]$/gm), ["[Unit]", "[Service]", "[Install]"]);
    const odd = unit.split("\n").filter((line) => !/^($|#|\[\w+\]$|[A-Z]\w+=)/.test(line));
    assert.deepEqual(odd, []);
  });

  test("shuts the service in", () => {
    for (const name of [
      "DynamicUser",
      "NoNewPrivileges",
      "PrivateTmp",
      "PrivateDevices",
      "ProtectHome",
    ]) {
      assert.equal(value(name), "yes", name);
    }
    assert.equal(value("ProtectSystem"), "strict");
    assert.equal(value("CapabilityBoundingSet"), "");
    // Node's compiler needs memory that is written and executed.
    assert.equal(value("MemoryDenyWriteExecute"), undefined);
  });

  test("starts the command that there is, and waits longer than it takes to close", () => {
    assert.match(value("ExecStart") ?? "", /bin\/pomodoro-ml\.js serve$/);
    assert.ok(Number.parseInt(value("TimeoutStopSec") ?? "", 10) >= 15);
  });
});
