import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openZone } from "../../../src/time/zone.ts";
import { onStage, type Stage, type StoreUnderTest } from "../../support/answer-stage.ts";
import { type AnswerReplica, Outage, POLICY } from "../../support/answer-world.ts";
import { eventually } from "../../support/eventually.ts";

const USERS = ["alice", "bob"] as const;
const LOCALES = ["en", "cs"] as const;
const ZONES = ["Europe/Prague", "Asia/Kolkata", "America/St_Johns"] as const;
const STEPS_MS = [1, 1000, 15_000, 60_000, 100_000, 150_000, 3_600_000, 43_200_000];

const user = fc.constantFrom(...USERS);
const replica = fc.nat(1);
const request = {
  userId: user,
  locale: fc.constantFrom(...LOCALES),
  parameters: fc.constantFrom("[1]", "[2]"),
};
const command = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("ask"), replica, ...request }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("ask at once"), replica, ...request }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("write"), replica, userId: user }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("pass"), ms: fc.constantFrom(...STEPS_MS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("move"),
      userId: user,
      zone: fc.constantFrom(...ZONES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("delete"), replica, userId: fc.option(user) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("database"), isDown: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("trouble"), isOn: fc.boolean() }) },
);
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;
type Asked = { readonly [Name in keyof typeof request]: string };

/** What a computation saw: all that its answer may depend on. */
interface Made {
  readonly request: Asked;
  readonly version: number;
  readonly day: string;
  readonly atMs: number;
}

/** The plain truth that every answer is held against. */
class Truth {
  readonly made: Made[] = [];
  /** By replica and user: answers with lower numbers are deleted there. */
  readonly deletions = new Map<string, number>();
  /** By replica and user. */
  readonly wroteAtMs = new Map<string, number>();
  readonly zones = new Map<string, string>(USERS.map((userId) => [userId, "UTC"]));

  dayOf(userId: string, ms: number): string {
    const zone = this.zones.get(userId) ?? "UTC";
    const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
    return `${local.toPlainDate()} ${zone}`;
  }

  endOfDay(userId: string, ms: number): number {
    const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(
      this.zones.get(userId) ?? "UTC",
    );
    return local.add({ days: 1 }).startOfDay().epochMilliseconds;
  }
}

/** Whatever happens in whatever order, no answer is another one's, too old, or of older data. */
export function randomCommands(under: StoreUnderTest, runs: number): void {
  for (const [kind, extra] of [
    ["any answer", {}],
    ["an expensive answer", { singleFlight: { leaseMs: 2000, maxWaitMs: 500 } }],
  ] as const) {
    test(`${kind} is right after any sequence of commands to two replicas`, () =>
      fc.assert(
        fc.asyncProperty(fc.array(command, { maxLength: 40 }), (commands) =>
          onStage(under, { policy: { bucket: "day", ...extra } }, async (stage) => {
            const truth = new Truth();
            stage.world.profileValidUntilMs = (userId) =>
              truth.endOfDay(userId, stage.world.clock.now());
            for (const each of commands) await obey(each, stage, truth, under.shares);
            await assertConverged(stage, truth);
          }),
        ),
        { numRuns: runs },
      ));
  }
}

async function obey(given: Command, stage: Stage, truth: Truth, canTalk: boolean): Promise<void> {
  const { world } = stage;
  const chosen = "replica" in given && given.replica === 1 ? stage.other : stage.one;
  switch (given.kind) {
    case "ask":
    case "ask at once": {
      if (!("locale" in given)) return;
      const { userId, locale, parameters } = given;
      const asked = { userId, locale, parameters };
      if (given.kind === "ask") await check(chosen, asked, stage, truth);
      else await Promise.all([1, 2, 3].map(() => check(chosen, asked, stage, truth)));
      return;
    }
    case "write":
      if (!("userId" in given) || given.userId === null || world.isDown) return;
      world.versions.set(given.userId, (world.versions.get(given.userId) ?? 1) + 1);
      chosen.service.answers.noteWrite(given.userId);
      truth.wroteAtMs.set(`${chosen === stage.one} ${given.userId}`, world.clock.now());
      return;
    case "pass":
      if ("ms" in given) world.clock.advance(given.ms);
      return;
    case "move":
      if (!("zone" in given)) return;
      truth.zones.set(given.userId, given.zone);
      world.cuts.set(given.userId, { zone: openZone(given.zone), dayStartHour: 0 });
      // As a change of settings is a write of the person's own.
      world.versions.set(given.userId, (world.versions.get(given.userId) ?? 1) + 1);
      return;
    case "delete":
      if ("replica" in given) await remove(chosen, given.userId, stage, truth, canTalk);
      return;
    case "trouble":
      if ("isOn" in given) stage.trouble(given.isOn);
      return;
    default:
      if ("isDown" in given) world.isDown = given.isDown;
  }
}

