import type { Socket } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";

const waiting = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls `onGone` when the client disconnects before its answer is sent. The end of the client's stream counts as well,
 * because a half-closed connection cannot be told from one whose client is gone.
 *
 * @returns stops watching
 */
export function onClientGone(
  { raw: { socket } }: Pick<FastifyRequest, "raw">,
  onGone: () => void,
): () => void {
  const all = waiting.get(socket) ?? watch(socket);
  all.add(onGone);
  return () => all.delete(onGone);
}

/** One pair of listeners for all requests of a connection. */
function watch(socket: Socket): Set<() => void> {
  const all = new Set<() => void>();
  waiting.set(socket, all);
  const notifyAll = () => {
    for (const onGone of all) onGone();
    all.clear();
  };
  socket.once("end", notifyAll).once("close", notifyAll);
  return all;
}

/** @returns a signal that aborts when the client disconnects before its answer is sent */
export function goneSignal(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const stop = onClientGone(request, () => gone.abort());
  reply.raw.once("close", stop);
  return gone.signal;
}
