import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";
import { Html } from "../../markup/html.ts";

/** Values that differ each time a page is sent: the token of its forms, the id of a session to begin, and the time. */
export type SlotName = "token" | "id" | "now";

/** The values of slots: ASCII text without characters that are special in HTML. */
export type SlotValues = Readonly<Record<SlotName, () => string>>;

/** A slot in a page. A person's text cannot contain one, because its `<` is escaped. */
const SLOT = /<!--slot (token|id|now)-->/;

/** Makes the placeholder of a value. */
export function slot(name: SlotName): Html {
  return new Html(`<!--slot ${name}-->`);
}

/** Replaces the placeholders in a page by their values. */
export function fillSlots(text: string, values: SlotValues): string {
  return pieces(text)
    .map((piece) => (typeof piece === "string" ? piece : values[piece.name]()))
    .join("");
}

type Piece = string | { readonly name: SlotName };

/** Splits a page into texts and slot names in turn. */
function pieces(text: string): readonly Piece[] {
  return text.split(SLOT).map((piece, index) => {
    if (index % 2 === 0) return piece;
    return { name: piece === "token" || piece === "id" ? piece : "now" };
  });
}

const deflate = promisify(deflateRaw);
/** RFC 1952, 2.3: deflate, no name, no time, Unix. */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
/** RFC 1951, 3.2.6: an empty final block. */
const LAST_BLOCK = Buffer.from([3, 0]);

/**
 * A cached page. Its texts are compressed once, each by itself, and the values stand between them uncompressed. A
 * compressed page therefore costs no more than a plain one, and its length reveals nothing about a token (BREACH).
 */
export class SlottedPage {
  readonly #pieces: readonly Piece[];
  /** Whether the token is the only value, so that a visitor's page has the same bytes each time. */
  readonly #isSteady: boolean;
  #blocks: Promise<readonly (Buffer | undefined)[]> | undefined;
  /** The bytes that were sent last: a person reads a page in one browser, mostly. */
  #last:
    | { readonly encoding: "plain" | "gzip"; readonly token: string; readonly bytes: Buffer }
    | undefined;

  /** @param wire one character per byte */
  constructor(wire: string) {
    this.#pieces = pieces(wire);
    this.#isSteady = this.#pieces.every(
      (piece) => typeof piece === "string" || piece.name === "token",
    );
  }

  /** The bytes for a visitor, in an encoding. */
  async bytes(encoding: "plain" | "gzip", values: SlotValues): Promise<Buffer> {
    if (!this.#isSteady) return this[encoding](values);
    // Asking for the token gives a new visitor a cookie.
    const token = this.#pieces.length > 1 ? values.token() : "";
    if (this.#last?.encoding === encoding && this.#last.token === token) return this.#last.bytes;
    const bytes = await this[encoding]({ ...values, token: () => token });
    this.#last = { encoding, token, bytes };
    return bytes;
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

/**
 * Compresses a text so that it ends on a whole byte and refers to no earlier text: any block can precede or follow it.
 */
async function compressed(piece: Piece): Promise<Buffer | undefined> {
  if (typeof piece !== "string") return undefined;
  return deflate(Buffer.from(piece, "latin1"), { finishFlush: constants.Z_SYNC_FLUSH });
}

/** An uncompressed block (RFC 1951, 3.2.4). */
function storedBlock(text: string): Buffer {
  const bytes = Buffer.from(text, "latin1");
  const head = Buffer.alloc(5);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(~bytes.length & 0xffff, 3);
  return Buffer.concat([head, bytes]);
}
