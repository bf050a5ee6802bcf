import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cliFolder } from "../../support/cli.ts";
import { eventually } from "../../support/eventually.ts";

describe("pomodoro-ml keys", () => {
  test("makes a key that a running service accepts at once, and takes it away again", async () => {
    using folder = cliFolder();
    const server = await folder.serve([], { POMODORO_AUTH: "keys", HOST: "0.0.0.0" });
    const address = server.address.replace("0.0.0.0", "127.0.0.1");
    const options = ["--name", "script", "--user", "ada", "--scopes", "read,write"];
    const made = await folder.run(["keys", "create", ...options, "--expires", "90d", "--json"]);
    assert.equal(made.code, 0, made.stderr);
    const { id, key, prefix, user, scopes, expires_at, ...rest } = JSON.parse(made.stdout);
    assert.deepEqual(rest, {});
    assert.deepEqual([user, scopes], ["ada", ["read", "write"]]);
    assert.ok(key.startsWith(`${prefix}_`));
    assert.ok(Date.parse(expires_at) > 0);
    const status = async () => {
      const headers = { authorization: `Bearer ${key}` };
      return (await fetch(`${address}/api/analysis`, { headers })).status;
    };
    for (let time = 0; time < 3; time += 1) assert.equal(await status(), 200);
    assert.equal((await fetch(`${address}/metrics`)).status, 401);

    const listed = await folder.run(["keys", "list"], { LOCALE: "cs" });
    assert.match(listed.stdout, new RegExp(`^${prefix}  script, osoba ada: read, write; do `));
    assert.ok(!listed.stdout.includes(key));

    assert.equal((await folder.run(["keys", "revoke", id])).code, 0);
    await eventually("the key is refused", async () => (await status()) === 401, 1000);
    await server.stop();
  });

  test("says for people what was made, this once, and what is still to be done", async () => {
    using folder = cliFolder();
    const { stdout } = await folder.run(["keys", "create", "--name", "script"]);
    assert.match(stdout, /^Key script of user default may: read, write\./);
    assert.match(stdout, /^ {2}pml_[a-z2-7]{12}_[\w-]{43}$/m);
    assert.match(stdout, /until it is revoked/);
    assert.match(stdout, /POMODORO_AUTH=keys/);
  });

  test("refuses what it does not understand, and makes nothing", async () => {
    using folder = cliFolder();
    const wrong: [string[], RegExp, number][] = [
      [["create"], /name/i, 2],
      [["create", "--name", "x", "--scopes", "read,all"], /--scopes takes read/, 2],
      [["create", "--name", "x", "--expires", "soon"], /--expires takes a length of time/, 2],
      [["create", "--name", "x", "--user", "a b"], /visible ASCII/, 1],
      [["revoke", "nothing"], /no key with the id or prefix nothing/, 1],
      [["rotate", "nothing", "--keep", "1h"], /no key/, 1],
    ];
    for (const [args, said, code] of wrong) {
      const ended = await folder.run(["keys", ...args]);
      assert.match(ended.stderr, said);
      assert.equal(ended.code, code, args.join(" "));
    }
    assert.match((await folder.run(["keys", "list"])).stdout, /no keys/);
  });
});
