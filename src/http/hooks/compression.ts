import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, onSendHookHandler } from "fastify";
import { acceptsGzip } from "../compression/accepts-gzip.ts";
import { gzip, MIN_COMPRESSED_BYTES } from "../compression/gzip.ts";
import { addAnswerHook } from "./change-answer.ts";

/** Media types of texts, without event streams: a compressor would delay single events. */
const COMPRESSIBLE =
  /^(?:text\/(?!event-stream)|image\/svg|application\/(?:[\w.-]+\+)?(?:json|xml|javascript|x-ndjson))/;

/**
 * Compresses the framework's answers for clients that accept gzip, above a minimal size. Call before the routes are
 * registered, and after all hooks that change the text of answers.
 */
export function addCompression(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => addAnswerHook(route, compressAnswer));
}

const compressAnswer: onSendHookHandler = (request, reply, payload, done) => {
  if (!acceptsGzip(request.headers["accept-encoding"]) || !isCompressible(reply)) {
    done(null, payload);
  } else if (payload instanceof Readable) {
    announce(reply);
    // `pipeline` destroys both streams when either of them fails.
    done(
      null,
      pipeline(payload, createGzip(), () => {}),
    );
  } else if (typeof payload === "string" || Buffer.isBuffer(payload)) {
    const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
    compress(reply, bytes).then((sent) => done(null, sent), done);
  } else {
    done(null, payload);
  }
};

function isCompressible(reply: FastifyReply): boolean {
  const encoded = reply.hasHeader("content-encoding");
  return !encoded && COMPRESSIBLE.test(String(reply.getHeader("content-type")));
}

async function compress(reply: FastifyReply, bytes: Buffer): Promise<Buffer> {
  if (bytes.length < MIN_COMPRESSED_BYTES) return bytes;
  announce(reply);
  return gzip(bytes);
}

function announce(reply: FastifyReply): void {
  reply.header("content-encoding", "gzip");
  reply.removeHeader("content-length");
}
