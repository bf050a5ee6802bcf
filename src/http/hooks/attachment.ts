import type { onErrorAsyncHookHandler } from "fastify";

/** For routes that send a file: when one fails before its first bytes, the problem document is no file to be saved. */
export const dropAttachment: onErrorAsyncHookHandler = async (_request, reply) => {
  reply.removeHeader("content-disposition");
  if (!reply.raw.headersSent) reply.raw.removeHeader("content-disposition");
};
