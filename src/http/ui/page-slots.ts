import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";
import { Html } from "../../markup/html.ts";

/** What differs each time a page is sent: the token of its forms, an id for what a form begins, and the time. */
export type SlotName = "token" | "id" | "now";

/** What is sent in the place of a slot: characters of ASCII that mean nothing in HTML. */
export type SlotValues = Readonly<Record<SlotName, () => string>>;

/** Nothing that a person wrote can look like one: in a page its `<` is escaped. */
const SLOT = /<!--slot (token|id|now)-->/;

/** The place of a value in a page. */
export function slot(name: SlotName): Html {
  return new Html(`<!--slot ${name}-->`);
}

/** A page's text with the values in their places. */
export function fillSlots(text: string, values: SlotValues): string {
  return pieces(text)
    .map((piece) => (typeof piece === "string" ? piece : values[piece.name]()))
    .join("");
}

type Piece = string | { readonly name: SlotName };

/** Texts and names in turn. */
function pieces(text: string): readonly Piece[] {
  return text.split(SLOT).map((piece, index) => {
    if (index % 2 === 0) return piece;
    return { name: piece === "token" || piece === "id" ? piece : "now" };
  });
}

const deflate = promisify(deflateRaw);
/** RFC 1952, 2.3: deflate, no name, no time, Unix. */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
/** RFC 1951, 3.2.6: an empty block that is the last one. */
const LAST_BLOCK = Buffer.from([3, 0]);

/**
 * A page that is sent again and again. Its texts are compressed once, each by itself; values stand between them as they
 * are. So a page costs no more compressed than plain, and no length tells how a token compares with what is around it.
 */
export class SlottedPage {
  readonly #pieces: readonly Piece[];
  #blocks: Promise<readonly (Buffer | undefined)[]> | undefined;

  /** @param wire one character per byte */
  constructor(wire: string) {
    this.#pieces = pieces(wire);
  }

  plain(values: SlotValues): Buffer {
    return Buffer.from(this.#texts(values).join(""), "latin1");
  }

  async gzip(values: SlotValues): Promise<Buffer> {
    this.#blocks ??= Promise.all(this.#pieces.map(compressed));
    const blocks = await this.#blocks;
    const texts = this.#texts(values);
    const plain = Buffer.from(texts.join(""), "latin1");
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(crc32(plain), 0);
    trailer.writeUInt32LE(plain.length, 4);
    const body = texts.map((text, index) => blocks[index] ?? storedBlock(text));
    return Buffer.concat([GZIP_HEADER, ...body, LAST_BLOCK, trailer]);
  }

  #texts(values: SlotValues): string[] {
    return this.#pieces.map((piece) => (typeof piece === "string" ? piece : values[piece.name]()));
  }
}

/** Ends on a whole byte and refers to nothing before it, so that any block can follow and precede it. */
async function compressed(piece: Piece): Promise<Buffer | undefined> {
  if (typeof piece !== "string") return undefined;
  return deflate(Buffer.from(piece, "latin1"), { finishFlush: constants.Z_SYNC_FLUSH });
}

/** RFC 1951, 3.2.4. */
function storedBlock(text: string): Buffer {
  const bytes = Buffer.from(text, "latin1");
  const head = Buffer.alloc(5);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(~bytes.length & 0xffff, 3);
  return Buffer.concat([head, bytes]);
}
