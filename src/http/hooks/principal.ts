import type { FastifyInstance } from "fastify";
import { OWNER, type Principal } from "../../domain/principal.ts";
import type { Identify } from "../../ports.ts";
import { forbidden } from "../../services/identity/identify.ts";
import { noteUser } from "../../telemetry/trace.ts";
import { addressFault, keyInAddress, withAddressKey } from "../key-in-address.ts";
import { keyInCookie, withCookieCredential } from "../key-in-cookie.ts";
import type { SetPersonalLanguage } from "../personal-language.ts";
import { type RequestLimits, usualBudget } from "../rate-limits/request-limits.ts";
import { allows, usualScope } from "../route-scope.ts";
import { requestCounter } from "./request-counter.ts";

export interface PrincipalParts {
  readonly identify: Identify;
  readonly limits: RequestLimits;
  readonly setLanguage: SetPersonalLanguage;
}

/**
 * Authenticates and authorises each request. This is the only place that derives a user id from a request; no other code
 * may take one from anywhere else. Call before the routes are registered.
 */
export function addPrincipal(
  app: FastifyInstance,
  { identify, limits, setLanguage }: PrincipalParts,
): void {
  app.decorateRequest("userId", OWNER.userId);
  app.addHook("onRoute", (route) => {
    const scope = route.config?.scope ?? usualScope(route.method, route.url);
    const isQuiet = route.config?.quiet === true;
    const budget = route.config?.budget ?? usualBudget({ method: route.method, scope, isQuiet });
    route.config = { ...route.config, scope, budget };
  });
  const count = requestCounter(limits);
  app.addHook("onRequest", (request, reply, done) => {
    // An unknown path needs no credential.
    const { config } = request.routeOptions;
    const { scope = request.is404 ? "none" : "admin", quiet, budget } = config;
    if (scope === "none") {
      if (budget === undefined) done();
      else count(request, reply, done);
      return;
    }
    const key = keyInAddress(request);
    const kept = keyInCookie(request);
    const credentials =
      key !== undefined
        ? withAddressKey(key, request)
        : kept !== undefined
          ? withCookieCredential(kept, request)
          : request.raw;
    const enter = (principal: Principal) => {
      const { context } = request;
      context.principal = principal;
      request.userId = principal.userId;
      noteUser(principal.userId);
      const languageSet = quiet === true ? undefined : setLanguage(context);
      const nameLanguage = () => void reply.header("content-language", context.locale);
      nameLanguage();
      count(request, reply, (refusal) => {
        const fault = key === undefined ? undefined : addressFault(principal);
        if (refusal !== undefined || fault !== undefined) done(refusal ?? fault);
        else if (!allows(principal, scope)) done(forbidden(scope));
        else if (languageSet === undefined) done();
        else languageSet.then(nameLanguage).then(() => done(), done);
      });
    };
    // A failed authentication counts against the address like any other request, which limits guessing.
    const refuse = (error: Error) => count(request, reply, (refusal) => done(refusal ?? error));
    const known = identify.known(credentials);
    if (known === undefined) identify.verify(credentials).then(enter, refuse);
    else enter(known.principal);
  });
}
