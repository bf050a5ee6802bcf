import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { type ServerProcess, startServerProcess } from "../../benchmarks/support/server-process.ts";
import { sessionRepository } from "../../src/repositories/session-repository.ts";
import { openZone } from "../../src/time/zone.ts";
import { describePostgres, type OpenedDatabase, openTestPostgres } from "../support/databases.ts";
import {
  type FrontProxy,
  missingFrontProxy,
  openFrontProxy,
  type SwitchEnd,
} from "../support/front-proxy.ts";
import { type Fault, type Gate, openGate } from "../support/gate.ts";
import { openPlainSql } from "../support/plain-sql.ts";
import { type SteadyLoad, startLoad } from "../support/steady-load.ts";

const CLIENTS = 100;
/** This machine is shared with other tests, so only what is broken counts here; slowness has a test of its own. */
const CALM = ["--slack", "5000", "--max-errors", "30", "--ask-every", "50"];

describePostgres(() => {
  const written: string[] = [];
  let database: OpenedDatabase;
  let servers: readonly ServerProcess[];

  before(async () => {
    database = await openTestPostgres();
    const env = {
      DATABASE_URL: database.url,
      TIMEZONE: "Europe/Prague",
      WORKERS: "1",
      POMODORO_DATABASE_POOL_SIZE: "5",
    };
    servers = [await startServerProcess(env), await startServerProcess(env)];
  });
  after(async () => {
    for (const server of servers) await server.stop();
    await database.close();
  });

  describe(`under ${CLIENTS} connections that ask and write`, () => {
    for (const [index, name] of (["haproxy", "nginx"] as const).entries()) {
      describe(`behind ${name}`, async () => {
        const missing = await missingFrontProxy(name);
        const skip = missing === undefined ? {} : { skip: missing };
        let gate: Gate;
        let proxy: FrontProxy;
        let load: SteadyLoad;

        before(async () => {
          if (missing !== undefined) return;
          gate = await openGate(servers[1]?.address ?? "");
          proxy = await openFrontProxy(name, servers[0]?.address ?? "", gate.address);
          load = startLoad(proxy.address, CLIENTS, index * 1_000_000);
        });
        after(async () => {
          await load?.stop();
          await proxy?.close();
          gate?.close();
        });

        const run = (...options: string[]) => proxy.startSwitch(...CALM, ...options);
        async function shareNow(): Promise<number> {
          const { output } = await run("--status").ended;
          return JSON.parse(output).share;
        }

        test(
          "traffic is shifted in steps, while a migration adds to the schema",
          skip,
          async () => {
            const writer = openPlainSql(database.url);
            const switching = run("--hold", "0.4");
            await switching.printed("10 % of the requests");
            await writer.run(
              `alter table sessions add column later_${name} text not null default ''`,
            );
            await writer.run(
              `insert into sessions (date, time, duration_minutes) values ('2023-05-0${index + 1}', '09:00', 25)`,
            );
            assertEnded(await switching.ended, 0, "Done");
            assert.equal(await shareNow(), 100);
            await writer.close();
          },
        );

        test("everything goes back when it is asked to", skip, async () => {
          assertEnded(await run("--rollback").ended, 0, "Rolled back");
          assert.equal(await shareNow(), 0);
        });

        test("a switch that is stopped goes on where it stood", skip, async () => {
          const first = run("--steps", "10,60,100", "--hold", "0.2", "--ask-every", "20");
          await first.printed("60 % of the requests");
          first.child.kill("SIGTERM");
          assertEnded(await first.ended, 3, "Stopped at 60 %");
          assert.equal(await shareNow(), 60);
          const second = await run("--steps", "10,60,100", "--hold", "0.2").ended;
          assertEnded(second, 0, "Goes on after 10 %");
          assert.equal(await shareNow(), 100);
          await run("--rollback").ended;
        });

        const faults: [number, Fault][] = [
          [1, "says 500"],
          [10, "breaks off"],
          [50, "says 500"],
          [100, "hangs"],
        ];
        for (const [step, fault] of faults) {
          test(`a new side that ${fault} at ${step} % gives everything back`, skip, async () => {
            const steps = [1, 10, 50, 100].filter((each) => each <= step);
            const before = steps.slice(0, -1).join(",");
            if (before !== "") await run("--steps", before, "--hold", "0.1").ended;
            const switching = run("--steps", steps.join(","), "--hold", "20");
            await switching.printed(`${step} % of the requests`);
            gate.fault = fault;
            const ended = await switching.ended;
            gate.fault = undefined;
            assertEnded(ended, 1, "Going back: the new side failed");
            assert.equal(await shareNow(), 0);
          });
        }

        test("a configuration that the proxy refuses changes nothing", skip, async () => {
          const main = join(proxy.folder, `${name === "nginx" ? "nginx.conf" : "haproxy.cfg"}`);
          const [mainText, before] = [main, proxy.config].map((path) => readFileSync(path, "utf8"));
          writeFileSync(main, `${mainText}\nnonsense`);
          const other = [
            "--from",
            gate.address,
            "--to",
            servers[0]?.address ?? "",
            "--state",
            join(proxy.folder, "other"),
          ];
          assertEnded(await run(...other).ended, 1, "refuses the configuration");
          assert.equal(readFileSync(proxy.config, "utf8"), before);
          writeFileSync(main, mainText ?? "");
        });

        test("no request fails in any of it", skip, async () => {
          await load.stop();
          assert.deepEqual(load.failures, []);
          assert.ok(load.answered() > 3 * CLIENTS, `${load.answered()} requests`);
          // One that the web app wrote.
          written.push(...load.written, name);
        });
      });
    }
  });

  test("every write that was acknowledged is stored once", async () => {
    const { executor, kind } = database.database;
    const sessions = sessionRepository(executor, kind, () => openZone("Europe/Prague"));
    assert.equal(new Set(written).size, written.length);
    assert.equal(await sessions.count("default"), written.length);
  });
});

function assertEnded(ended: SwitchEnd, code: number, saying: string): void {
  assert.equal(ended.code, code, ended.output);
  assert.ok(ended.output.includes(saying), ended.output);
}
