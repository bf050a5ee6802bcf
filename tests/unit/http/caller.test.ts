import assert from "node:assert/strict";
import { test } from "node:test";
import { callerOf } from "../../../src/http/rate-limits/caller.ts";

const of = (remoteAddress: string | undefined) =>
  callerOf(undefined, {
    headers: {},
    socket: remoteAddress === undefined ? null : { remoteAddress },
  });

test("addresses of one /64 network are one caller", () => {
  for (const [address, caller] of [
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::6", "2001:db8:1:2::/64"],
    ["2001:db8::6", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    [undefined, ""],
  ] as const) {
    assert.equal(of(address), caller);
  }
});

test("an authenticated caller is the same from every address", () => {
  const principal = { userId: "ada", scopes: new Set<never>(), caller: "key 1" };
  const request = { headers: {}, socket: { remoteAddress: "192.0.2.7" } };
  assert.equal(callerOf(principal, request), "key 1");
});
