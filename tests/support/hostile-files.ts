/** Files that ask for more memory than they may have; made while they are read. */

const MEGABYTE = 1_048_576;
const HEADER = "start,duration_minutes,notes\n";
const ROW = "2026-03-01T09:00:00Z,25,\n";

type Piece = string | Buffer;

/** A megabyte of a text that is repeated in it. */
function filled(text: Piece): Buffer {
  return Buffer.alloc(MEGABYTE, text);
}

function* repeated(piece: Buffer, times: number): Generator<Piece> {
  for (let time = 0; time < times; time += 1) yield piece;
}

/** Four bytes for each letter. */
function utf32(text: string): Buffer {
  return Buffer.from([...text].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]));
}

function* lines(count: number, line: (index: number) => string): Generator<Piece> {
  for (let from = 0; from < count; from += 1000) {
    yield Array.from({ length: 1000 }, (_, index) => line(from + index)).join("");
  }
}

const CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\n";
const WATSON = '[[1770196800, 1770198300, "garden", "0a1b2c3d", ["beds"], 1770198300],';

/** By name: what the file consists of, a piece at a time. */
export const HOSTILE_FILES = {
  *"a line of 1 GB between two rows"() {
    yield HEADER + ROW;
    yield* repeated(filled("a"), 1024);
    yield `\n${ROW}`;
  },
  *"a header of 1 GB"() {
    yield* repeated(filled("a"), 1024);
  },
  *"a quoted cell of 1 GB that is never closed"() {
    yield `${HEADER}${ROW}2026-03-01T09:00:00Z,25,"`;
    yield* repeated(filled("a"), 1024);
  },
  *"a quote that is never closed before half a million lines"() {
    yield `${HEADER}${ROW}2026-03-01T09:00:00Z,25,"`;
    yield* repeated(filled("abcdefg\n"), 4);
  },
  *"a header of 10 million columns"() {
    yield "start,duration_minutes";
    yield* repeated(filled(",a"), 20);
    yield `\n${ROW}`;
  },
  *"a header of half a million columns"() {
    yield `start,duration_minutes${",;a".repeat(MEGABYTE / 3 - 20)}\n${ROW}`;
  },
  *"rows of a million cells"() {
    yield HEADER + ROW;
    for (let row = 0; row < 10; row += 1) yield `${",".repeat(MEGABYTE - 9)}a\n`;
    yield ROW;
  },
  *"NULs in place of what followed a row"() {
    yield HEADER + ROW;
    yield* repeated(filled("\0"), 256);
  },
  *"nothing but NULs"() {
    yield* repeated(filled("\0"), 256);
  },
  *"a line of 256 MB in UTF-16"() {
    yield Buffer.from(`\ufeff${HEADER}${ROW}`, "utf16le");
    yield* repeated(filled(Buffer.from("a", "utf16le")), 256);
  },
  *"UTF-32 with a byte order mark"() {
    yield utf32(`\ufeff${HEADER}`);
    yield* repeated(filled(utf32("a")), 64);
  },
  *"UTF-32 without one, big end first"() {
    yield utf32(HEADER).swap32();
    yield* repeated(filled(utf32("a").swap32()), 64);
  },
  *"Windows-1250"() {
    const row = Buffer.from("2026-03-01T09:00:00Z,25,p\u00f8\u00edli\u00b9\n", "latin1");
    yield HEADER + ROW;
    yield* repeated(Buffer.concat(Array.from({ length: 1000 }, () => row)), 10);
  },
  *"an object of 1 GB on a line"() {
    yield '{"start":"2026-03-01T09:00:00Z","duration_minutes":25}\n{"notes":"';
    yield* repeated(filled("a"), 1024);
  },
  *"brackets that open a million times"() {
    yield WATSON;
    yield* repeated(filled("["), 16);
  },
  *"a JSON text of 64 MB"() {
    yield `${WATSON}[1770196800, 1770198300, "`;
    yield* repeated(filled("a"), 64);
  },
  *"a calendar's line folded a million times"() {
    yield `${CALENDAR}BEGIN:VEVENT\nSUMMARY:a\n`;
    yield* repeated(filled(" abcdef\n"), 8);
  },
  *"an event of 400,000 properties"() {
    yield `${CALENDAR}BEGIN:VEVENT\n`;
    yield* lines(400_000, (index) => `X-${index}:abcdefghijkl\n`);
  },
  *"a calendar of 100,000 time zones"() {
    yield CALENDAR;
    yield* lines(100_000, (index) => `BEGIN:VTIMEZONE\nTZID:X${index}\nEND:VTIMEZONE\n`);
  },
} satisfies Record<string, () => Generator<Piece>>;

export type HostileFile = keyof typeof HOSTILE_FILES;

export function isHostileFile(name: string): name is HostileFile {
  return Object.hasOwn(HOSTILE_FILES, name);
}
