import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ServiceError } from "../../../errors.ts";
import { MAX_CARRIED_CHARACTERS } from "./carried-file.ts";
import { type FormFields, formFields } from "./form-fields.ts";

/** A form that was sent with a file. */
export class Upload {
  /** The fields that stand before the file in the form. */
  readonly fields: FormFields;
  /** Absent when none was chosen. */
  readonly file: UploadedFile | undefined;
  /** Discards what is left of the body, so that the connection can be used again. */
  readonly end: () => void;

  constructor({ fields, file, end }: Pick<Upload, "fields" | "file" | "end">) {
    this.fields = fields;
    this.file = file;
    this.end = end;
  }
}

export interface UploadedFile {
  readonly name: string;
  /** As it comes. */
  readonly bytes: Readable;
}

const NAME_CHARACTERS = 200;
const MAX_FIELDS = 50;
const FIELD_NAME_BYTES = 100;

/** Has the routes of a plugin take forms with files and nothing else. What of a file is not read passes by. */
export function addUploadParser(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("multipart/form-data", ({ raw }: FastifyRequest) => readUpload(raw));
  app.addHook("onSend", async ({ body }) => {
    if (body instanceof Upload) body.end();
  });
}

/**
 * Reads a form up to its file, which is read by whoever wants it, at their own speed.
 *
 * @throws ServiceError bad_request for what is no such form; payload_too_large for a field that is too long
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
  // A client that leaves in the middle ends the file with a failure, not as if it were whole.
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
    // Without a boundary nothing can be found in it.
    throw new ServiceError("bad_request");
  }
}

/** Without folders, which some browsers name, and without what could do harm in a list. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  return last
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, "\ufffd")
    .slice(0, NAME_CHARACTERS);
}
