import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { fillSlots, SlottedPage, type SlotValues, slot } from "../../../src/http/ui/page-slots.ts";
import { html } from "../../../src/markup/html.ts";

const VALUES: SlotValues = { token: () => "secret", id: () => "1-2-3", now: () => "noon" };
const wireOf = (text: string) => Buffer.from(text).toString("latin1");

describe("slots of a page", () => {
  test("are filled in plain and compressed pages alike, with any text around them", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 300 }).map((one) => html`${one}`.text);
    const name = fc.constantFrom("token", "id", "now");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, name), { maxLength: 5 }),
        text,
        async (parts, end) => {
          const page = parts.map(([before, at]) => before + slot(at).text).join("") + end;
          const expected = parts.map(([before, at]) => before + VALUES[at]()).join("") + end;
          assert.equal(fillSlots(page, VALUES), expected);
          const slotted = new SlottedPage(wireOf(page));
          assert.equal(slotted.plain(VALUES).toString(), expected);
          assert.equal(gunzipSync(await slotted.gzip(VALUES)).toString(), expected);
        },
      ),
    );
  });

  test("take one value per place, and other values when the page is sent again", async () => {
    let count = 0;
    const next = () => {
      count += 1;
      return String(count);
    };
    const values = { ...VALUES, id: next };
    const page = new SlottedPage(wireOf(html`ž ${slot("id")} ${slot("id")} ž`.text));
    assert.equal(gunzipSync(await page.gzip(values)).toString(), "ž 1 2 ž");
    assert.equal(gunzipSync(await page.gzip(values)).toString(), "ž 3 4 ž");
  });

  test("keep a page's bytes while its visitor and encoding stay the same, and ask for no token without a form", async () => {
    const page = new SlottedPage(wireOf(html`ž ${slot("token")} ž`.text));
    const as = (token: string) => ({ ...VALUES, token: () => token });
    const first = await page.bytes("gzip", as("one"));
    assert.equal(await page.bytes("gzip", as("one")), first);
    assert.equal(gunzipSync(await page.bytes("gzip", as("two"))).toString(), "ž two ž");
    assert.equal((await page.bytes("plain", as("two"))).toString(), "ž two ž");
    assert.equal(gunzipSync(await page.bytes("gzip", as("one"))).toString(), "ž one ž");
    const token = () => assert.fail("a page without a form asked for a token");
    const bare = new SlottedPage(wireOf("ž"));
    assert.equal((await bare.bytes("plain", { ...VALUES, token })).toString(), "ž");
    const now = new SlottedPage(wireOf(html`${slot("now")}`.text));
    assert.equal((await now.bytes("plain", VALUES)).toString(), "noon");
    assert.equal((await now.bytes("plain", { ...VALUES, now: () => "one" })).toString(), "one");
  });

  test("cannot be created by a person's text", () => {
    const written = html`<p title="${slot("token").text}">${slot("token").text}</p>`.text;
    assert.equal(fillSlots(written, VALUES), written);
  });

  test("are stored uncompressed, so that the length of a page reveals nothing about a token", async () => {
    const page = new SlottedPage(wireOf(`guess=secre ${slot("token").text}`));
    const lengths = ["secret", "zzzzzz"].map(async (token) => {
      return (await page.gzip({ ...VALUES, token: () => token })).length;
    });
    const [one, other] = await Promise.all(lengths);
    assert.equal(one, other);
  });
});
