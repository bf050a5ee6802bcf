import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { isModelName, MODEL_NAMES } from "../../../src/models/profile.ts";
import {
  MAX_STATE_BYTES,
  MODELS,
  type ModelName,
  NOT_MODELS,
} from "../../../src/models/registry.ts";
import { type ModelNamed, QUESTIONS } from "../../suites/model-questions.ts";
import { modelSuite } from "../../suites/model-suite.ts";

const MODELS_FOLDER = new URL("../../../src/models/", import.meta.url);
const PAGES_FOLDER = new URL("../../../docs/models/", import.meta.url);

/** The same objects; the mapped type lets a name carry its model's types. */
const models: { readonly [Name in ModelName]: ModelNamed<Name> } = MODELS;

function runSuite<Name extends ModelName>(name: Name): void {
  modelSuite(models[name], QUESTIONS[name], MAX_STATE_BYTES[name]);
}

describe("registry", () => {
  test("everything in src/models is registered, or exempt with a reason", () => {
    const known = new Set([...MODEL_NAMES, ...Object.keys(NOT_MODELS)]);
    const strangers = readdirSync(MODELS_FOLDER).filter((entry) => !known.has(entry));
    assert.deepEqual(strangers, [], "add these to MODELS or, with a reason, to NOT_MODELS");
  });

  test("nothing is listed that does not exist, and no reason is empty", () => {
    const entries = new Set(readdirSync(MODELS_FOLDER));
    for (const name of [...MODEL_NAMES, ...Object.keys(NOT_MODELS)]) {
      assert.ok(entries.has(name), `${name} is listed but not in src/models`);
    }
    for (const reason of Object.values(NOT_MODELS)) assert.ok(reason.length >= 8);
  });

  test("each page says what is asked, from what, how, after whom, how well, and what it cannot", () => {
    for (const name of MODEL_NAMES) {
      const page = readFileSync(new URL(`${name}.md`, PAGES_FOLDER), "utf8");
      assert.match(page, /\*\*Question\.\*\*/, name);
      for (const part of ["Inputs", "Arithmetic", "Sources", "Measured quality", "Limits"]) {
        const [, text = ""] = page.split(`\n## ${part}\n`);
        const section = text.split("\n## ")[0] ?? "";
        assert.ok(section.trim().length > 100, `${name}: ${part}`);
      }
      const measured = page.split("\n## Measured quality\n")[1] ?? "";
      assert.match(measured, /\n\| .*\d/, `${name} has measured nothing`);
    }
  });

  test("each model is listed under its own name, with a version and a page", () => {
    const pages = new Set(readdirSync(PAGES_FOLDER));
    const index = readFileSync(new URL("index.md", PAGES_FOLDER), "utf8");
    for (const [key, model] of Object.entries(MODELS)) {
      assert.equal(model.name, key);
      assert.ok(Number.isInteger(model.version) && model.version >= 1);
      assert.ok(pages.has(`${key}.md`), `docs/models/${key}.md is missing`);
      assert.ok(index.includes(`](${key}.md)`), `docs/models/index.md does not list ${key}`);
    }
    assert.equal(MODEL_NAMES.length, Object.keys(MODELS).length);
    assert.ok(!isModelName("toString"));
  });
});

for (const name of MODEL_NAMES) runSuite(name);
