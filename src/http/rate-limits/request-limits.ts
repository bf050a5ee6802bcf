import type { Budget } from "../../config/limit-settings.ts";
import type { Principal } from "../../domain/principal.ts";
import type { CredentialSource } from "../../ports.ts";
import type { RateLimiter } from "../../services/limits/rate-limiter.ts";
import type { Standing } from "../../services/limits/standing.ts";
import type { RouteScope } from "../route-scope.ts";
import { callerOf } from "./caller.ts";

/** A request with its caller and the budget that it uses. */
export interface Countable {
  readonly request: CredentialSource;
  /** Absent before authentication. */
  readonly principal: Principal | undefined;
  /** Absent for a request that is never limited. */
  readonly budget: Budget | undefined;
}

/** Counts requests against the budgets of their callers. */
export interface RequestLimits {
  /**
   * Counts synchronously when this process can decide alone; nothing when `ask` is needed, `unlimited` without a
   * budget.
   */
  decide(countable: Countable): Standing | "unlimited" | undefined;
  /** Counts a request that `decide` could not decide. */
  ask(countable: Countable): Promise<Standing | "unlimited">;
  /** Takes a count back when another layer answers the request and counts it again. */
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
  /** Whether the route is a probe, which is never limited. */
  readonly isQuiet: boolean;
}

/** The budget of a route that declares none. */
export function usualBudget({ method, scope, isQuiet }: CountedRoute): Budget | undefined {
  if (isQuiet || scope === "none") return undefined;
  if (scope === "ai") return "ai";
  const methods = typeof method === "string" ? [method] : method;
  const isQuestion = methods.every((name) => name === "GET" || name === "HEAD");
  return isQuestion || scope === "read" ? "reads" : "writes";
}
