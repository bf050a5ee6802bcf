import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { createHistoryReader } from "../../../src/profiles/history-reader.ts";
import { createProfileService } from "../../../src/profiles/profile-service.ts";
import { createSnapshotStore, type SnapshotStore } from "../../../src/profiles/snapshot-store.ts";
import { createStateStore, type StateStore } from "../../../src/profiles/state-store.ts";
import { arrivalRepository } from "../../../src/repositories/arrival-repository.ts";
import { profileSnapshotRepository } from "../../../src/repositories/profile-snapshot-repository.ts";
import { profileStateRepository } from "../../../src/repositories/profile-state-repository.ts";
import { versionRepository } from "../../../src/repositories/version-repository.ts";
import { wellnessRepository } from "../../../src/repositories/wellness-repository.ts";
import { createPeople } from "../../../src/services/people/people.ts";
import { formatDay, parseDay } from "../../../src/time/calendar.ts";
import { newSession } from "../../support/builders.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";
import { apply, command, DAY_MS, type Opened, openService, USER } from "./changed-history.ts";

const NO_SNAPSHOTS: SnapshotStore = {
  find: async () => undefined,
  keep: async () => {},
  forget: async () => {},
};

const NO_STATES: StateStore = {
  offer() {},
  take: () => undefined,
  find: async () => undefined,
  keep() {},
  forget: async () => {},
  close: async () => {},
};

/** A profile service of one MiB on the same parts, and how many rows it has read for learning. */
function countingRows(
  { clock, dependencies }: Opened,
  snapshots: SnapshotStore,
  states = NO_STATES,
) {
  const { sessions, people, database } = dependencies;
  const { executor, kind } = database;
  const rows = { read: 0 };
  const counting: typeof sessions = {
    ...sessions,
    async *streamForLearning(userId, range, zone) {
      for await (const chunk of sessions.streamForLearning(userId, range, zone)) {
        rows.read += chunk.length;
        yield chunk;
      }
    },
  };
  const history = createHistoryReader(counting, wellnessRepository(executor, kind));
  const versions = versionRepository(executor, kind);
  const parts = { clock, people, history, versions, snapshots, states };
  return { profiles: createProfileService({ ...parts, maxBytes: 2 ** 20 }), rows };
}