async function remove(
  chosen: AnswerReplica,
  userId: string | null,
  { one, other }: Stage,
  truth: Truth,
  canTalk: boolean,
): Promise<void> {
  const before = [one.invalidations, other.invalidations];
  await chosen.service.remove(userId === null ? {} : { userId });
  if (canTalk) {
    const all = () =>
      one.invalidations > (before[0] ?? 0) && other.invalidations > (before[1] ?? 0);
    await eventually("every replica knows", all, 5000);
  }
  for (const each of userId === null ? USERS : [userId]) {
    for (const replica of canTalk ? [true, false] : [chosen === one]) {
      const key = `${replica} ${each}`;
      truth.deletions.set(key, truth.made.length);
    }
  }
}

async function check(
  chosen: AnswerReplica,
  asked: Asked & { readonly locale: "en" | "cs" },
  { world, one }: Stage,
  truth: Truth,
): Promise<void> {
  const { clock } = world;
  const me = `${chosen === one} ${asked.userId}`;
  const versionOf = () => world.versions.get(asked.userId) ?? 1;
  const make = () => {
    if (world.isDown) throw new Outage();
    truth.made.push({
      request: asked,
      version: versionOf(),
      day: truth.dayOf(asked.userId, clock.now()),
      atMs: clock.now(),
    });
    return String(truth.made.length - 1);
  };
  const told = await chosen.ask(make, asked).catch((error: unknown) => {
    assert.ok(error instanceof Outage && world.isDown, `failed with ${error}`);
  });
  if (told === undefined) return;
  const [from = "", number = ""] = told.split(" ");
  const answer = truth.made[Number(number)];
  assert.ok(answer !== undefined, `"${told}" was never made`);
  assert.deepEqual({ ...answer.request }, { ...asked }, "another request's answer");
  assert.ok(Number(number) >= (truth.deletions.get(me) ?? 0), `${told} was deleted`);
  const ageMs = clock.now() - answer.atMs;
  assert.ok(ageMs < POLICY.ttlMs + POLICY.staleMs, `${told} is ${ageMs} ms old`);
  assert.equal(answer.day, truth.dayOf(asked.userId, clock.now()), `${told} is of another day`);
  if (from === "stale-if-error") {
    assert.ok(answer.atMs > (truth.wroteAtMs.get(me) ?? -1), `${told} is older than a write`);
  } else {
    assert.equal(answer.version, versionOf(), `${told} is of older data`);
  }
  if (from === "local") assert.ok(ageMs < POLICY.ttlMs, `${told} is not fresh`);
}

/** With the trouble over, all that was to be deleted is, and everything is answered rightly by every replica. */
async function assertConverged(stage: Stage, truth: Truth): Promise<void> {
  const { world, one, other } = stage;
  stage.trouble(false);
  world.isDown = false;
  await eventually(
    "pending deletions are carried out",
    () => {
      world.clock.advance(1001);
      return [one, other].every(({ service }) => service.sharedStatus().pendingDeletions === 0);
    },
    5000,
  );
  for (const userId of stage.store === undefined ? [] : USERS) {
    const deleted = [true, false].map((is) => truth.deletions.get(`${is} ${userId}`) ?? 0);
    for (const is of [true, false]) truth.deletions.set(`${is} ${userId}`, Math.max(...deleted));
  }
  for (const chosen of [one, other]) {
    for (const userId of USERS) {
      for (const locale of LOCALES) {
        await check(chosen, { userId, locale, parameters: "[1]" }, stage, truth);
      }
    }
  }
}
