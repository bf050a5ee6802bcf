import type { Budget } from "../../config/limit-settings.ts";
import type { Principal } from "../../domain/principal.ts";
import type { Asking } from "../../ports.ts";
import type { RateLimiter } from "../../services/limits/rate-limiter.ts";
import type { Standing } from "../../services/limits/standing.ts";
import type { RouteScope } from "../route-scope.ts";
import { callerOf } from "./caller.ts";

/** A request, who sends it and what it is counted by. */
export interface Countable {
  readonly request: Asking;
  /** Nobody while it is not known who asks. */
  readonly principal: Principal | undefined;
  /** Nothing for what is never refused. */
  readonly budget: Budget | undefined;
}

/** Counts requests. */
export interface RequestLimits {
  /** At once, where that is possible: nothing for what has to be asked for, `unlimited` for what is not counted. */
  decide(countable: Countable): Standing | "unlimited" | undefined;
  /** For what could not be decided at once. */
  ask(countable: Countable): Promise<Standing | "unlimited">;
  /** What was counted is answered by another part, which counts it. */
  giveBack(countable: Countable): void;
}

export function createRequestLimits(limiter: RateLimiter = {}): RequestLimits {
  const counterOf = (budget: Budget | undefined) =>
    budget === undefined ? undefined : limiter[budget];
  return {
    decide({ request, principal, budget }) {
      const counter = counterOf(budget);
      return counter === undefined ? "unlimited" : counter.decide(callerOf(principal, request));
    },
    async ask({ request, principal, budget }) {
      const counter = counterOf(budget);
      return counter === undefined ? "unlimited" : counter.ask(callerOf(principal, request));
    },
    giveBack({ request, principal, budget }) {
      counterOf(budget)?.giveBack(callerOf(principal, request));
    },
  };
}

export interface CountedRoute {
  readonly method: string | readonly string[];
  readonly scope: RouteScope;
  /** A probe, which has to be answered above all. */
  readonly isQuiet: boolean;
}

/** What a route is counted by that does not say so itself. */
export function usualBudget({ method, scope, isQuiet }: CountedRoute): Budget | undefined {
  if (isQuiet || scope === "none") return undefined;
  if (scope === "ai") return "ai";
  const methods = typeof method === "string" ? [method] : method;
  const isQuestion = methods.every((name) => name === "GET" || name === "HEAD");
  return isQuestion || scope === "read" ? "reads" : "writes";
}
