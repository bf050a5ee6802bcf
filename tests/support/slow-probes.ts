import type { RouteOptions } from "fastify";
import type { TestClock } from "./test-clock.ts";

/** Header by which a request to `/metrics` says how many milliseconds it is to take. Probes are always begun at once. */
export const TAKES = "x-takes-ms";

/** For `onRoute` of a test's service: makes probes take as long as they say, on its clock. */
export function slowProbes(clock: () => TestClock): (route: RouteOptions) => void {
  return (route) => {
    if (route.url !== "/metrics") return;
    route.onRequest = (request, _reply, done) => {
      clock().advance(Number(request.headers[TAKES] ?? 0));
      done();
    };
  };
}
