import assert from "node:assert/strict";
import { test } from "node:test";
import { rate } from "../../../src/config/rate-type.ts";
import { readConfig } from "../../../src/config/read-config.ts";
import { InputError } from "../../../src/messages/said.ts";

test("a rate is a number per second, minute or hour, or off", () => {
  assert.deepEqual(rate.read("600/min"), { count: 600, periodMs: 60_000 });
  assert.deepEqual(rate.read("5 / s"), { count: 5, periodMs: 1000 });
  assert.deepEqual(rate.read("10/h"), { count: 10, periodMs: 3_600_000 });
  assert.equal(rate.read("OFF"), "off");
});

test("an invalid rate is refused", () => {
  for (const text of ["0/s", "600", "600/day", "-1/s", "1.5/s", "/s", "5/constructor", "1e3/s"]) {
    assert.throws(() => rate.read(text), InputError, text);
  }
});

test("by default nothing is limited on loopback, and every budget is limited beyond it", () => {
  const names = ["rateLimitReads", "rateLimitWrites", "rateLimitImports", "rateLimitAi"] as const;
  const local = readConfig({});
  const told = readConfig({ POMODORO_RATE_LIMIT_READS: "2/s" });
  const open = { HOST: "0.0.0.0", POMODORO_AUTH: "keys" };
  const beyond = readConfig({ ...open, POMODORO_RATE_LIMIT_AI: "off" });
  for (const name of names) assert.equal(local[name], "off");
  assert.deepEqual(told.rateLimitReads, { count: 2, periodMs: 1000 });
  assert.deepEqual(beyond.rateLimitReads, { count: 6000, periodMs: 60_000 });
  assert.deepEqual(beyond.rateLimitImports, { count: 60, periodMs: 3_600_000 });
  assert.equal(beyond.rateLimitAi, "off");
});
