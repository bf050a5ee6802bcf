import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { arrivalRepository } from "../../../src/repositories/arrival-repository.ts";
import {
  type OwnProfileState,
  profileStateRepository,
} from "../../../src/repositories/profile-state-repository.ts";
import { sessionRepository } from "../../../src/repositories/session-repository.ts";
import { settingsRepository } from "../../../src/repositories/settings-repository.ts";
import { versionRepository } from "../../../src/repositories/version-repository.ts";
import { fromMemory } from "../../../src/runtime/from-memory.ts";
import { openZone } from "../../../src/time/zone.ts";
import { newSession } from "../../support/builders.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";

const NOW_MS = Date.UTC(2026, 2, 2, 12);

forEachDatabase((name, open) => {
  describe("stored states of profiles", () => {
    let opened: OpenedDatabase;
    before(async () => {
      opened = await open();
    });
    after(() => opened.close());

    const states = () => profileStateRepository(opened.database.executor, name);
    const arrivals = () => arrivalRepository(opened.database.executor, name);

    async function versionOf(userId: string): Promise<number> {
      return versionRepository(opened.database.executor, name).read(userId);
    }

    async function write(userId: string): Promise<number> {
      const { executor } = opened.database;
      const sessions = sessionRepository(executor, name, () => openZone("UTC"));
      const session = newSession({ startedAtMs: NOW_MS - 3_600_000 });
      await sessions.insert([{ ...session, userId }], NOW_MS);
      return versionOf(userId);
    }

    function state(userId: string, version: number, given: Partial<OwnProfileState> = {}) {
      return {
        ...{ userId, version, signature: "models 1", day: 20_000, sessions: 3 },
        ...{ knownFromMs: NOW_MS, knownUntilMs: NOW_MS + 60_000 },
        state: Uint8Array.of(0, 1, 255),
        ...given,
      };
    }

    /** As the two drivers give it: bytes are a Buffer on one. */
    function plain(found: Awaited<ReturnType<ReturnType<typeof states>["find"]>>) {
      return found && { ...found, state: [...found.state] };
    }

    test("are read as they were stored, alone and together with a person's settings", async () => {
      const version = await write("ann");
      const { userId, ...stored } = state("ann", version);
      const endless = { knownUntilMs: Number.POSITIVE_INFINITY };
      await states().save([{ userId, ...stored }, state("nobody", 0)]);
      const expected = { ...stored, state: [0, 1, 255] };
      assert.deepEqual(plain(await states().find("ann")), expected);
      await settingsRepository(opened.database.executor).changePersonal("ann", { language: "cs" });
      const arrival = await arrivals().find("ann");
      assert.deepEqual(plain(arrival.state), expected);
      assert.equal(arrival.version, await versionOf("ann"));
      assert.equal(arrival.settings.language, "cs");
      await states().save([state("ann", await versionOf("ann"), endless)]);
      assert.equal((await states().find("ann"))?.knownUntilMs, endless.knownUntilMs);
    });

    test("are absent for an unknown person, who has version 0 and default settings", async () => {
      const { version, settings, state: none } = await arrivals().find("unknown");
      assert.deepEqual([version, settings.timezone, none], [0, null, undefined]);
      assert.equal(await states().find("nobody"), undefined);
    });

    test("belong to the right person when several are read at once", async () => {
      const people = ["dan", "eve", "unknown"];
      await states().save([
        state("dan", await write("dan"), { sessions: 7 }),
        state("eve", await write("eve"), { sessions: 8 }),
      ]);
      const [arriving, stored] = [arrivals(), states()];
      const found = await Promise.all(people.map((userId) => arriving.find(userId)));
      assert.deepEqual(
        found.map(({ version, state: own }) => [version > 0, own?.sessions]),
        [
          [true, 7],
          [true, 8],
          [false, undefined],
        ],
      );
      const alone = await Promise.all(people.map((userId) => stored.find(userId)));
      assert.deepEqual(
        alone.map((own) => own?.sessions),
        [7, 8, undefined],
      );
      await assert.rejects(async () => fromMemory(() => stored.find("dan")), {
        code: "database_unavailable",
      });
    });

    test("of two replicas are kept from the newer data, and are not stored after a later write", async () => {
      const old = await write("bob");
      await states().save([state("bob", old)]);
      const version = await write("bob");
      await states().save([state("bob", version, { sessions: 4 })]);
      await states().save([state("bob", old, { sessions: 9 })]);
      assert.equal((await states().find("bob"))?.sessions, 4);
      await states().delete("bob");
      assert.equal(await states().find("bob"), undefined);
      await states().save([state("bob", old)]);
      assert.equal(await states().find("bob"), undefined);
    });
  });
});
