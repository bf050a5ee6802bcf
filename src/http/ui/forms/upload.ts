import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ServiceError } from "../../../errors.ts";
import { MAX_CARRIED_CHARACTERS } from "./carried-file.ts";
import { type FormFields, formFields } from "./form-fields.ts";

/** A sent form with a file. */
export class Upload {
  /** The fields before the file. */
  readonly fields: FormFields;
  /** Absent when no file was chosen. */
  readonly file: UploadedFile | undefined;
  /** Discards the rest of the body, so that the connection can be reused. */
  readonly end: () => void;

  constructor({ fields, file, end }: Pick<Upload, "fields" | "file" | "end">) {
    this.fields = fields;
    this.file = file;
    this.end = end;
  }
}

export interface UploadedFile {
  readonly name: string;
  /** The file's bytes as they arrive. */
  readonly bytes: Readable;
}

const NAME_CHARACTERS = 200;
const MAX_FIELDS = 50;
const FIELD_NAME_BYTES = 100;

/** Makes the routes of a plugin accept forms with files only. Unread bytes of a file are discarded. */
export function addUploadParser(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("multipart/form-data", ({ raw }: FastifyRequest) => readUpload(raw));
  app.addHook("onSend", async ({ body }) => {
    if (body instanceof Upload) body.end();
  });
}

/**
 * Reads a form up to its file. The caller reads the file at its own speed.
 *
 * @throws ServiceError bad_request for an invalid form; payload_too_large for a field that is too long
 */
function readUpload(request: IncomingMessage): Promise<Upload> {
  const { promise, resolve, reject } = Promise.withResolvers<Upload>();
  const pairs: [string, string][] = [];
  let file: BusboyFileStream | undefined;
  const parser = openParser(request);
  const end = () => {
    request.unpipe(parser);
    request.resume();
  };
  const fail = (error: Error) => {
    end();
    file?.destroy(error);
    reject(error);
  };
  const settle = (found?: UploadedFile) => {
    try {
      resolve(new Upload({ fields: formFields(pairs), file: found, end }));
    } catch (error) {
      fail(error instanceof Error ? error : new ServiceError("bad_request"));
    }
  };
  parser.on("field", (name, value, isNameCut, isValueCut) => {
    if (isNameCut || isValueCut) fail(new ServiceError("payload_too_large"));
    else pairs.push([name, value]);
  });
  parser.on("file", (_field, stream, name) => {
    if (name === undefined || name === "") {
      stream.resume();
      return;
    }
    file = stream;
    settle({ name: plainName(name), bytes: stream });
  });
  parser.on("finish", () => settle());
  parser.on("error", () => fail(new ServiceError("bad_request")));
  // When the client disconnects in the middle, the file ends with an error, not as if it were complete.
  request.once("close", () => {
    if (!request.complete) fail(new ServiceError("bad_request"));
  });
  request.pipe(parser);
  return promise;
}

function openParser(request: IncomingMessage): InstanceType<typeof Busboy> {
  const { "content-type": type = "" } = request.headers;
  try {
    return new Busboy({
      headers: { ...request.headers, "content-type": type },
      limits: {
        ...{ fields: MAX_FIELDS, fieldNameSize: FIELD_NAME_BYTES, files: 1 },
        ...{ fieldSize: MAX_CARRIED_CHARACTERS, parts: MAX_FIELDS + 1 },
      },
    });
  } catch {
    // Without a boundary the body cannot be parsed.
    throw new ServiceError("bad_request");
  }
}

/** The file name without folders, which some browsers include, and without unsafe text. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  return last
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, "\ufffd")
    .slice(0, NAME_CHARACTERS);
}
