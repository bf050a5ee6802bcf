import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { SETTINGS } from "../../../src/config/settings.ts";
import { renderSettingsHelp, renderSettingsPage } from "../../../src/config/settings-text.ts";
import { CZECH_SETTINGS } from "../../../src/messages/cs-settings.ts";
import { LOCALES } from "../../../src/messages/locale.ts";

describe("the documentation of the settings", () => {
  test("docs/configuration.md equals the current output of scripts/write-config-docs.ts", () => {
    const page = readFileSync(new URL("../../../docs/configuration.md", import.meta.url), "utf8");
    assert.equal(page, renderSettingsPage());
  });

  for (const locale of LOCALES) {
    test(`every setting is in --help, every line of which fits a terminal: ${locale}`, () => {
      const help = renderSettingsHelp(locale);
      for (const { name } of Object.values(SETTINGS)) assert.ok(help.includes(name), name);
      for (const line of help.split("\n")) assert.ok(line.length <= 100, line);
    });
  }

  test("a default that is described in English is described in Czech too", () => {
    const inWords = (all: object) =>
      Object.entries(all)
        .filter(([, text]) => "defaultText" in text)
        .map(([key]) => key);
    assert.deepEqual(inWords(CZECH_SETTINGS).sort(), inWords(SETTINGS).sort());
  });

  test("every setting accepts its own example, and names are unique", () => {
    const names = Object.values(SETTINGS).map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const setting of Object.values(SETTINGS)) {
      assert.doesNotThrow(() => setting.type.read(setting.example), setting.name);
    }
  });
});
