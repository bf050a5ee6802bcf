import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { ServiceError } from "../../../../src/errors.ts";
import { PlainText } from "../../../../src/sessions/import/plain-text.ts";

function read(bytes: Uint8Array, chunkBytes = Math.max(1, bytes.length)): string {
  const text = new PlainText();
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    parts.push(text.push(bytes.subarray(at, at + chunkBytes)));
  }
  return Buffer.concat([...parts, text.end()]).toString("utf8");
}

function utf16(text: string, bigEndian = false): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

function refusal(bytes: Uint8Array): string {
  try {
    read(bytes);
  } catch (error) {
    assert.ok(error instanceof ServiceError);
    const [field] = error.fields;
    return `${field?.code} ${JSON.stringify(field?.params)}`;
  }
  return assert.fail("it was read");
}

describe("the bytes of a text file", () => {
  test("with lines that end with carriage returns alone get line feeds", () => {
    assert.equal(read(Buffer.from("a,b\r1,2\r3,4\r")), "a,b\n1,2\n3,4\n");
    assert.equal(read(Buffer.from("a\r1\n2\r\n3")), "a\n1\n2\n3");
    assert.equal(read(Buffer.from("a\r")), "a\n");
  });

  test("with line feeds keep the carriage returns of their texts", () => {
    assert.equal(read(Buffer.from('a\n"x\ry"\n')), 'a\n"x\ry"\n');
    assert.equal(read(Buffer.from("a\r\n1\r2\r\n")), "a\r\n1\r2\r\n");
  });

  test("in UTF-16 with a byte order mark are read in either byte order", () => {
    for (const bigEndian of [false, true]) {
      assert.equal(read(utf16("Čtení 📚\r\nx", bigEndian)), "Čtení 📚\r\nx");
      assert.equal(read(utf16("a\r1\r", bigEndian)), "a\n1\n");
    }
  });

  test("in another encoding are refused by the name of the likely one", () => {
    const plain = Buffer.from("start,duration_minutes\n", "utf16le");
    assert.equal(refusal(plain), 'encoding_named {"likely":"UTF-16"}');
    assert.equal(refusal(Buffer.from(plain).swap16()), 'encoding_named {"likely":"UTF-16"}');
    const utf32 = Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]);
    assert.equal(refusal(utf32), 'encoding_named {"likely":"UTF-32"}');
    const wide = Buffer.from([..."start,end"].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]));
    assert.equal(refusal(wide), 'encoding_named {"likely":"UTF-32"}');
    assert.equal(refusal(Buffer.from(wide).swap32()), 'encoding_named {"likely":"UTF-32"}');
    const marked = Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x61]);
    assert.equal(refusal(marked), 'encoding_named {"likely":"UTF-32"}');
    const cut = utf16("abc").subarray(0, -1);
    assert.equal(refusal(cut), 'encoding_broken {"encoding":"UTF-16LE"}');
  });

  test("that begin with NULs are no text; those that end with some are read up to there", () => {
    assert.equal(refusal(Buffer.alloc(4096)), "nul_bytes {}");
    const damaged = `start,duration_minutes\n${"\0".repeat(4096)}`;
    assert.equal(read(Buffer.from(damaged)), damaged);
  });

  test("give the same text however they arrive", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "é", "😀", "\n", "\r", ","),
      maxLength: 90,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), fc.boolean(), (content, size, wide) => {
        const bytes = wide ? utf16(content) : Buffer.from(content);
        assert.equal(read(bytes, size), read(bytes));
      }),
    );
  });
});
