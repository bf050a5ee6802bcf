import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  type AdmissionControlParts,
  createAdmissionControl,
} from "../../src/http/overload/admission-control.ts";
import { createRequestPipeline } from "../../src/http/request-pipeline.ts";
import { openTestApp } from "../support/app.ts";
import { echo, openEchoServer } from "../support/echo-server.ts";
import { eventually } from "../support/eventually.ts";
import { get } from "../support/pipeline.ts";
import { RawConnection } from "../support/raw-connection.ts";

const ONE_AT_A_TIME: NonNullable<AdmissionControlParts["limits"]> = {
  ...{
    turnMs: 20,
    perTurn: 8,
    maxWaitMs: 200,
    abandonAfterMs: 800,
    maxInFlight: 1,
    maxInFlightWhenBusy: 1,
  },
};

test("requests of the fast path count while they are answered, and no longer when their clients have left", async () => {
  const service = await openTestApp();
  const { clock, dependencies } = service;
  const gate = createAdmissionControl({
    ...{ clock, logger: dependencies.logger, metrics: dependencies.metrics },
    pipeline: createRequestPipeline(dependencies),
    isDraining: () => false,
    ...{ isKept: () => false, limits: ONE_AT_A_TIME },
  });
  let asked = 0;
  const made = Promise.withResolvers<void>();
  await using server = await openEchoServer({
    cachedHandler: {
      find: () => undefined,
      canMake: ({ url }) => url === "/made",
      async make() {
        asked += 1;
        await made.promise;
        return { status: 200, constants: [], headers: ["content-length", "0"], body: "" };
      },
    },
    admit: gate.admit,
    handler: gate.before((request, response) => {
      if (request.url === "/slow") asked += 1;
      else echo(request, response);
    }),
  });
  const other = await RawConnection.open(server.port);
  const statusIs = (status: number, path: string) => async () =>
    (await other.ask(get(path))).status === status;

  for (const path of ["/slow", "/made"]) {
    const client = await RawConnection.open(server.port);
    const before = asked;
    client.send(get(path));
    while (asked === before) await nextTurn();
    await eventually("there is no room", statusIs(503, "/quick"), 5000);
    const refused = await other.ask(get("/made"));
    assert.deepEqual([refused.status, refused.isFastPath], [503, true]);
    client.socket.destroy();
    // Nobody stops what is being made: others may wait for the same answer.
    if (path === "/made") made.resolve();
    await eventually("there is room again", statusIs(200, "/quick"), 5000);
  }
  assert.equal((await other.ask(get("/made"))).status, 200);
  other.socket.destroy();
  await server.close();
  await service.close();
});
