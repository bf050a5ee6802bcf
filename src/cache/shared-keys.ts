import { hash } from "node:crypto";
import { keyOf, type Question } from "./cache-request.ts";
import type { Stamp } from "./cached-answer.ts";

/** What things are called in a store. */
export interface SharedKeys {
  /** The set of a user's keys. Its braces make a cluster keep everything of a user on one node. */
  group(userId: string): string;
  answer(question: Question): string;
  /** The right to make the answer to a question from these data, at this time. */
  lease(question: Question, stamp: Stamp): string;
  /** What numbers those who make answers to a question. */
  counter(question: Question): string;
}

/** @param prefix names the data and the code: services on other data or with other code must not meet */
export function sharedKeys(prefix: string): SharedKeys {
  const group = (userId: string) => `${prefix}{${digest(userId)}}`;
  return {
    group,
    answer: (question) =>
      `${group(question.userId)}${question.route.url} ${digest(keyOf(question))}`,
    lease(question, { version, context }) {
      return `${group(question.userId)} lease ${digest(`${version} ${context} ${keyOf(question)}`)}`;
    },
    counter: (question) => `${group(question.userId)} counter ${digest(keyOf(question))}`,
  };
}

export function isGroup(key: string): boolean {
  return key.endsWith("}");
}

/** The route in the key of an answer; empty for everything else. */
export function routeOf(key: string): string {
  return key.slice(key.indexOf("}") + 1).split(" ", 1)[0] ?? "";
}

function digest(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 22);
}
