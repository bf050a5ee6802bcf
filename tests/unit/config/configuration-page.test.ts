import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { SETTINGS } from "../../../src/config/settings.ts";
import { renderSettingsHelp, renderSettingsPage } from "../../../src/config/settings-text.ts";

describe("the documentation of the settings", () => {
  test("docs/configuration.md is what scripts/write-config-docs.ts would write now", () => {
    const page = readFileSync(new URL("../../../docs/configuration.md", import.meta.url), "utf8");
    assert.equal(page, renderSettingsPage());
  });

  test("every setting is in --help, every line of which fits a terminal", () => {
    const help = renderSettingsHelp();
    for (const { name } of Object.values(SETTINGS)) assert.ok(help.includes(name), name);
    for (const line of help.split("\n")) assert.ok(line.length <= 100, line);
  });

  test("every example is accepted by its own setting, and names are used once", () => {
    const names = Object.values(SETTINGS).map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const setting of Object.values(SETTINGS)) {
      assert.doesNotThrow(() => setting.type.read(setting.example), setting.name);
    }
  });
});