forEachDatabase((name, open) => {
  describe("the profile", () => {
    test("equals a fold of the whole table after every change of any kind, and after a restart", async () => {
      const runs = name === "sqlite" ? 12 : 4;
      await fc.assert(
        fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
          const database = await open();
          const service = await openService(database);
          try {
            const { predictionService, profileService } = service.dependencies;
            for (const each of commands) {
              await apply(each, service);
              await predictionService.today(USER, undefined, "en");
              const report = await profileService.rebuild(USER, { checkOnly: true });
              assert.deepEqual(report.differing, [], JSON.stringify(each));
            }
            const before = await profileService.now(USER);
            await profileService.close();
            const other = await openService(database);
            other.clock.advance(service.clock.now() - other.clock.now());
            const { profileService: profiles, predictionService: forecasts } = other.dependencies;
            const after = await profiles.now(USER);
            assert.deepEqual(after.profile, before.profile);
            const stored = await forecasts.today(USER, undefined, "en");
            await profiles.forget(USER);
            assert.deepEqual(stored, await forecasts.today(USER, undefined, "en"));
            await other.close();
          } finally {
            await service.close();
            await database.close();
          }
        }),
        { numRuns: runs },
      );
    });

    // Nothing takes over from a file.
    if (name === "postgres") {
      test("forgets a write that a fail-over has lost", async () => {
        const database = await open();
        const { dependencies, clock, close } = await openService(database);
        const { executor, kind } = dependencies.database;
        const { sessions } = dependencies;
        const history = createHistoryReader(sessions, wellnessRepository(executor, kind));
        const user = "failed-over";
        const nowMs = clock.now();
        const of = (daysBack: number) =>
          newSession({ userId: user, startedAtMs: nowMs - daysBack * DAY_MS, rating: 90 });
        await sessions.insert(
          Array.from({ length: 300 }, (_, index) => of(index + 1)),
          nowMs,
        );
        const versions = versionRepository(executor, kind);
        // Reads the table each time, as while nothing is heard of writes.
        const people = createPeople({
          ...{ clock, cut: dependencies.people.usual.cut },
          arrivals: arrivalRepository(executor, kind),
          feed: { current: versions.read, async close() {} },
        });
        let interrupt = () => {};
        const profiles = createProfileService({
          ...{ clock, people, history, versions, snapshots: NO_SNAPSHOTS, maxBytes: 2 ** 20 },
          states: NO_STATES,
          feed: {
            onInterruption: (listener) => {
              interrupt = listener;
            },
          },
        });
        await profiles.now(user);
        const kept = await versions.read(user);

        const lost = of(200.5);
        await sessions.insert([lost], nowMs);
        await profiles.now(user);
        await sessions.delete(user, lost.id);
        await sql`delete from user_changes where user_id = ${user} and version > ${kept}`.execute(
          executor,
        );
        await sql`update user_versions set version = ${kept} where user_id = ${user}`.execute(
          executor,
        );
        interrupt();
        // Of a later version than what is lost.
        await sessions.insert([of(0.5)], nowMs);
        const { matches } = await profiles.rebuild(user, { checkOnly: true });
        assert.ok(matches);
        await close();
        await database.close();
      });
    }

    test("of a past day contains no later knowledge", async () => {
      const database = await open();
      const service = await openService(database);
      const { sessions, profileService } = service.dependencies;
      const nowMs = service.clock.now();
      await sessions.insert(year(nowMs, 300), nowMs);
      const day = parseDay("2025-12-15");
      assert.ok(day !== undefined);
      const asked = await profileService.asOfStart(USER, day);
      // Ends five minutes into the day: begun on the eve, not known when the day began.
      const across = newSession({
        startedAtMs: asked.atMs - 20 * 60_000,
        durationSeconds: 25 * 60,
      });
      await sessions.insert([across, newSession({ startedAtMs: nowMs - DAY_MS })], nowMs);
      const again = await profileService.asOfStart(USER, day);
      assert.deepEqual(again.profile, asked.profile);
      assert.equal(again.sessions, asked.sessions);
      await service.close();
      await database.close();
    });

    test("of a long history is continued from a stored snapshot, and a damaged snapshot is not used", async () => {
      const database = await open();
      const first = await openService(database);
      const nowMs = first.clock.now();
      await first.dependencies.sessions.insert(year(nowMs, 900), nowMs);
      const expected = await first.dependencies.profileService.now(USER);
      await first.close();

      const second = await openService(database);
      const continued = await second.dependencies.profileService.now(USER);
      assert.deepEqual(continued.profile, expected.profile);
      await second.close();

      await executorOf(database)
        .updateTable("profile_snapshots")
        .set({ state: Buffer.from("no") })
        .execute();
      const third = await openService(database);
      const afresh = await third.dependencies.profileService.now(USER);
      assert.deepEqual(afresh.profile, expected.profile);
      await third.dependencies.profileService.rebuild(USER, { checkOnly: false });
      assert.deepEqual(
        (await third.dependencies.profileService.now(USER)).profile,
        expected.profile,
      );
      await third.close();
      await database.close();
    });

    test("of a returning person is read from the stored state without reading sessions, and is folded again when the state is damaged", async () => {
      const database = await open();
      const first = await openService(database);
      const nowMs = first.clock.now();
      const { sessions } = first.dependencies;
      const later = newSession({ startedAtMs: nowMs + 3 * DAY_MS });
      await sessions.insert([...year(nowMs, 40), later], nowMs);
      await first.dependencies.profileService.now(USER);
      await first.close();

      const second = await openService(database);
      second.clock.advance(2 * DAY_MS);
      const { arrivals, states } = repositoriesOf(database);
      const onTrouble = (error: unknown) => assert.fail(String(error));
      const stored = createStateStore({ states, after: () => () => {}, onTrouble });
      const { profiles, rows } = countingRows(second, NO_SNAPSHOTS, stored);
      const continued = await profiles.now(USER);
      assert.equal(rows.read, 0);
      const report = await profiles.rebuild(USER, { checkOnly: true });
      assert.deepEqual([report.differing, continued.sessions], [[], 40]);
      second.clock.advance(2 * DAY_MS);
      assert.equal((await profiles.now(USER)).sessions, 41, "what was stored ahead has ended");
      await second.close();

      const { version } = await arrivals.find(USER);
      await executorOf(database)
        .updateTable("profile_states")
        .set({ state: Buffer.from("no"), version })
        .execute();
      const third = await openService(database);
      assert.equal((await third.dependencies.profileService.now(USER)).sessions, 40);
      await third.close();
      await database.close();
    });

    test("is folded again when absences are stated or removed, in memory and after a restart", async () => {
      const database = await open();
      const first = await openService(database);
      const { clock, dependencies } = first;
      const { profileService, sessions, settingsService } = dependencies;
      await sessions.insert(year(clock.now(), 900), clock.now());
      const usual = await profileService.now(USER);
      const usedDays = usual.profile["session-predictor"].usedDays;
      const day = usual.asked.day - 30;
      const absences = [{ from: formatDay(day - 9), to: formatDay(day) }];
      await settingsService.change(USER, { absences });
      const stated = await profileService.now(USER);
      assert.equal(stated.profile["session-predictor"].usedDays, usedDays - 10);
      const then = await profileService.asOfStart(USER, day + 5);
      assert.equal(then.workTimes.absences.length, 1);
      const before = await profileService.asOfStart(USER, day + 5, usual);
      assert.equal(
        before.profile["session-predictor"].usedDays,
        then.profile["session-predictor"].usedDays + 10,
        "an answer that began without them goes on without them",
      );
      await first.close();

      const second = await openService(database);
      const again = second.dependencies;
      assert.deepEqual((await again.profileService.now(USER)).profile, stated.profile);
      await again.settingsService.change(USER, { absences: null });
      assert.deepEqual((await again.profileService.now(USER)).profile, usual.profile);
      await second.close();
      await database.close();
    });

    test("is replayed over the last days after a write, without reading the history", async () => {
      const database = await open();
      const service = await openService(database);
      const { clock } = service;
      const { sessions } = service.dependencies;
      await sessions.insert(year(clock.now(), 900), clock.now());
      const { profiles, rows } = countingRows(service, NO_SNAPSHOTS);
      await profiles.now(USER);
      assert.equal(rows.read, 900);
      await sessions.insert([newSession({ startedAtMs: clock.now() - 7_200_000 })], clock.now());
      assert.equal((await profiles.now(USER)).sessions, 901);
      assert.ok(rows.read - 900 < 30, `${rows.read - 900} rows`);
      const before = rows.read;
      await profiles.now(USER);
      assert.equal(rows.read, before);
      await service.close();
      await database.close();
    });

    test("of many people stays within the memory limit, and is restored from a snapshot for a returning person", async () => {
      const database = await open();
      const service = await openService(database);
      const { clock } = service;
      const { sessions, database: opened } = service.dependencies;
      const people = Array.from({ length: 60 }, (_, index) => `person ${index}`);
      for (const userId of people) {
        const history = year(clock.now(), 300).map((session) => ({ ...session, userId }));
        await sessions.insert(history, clock.now());
      }
      const snapshots = createSnapshotStore({
        snapshots: profileSnapshotRepository(opened.executor, opened.kind),
        onTrouble: (error) => assert.fail(String(error)),
      });
      const { profiles, rows } = countingRows(service, snapshots);
      const [first = ""] = people;
      const before = await profiles.now(first);
      for (const userId of people) {
        await profiles.now(userId);
        assert.ok(profiles.memory.bytes <= 2 ** 20);
      }
      assert.equal(rows.read, 60 * 300);
      const { profiles: kept } = profiles.memory;
      assert.ok(kept >= 20 && kept < 40, `${kept} of 60 are in memory`);
      assert.equal(profiles.profileValidUntilMs(first), undefined, "the first has left");

      rows.read = 0;
      assert.deepEqual((await profiles.now(first)).profile, before.profile);
      assert.ok(rows.read < 15, `${rows.read} of 300 rows`);
      rows.read = 0;
      await profiles.now(people.at(-1) ?? "");
      assert.equal(rows.read, 0, "the last is still there");
      await service.close();
      await database.close();
    });

    test("of many people is kept together with the accounted memos of answers", async () => {
      const database = await open();
      const service = await openService(database);
      const { analysisService, predictionService, profileService } = service.dependencies;
      const people = Array.from({ length: 200 }, (_, index) => `person ${index}`);
      for (const userId of people) await profileService.now(userId);
      const unasked = profileService.memory.bytes;
      const ask = async (userId: string) => {
        await predictionService.today(userId, undefined, "en");
        return analysisService.analysis(userId);
      };
      const answers = new Map<string, unknown>();
      for (const userId of people) answers.set(userId, await ask(userId));
      const asked = profileService.memory.bytes;
      assert.ok(asked > unasked + people.length * 20_000, `${asked - unasked} bytes`);
      for (const userId of people) assert.equal(await ask(userId), answers.get(userId), userId);
      assert.equal(profileService.memory.bytes, asked);
      await service.close();
      await database.close();
    });

    test("learns a session when it ends, and not before", async () => {
      const database = await open();
      const service = await openService(database);
      const { sessions, profileService } = service.dependencies;
      const running = newSession({ startedAtMs: service.clock.now() - 60_000 });
      await sessions.insert([running], service.clock.now());
      assert.equal((await profileService.now(USER)).sessions, 0);
      service.clock.advance(running.durationSeconds * 1000);
      assert.equal((await profileService.now(USER)).sessions, 1);
      await service.close();
      await database.close();
    });
  });
});

function repositoriesOf({ database: { executor, kind } }: OpenedDatabase) {
  return {
    arrivals: arrivalRepository(executor, kind),
    states: profileStateRepository(executor, kind),
  };
}

function executorOf(opened: OpenedDatabase) {
  return opened.database.executor;
}

/** `count` sessions spread evenly over the 365 days before `nowMs`. */
function year(nowMs: number, count: number) {
  const gapMs = (365 * DAY_MS) / count;
  return Array.from({ length: count }, (_, index) =>
    newSession({
      startedAtMs: Math.round((nowMs - DAY_MS - index * gapMs) / 1000) * 1000,
      rating: index % 5 === 0 ? null : (index * 37) % 101,
    }),
  );
}
