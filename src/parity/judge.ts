import { type Locale, type MessageKey, translate } from "../messages/translate.ts";
import { type AcceptedDifference, findAccepted, reasonOf } from "./accepted.ts";
import type { Outcome, Read } from "./ask.ts";
import { compareValues, type FieldDifference, isObject } from "./compare-values.ts";
import { breaches, isForbidden } from "./contract-check.ts";
import { nameOf } from "./field-path.ts";
import { lineOf, type OldRequest } from "./old-request.ts";
import type { Difference } from "./report.ts";
import type { Tolerances } from "./rules.ts";
import { showable } from "./showable.ts";

export interface JudgeOptions {
  readonly accepted: readonly AcceptedDifference[];
  readonly tolerances: Tolerances;
  /** Language of the reasons. */
  readonly locale: Locale;
}

/** Finds and classifies the differences between two answers to one request. */
export type Judge = (request: OldRequest, old: Outcome, fresh: Outcome) => readonly Difference[];

type Verdict = Pick<Difference, "class" | "reason">;

export function createJudge({ accepted, tolerances, locale }: JudgeOptions): Judge {
  const say = (key: MessageKey) => translate(locale, key);
  const blame = (key: MessageKey): Verdict => ({ class: "ours", reason: say(key) });
  const wonder = (key: MessageKey): Verdict => ({ class: "unexplained", reason: say(key) });

  return (request, old, fresh) => {
    const { route } = request;
    const line = lineOf(request);

    function tell(difference: FieldDifference, verdict: Verdict): Difference {
      return {
        route: `${request.method} ${route.path}`,
        request: line,
        field: nameOf(difference.path),
        old: showable(difference.path, difference.old),
        new: showable(difference.path, difference.new),
        ...verdict,
      };
    }

    function explain(difference: FieldDifference, oldBody: unknown): Verdict | undefined {
      const known = findAccepted(accepted, { route: route.id, request: line, difference, oldBody });
      return known && { class: known.class, reason: reasonOf(known, locale) };
    }

    function onEdge(field: string, was: unknown, is: unknown, otherwise: Verdict): Difference {
      const difference: FieldDifference = { path: [field], kind: "value", old: was, new: is };
      return tell(difference, explain(difference, undefined) ?? otherwise);
    }

    function judgeField(difference: FieldDifference, oldBody: unknown): Difference {
      const { path, kind } = difference;
      const isBroken = kind !== "missing" && isForbidden(route.answer, path, difference.new);
      if (isBroken) return tell(difference, blame("parity.reason.contract"));
      const known = explain(difference, oldBody);
      if (known !== undefined) return tell(difference, known);
      if (kind === "missing") return tell(difference, blame("parity.reason.missing"));
      return tell(
        difference,
        wonder(kind === "language" ? "parity.reason.language" : "parity.reason.unexplained"),
      );
    }

    function judgeBodies(was: Read, is: Read): Difference[] {
      const found = compareBodies(was, is).map((difference) => judgeField(difference, was.body));
      if (was.status >= 400 || found.some((one) => one.class === "ours")) return found;
      // Violations in parts without a counterpart in the former answer, such as an item that only ours has.
      const before = new Set(breaches(route.answer, was.body));
      const broken = breaches(route.answer, is.body).filter((breach) => !before.has(breach));
      return [
        ...found,
        ...broken.map((breach) => {
          const path = [breach.split(" ")[0] ?? ""];
          const difference: FieldDifference = { path, kind: "value", old: undefined, new: breach };
          return tell(difference, blame("parity.reason.contract"));
        }),
      ];
    }

    function compareBodies(was: Read, is: Read): FieldDifference[] {
      const isRefused = was.status >= 400;
      const values = route.kind === "figures" && !isRefused;
      const all = compareValues(was.body, is.body, { route: route.id, values, tolerances });
      // Types of fields not compared by value are checked against the contract.
      return values ? all : all.filter(({ kind }) => kind === "missing");
    }

    if ("failure" in old) {
      if ("failure" in fresh)
        return [onEdge("answer", old.failure, fresh.failure, wonder("parity.reason.nobody"))];
      return [onEdge("answer", old.failure, fresh.status, wonder("parity.reason.old_silent"))];
    }
    if ("failure" in fresh) {
      return [onEdge("answer", old.status, fresh.failure, blame("parity.reason.silent"))];
    }
    if (old.status !== fresh.status) {
      const isOurs = fresh.status >= 500 && old.status < 500;
      const otherwise = isOurs
        ? blame("parity.reason.failed")
        : wonder("parity.reason.unexplained");
      return [onEdge("status", old.status, fresh.status, otherwise)];
    }
    if (formatOf(old) !== formatOf(fresh)) {
      const otherwise = blame("parity.reason.format");
      return [onEdge("content-type", old.mediaType, fresh.mediaType, otherwise)];
    }
    return isObject(old.body) || Array.isArray(old.body) ? judgeBodies(old, fresh) : [];
  };
}

/** Our errors are problem documents, which clients read as JSON. */
function formatOf({ mediaType, body }: Read): string {
  return mediaType.endsWith("json") && typeof body !== "string" ? "json" : mediaType;
}
