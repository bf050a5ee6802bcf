import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PRESET_LIMITS } from "../../../src/domain/preset.ts";
import {
  type SettingsRepository,
  settingsRepository,
} from "../../../src/repositories/settings-repository.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";

const SHORT = { id: "25/5", name: "Krátká „25“", workMinutes: 25, breakMinutes: 5 };
const LONG = { id: "flow", name: "Flow", workMinutes: 90, breakMinutes: 0 };

forEachDatabase((_name, open) => {
  describe("presets of a person's own", () => {
    let opened: OpenedDatabase;
    let settings: SettingsRepository;
    before(async () => {
      opened = await open();
      settings = settingsRepository(opened.database.executor);
    });
    after(() => opened.close());

    async function readBack(presets: string) {
      const userId = "by hand";
      await opened.database.executor
        .insertInto("user_settings")
        .values({ user_id: userId, presets })
        .onConflict((row) => row.column("user_id").doUpdateSet({ presets }))
        .execute();
      return (await settings.findPersonal(userId)).presets;
    }

    test("are read as they were stored, beside other settings", async () => {
      await settings.changePersonal("ada", { presets: [SHORT, LONG], language: "cs" });
      await settings.changePersonal("ada", { daysOff: [7] });
      const { presets, language, daysOff } = await settings.findPersonal("ada");
      assert.deepEqual(
        { presets, language, daysOff },
        {
          ...{ presets: [SHORT, LONG], language: "cs", daysOff: [7] },
        },
      );
      await settings.changePersonal("ada", { presets: null });
      assert.equal((await settings.findPersonal("ada")).presets, null);
    });

    test("fit in the column at the longest allowed length", async () => {
      const letter = "\u{20000}";
      const presets = Array.from({ length: PRESET_LIMITS.presets }, (_, index) => ({
        ...LONG,
        id: String(index).padStart(2, "0") + letter.repeat(PRESET_LIMITS.characters - 2),
        name: letter.repeat(PRESET_LIMITS.characters),
      }));
      await settings.changePersonal("full", { presets });
      assert.deepEqual((await settings.findPersonal("full")).presets, presets);
    });

    test("are read without other programs' invalid entries, and are null without a valid one", async () => {
      const stored = [SHORT, { ...LONG, id: "__proto__" }, SHORT, null, 7, LONG];
      assert.deepEqual(await readBack(JSON.stringify(stored)), [SHORT, LONG]);
      for (const text of ["", "{", "null", "{}", "[]", '[{"id":"a"}]', '"25/5"']) {
        assert.equal(await readBack(text), null, text);
      }
      const many = Array.from({ length: 40 }, (_, index) => ({ ...LONG, id: `p${index}` }));
      assert.equal((await readBack(JSON.stringify(many)))?.length, PRESET_LIMITS.presets);
    });
  });
});
