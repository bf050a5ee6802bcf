import assert from "node:assert/strict";
import { test } from "node:test";
import { userKey } from "../../../src/domain/user-key.ts";
import { aiAnswerRepository } from "../../../src/repositories/ai-answer-repository.ts";
import { type AiCall, aiLedgerRepository } from "../../../src/repositories/ai-ledger-repository.ts";
import { noteEmbeddingRepository } from "../../../src/repositories/note-embedding-repository.ts";
import { forEachDatabase } from "../../support/databases.ts";

const NO_LIMITS = { total: undefined, perUser: undefined };

function call(id: string, changes: Partial<AiCall> = {}): AiCall {
  return {
    ...{ id, atMs: 1_772_449_200_000.5, day: 20_785, userId: "ada", capability: "motivation" },
    ...{ provider: "cloud", host: "example.org", model: "m", facts: 3, notes: 1, bytes: 900 },
    ...{ promptSha256: "0".repeat(64), reservedMicrodollars: 100 },
    ...changes,
  };
}

forEachDatabase((_name, open) => {
  test("an answer is found until it expires, by its user and key alone", async () => {
    const opened = await open();
    try {
      const answers = aiAnswerRepository(opened.database);
      const answer = {
        ...{ userId: "ada", key: "k", capability: "motivation" },
        ...{ madeAtMs: 1_772_449_200_000, expiresAtMs: 1_772_449_300_000, answer: "{}" },
      };
      await answers.saveAll([{ ...answer, answer: '{"old":1}' }, answer]);
      assert.deepEqual(await answers.find("ada", "k", answer.madeAtMs), answer);
      assert.equal(await answers.find("bob", "k", answer.madeAtMs), undefined);
      assert.equal(await answers.find("ada", "k", answer.expiresAtMs), undefined);
      assert.deepEqual(await answers.list("ada", 10), [answer]);
      assert.equal(await answers.delete("ada", ["weekly_quest"], answer.madeAtMs), 0);
      assert.equal(await answers.delete("ada", ["motivation"], answer.madeAtMs), 1);
    } finally {
      await opened.close();
    }
  });

  test("a lease has one holder until it is given back or over", async () => {
    const opened = await open();
    try {
      const answers = aiAnswerRepository(opened.database);
      assert.equal(await answers.lease("q", "one", 0, 100), true);
      assert.equal(await answers.lease("q", "two", 50, 150), false);
      assert.equal(await answers.lease("q", "two", 100, 200), true);
      await answers.release("q", "one");
      assert.equal(await answers.lease("q", "one", 150, 250), false);
      await answers.release("q", "two");
      assert.equal(await answers.lease("q", "one", 150, 250), true);
    } finally {
      await opened.close();
    }
  });

  test("reservations at the same time never exceed a limit together", async () => {
    const opened = await open();
    try {
      const ledger = aiLedgerRepository(opened.database);
      const limits = { total: 1000, perUser: 350 };
      const users = ["ada", "bob", "eve", "kim"];
      const asked = Array.from({ length: 40 }, (_, place) =>
        ledger.begin([call(`c${place}`, { userId: users[place % 4] ?? "" })], limits),
      );
      const allowed = (await Promise.all(asked)).flat().filter((isAllowed) => isAllowed).length;
      assert.equal(allowed, 10);
      for (const user of users) {
        const { user: own, all } = await ledger.committed(20_785, user);
        assert.ok(own <= 350, `${user}: ${own}`);
        assert.equal(all, 1000);
      }
    } finally {
      await opened.close();
    }
  });

  test("an end gives back what was reserved too much, once", async () => {
    const opened = await open();
    try {
      const ledger = aiLedgerRepository(opened.database);
      await ledger.begin([call("a"), call("b", { userId: "bob" })], NO_LIMITS);
      const end = {
        ...{ call: call("a"), outcome: "answered", inputTokens: 10, outputTokens: 5 },
        costMicrodollars: 30,
      };
      await ledger.end([end, end]);
      assert.deepEqual(await ledger.committed(20_785, "ada"), { user: 30, all: 130 });
      assert.deepEqual(await ledger.usage("ada", 20_785, 20_785), [
        {
          ...{ capability: "motivation", calls: 1, failures: 0 },
          ...{ inputTokens: 10, outputTokens: 5, costMicrodollars: 30 },
        },
      ]);
    } finally {
      await opened.close();
    }
  });

  test("a call whose end nobody saw counts as spent", async () => {
    const opened = await open();
    try {
      const ledger = aiLedgerRepository(opened.database);
      await ledger.begin([call("a")], NO_LIMITS);
      const [usage] = await ledger.usage("ada", 20_700, 20_800);
      assert.equal(usage?.costMicrodollars, 100);
      assert.equal(usage?.failures, 1);
      await ledger.expire(20_786);
      assert.deepEqual(await ledger.usage("ada", 0, 30_000), []);
    } finally {
      await opened.close();
    }
  });
});

forEachDatabase((_name, open) => {
  test("erasing a user leaves nothing of them, what others have, and what was spent in all", async () => {
    const opened = await open();
    try {
      const { database } = opened;
      const answers = aiAnswerRepository(database);
      const ledger = aiLedgerRepository(database);
      const embeddings = noteEmbeddingRepository(database);
      const now = 1_772_449_200_000;
      for (const userId of ["ada", "ada 2"]) {
        const times = { madeAtMs: now, expiresAtMs: now + 1000 };
        await answers.saveAll([
          { userId, key: "k", capability: "motivation", ...times, answer: "{}" },
        ]);
        await answers.lease(userKey(userId, "k"), "holder", now, now + 1000);
        await ledger.begin([call(`of ${userId}`, { userId })], NO_LIMITS);
        const vector = Float32Array.of(1, 0);
        await embeddings.save(userId, "m", [{ sessionId: "s", textSha256: "0", vector }], now);
      }
      await answers.erase("ada");
      await ledger.erase("ada");
      await embeddings.erase("ada");
      assert.deepEqual(await answers.list("ada", 10), []);
      assert.deepEqual(await ledger.usage("ada", 0, 30_000), []);
      assert.deepEqual(await embeddings.list("ada", "m"), []);
      assert.equal(await answers.lease(userKey("ada", "k"), "other", now, now + 1), true);
      assert.deepEqual(await ledger.committed(20_785, "ada"), { user: 0, all: 200 });
      assert.equal((await answers.list("ada 2", 10)).length, 1);
      assert.equal((await ledger.usage("ada 2", 0, 30_000)).length, 1);
      assert.equal((await embeddings.list("ada 2", "m")).length, 1);
      assert.equal(await answers.lease(userKey("ada 2", "k"), "other", now, now + 1), false);
    } finally {
      await opened.close();
    }
  });
});
