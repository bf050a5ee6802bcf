import type { onErrorAsyncHookHandler } from "fastify";

/** For routes that send a file: a failure before the first bytes is a problem document, not a file to be saved. */
export const dropAttachment: onErrorAsyncHookHandler = async (_request, reply) => {
  reply.removeHeader("content-disposition");
  if (!reply.raw.headersSent) reply.raw.removeHeader("content-disposition");
};
