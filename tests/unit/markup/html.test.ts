import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { Html, html } from "../../../src/markup/html.ts";
import { codePoint } from "../../support/code-point.ts";

describe("html", () => {
  test("whatever text is put into it adds no element, no attribute and no entity of its own", () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        const page = html`<p title="${text}">${[text, html`<b>${text}</b>`]}</p>`.text;
        const tags = page.match(/<[^>]*>/g) ?? [];
        assert.equal(tags.length, 4);
        assert.equal(page.split('"').length, 3);
        for (const entity of page.match(/&[^;]*;?/g) ?? []) {
          assert.match(entity, /^&(amp|lt|gt|quot|#39);$/);
        }
      }),
    );
  });

  test("what is HTML already stays, what is nothing leaves nothing, numbers are numbers", () => {
    assert.equal(
      html`${new Html("<i>")}${null}${undefined}${false}${0}${[1, "<"]}`.text,
      "<i>01&lt;",
    );
  });
});
