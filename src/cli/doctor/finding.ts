import { type Said, say } from "../../messages/said.ts";
import type { MessageKey, MessageParameters } from "../../messages/translate.ts";

/** What one check found. */
export interface Finding {
  readonly check:
    | "configuration"
    | "time"
    | "language"
    | "database"
    | "privileges"
    | "schema"
    | "server"
    | "profiles"
    | "ratings"
    | "sessions"
    | "redis";
  /** `note` is worth knowing and needs nothing; `problem` needs somebody. */
  readonly status: "ok" | "note" | "problem";
  readonly detail: Said | readonly Said[];
  /** What to do about a problem. */
  readonly cure?: Said;
}

type Check = Finding["check"];

export function ok(check: Check, key: MessageKey, params: MessageParameters = {}): Finding {
  return { check, status: "ok", detail: say(key, params) };
}

export function note(check: Check, key: MessageKey, params: MessageParameters = {}): Finding {
  return { check, status: "note", detail: say(key, params) };
}

/** @param key what is wrong; what to do is the message `key.cure` */
export function problem(check: Check, key: CuredKey, params: MessageParameters = {}): Finding {
  return { check, status: "problem", detail: say(key, params), cure: say(`${key}.cure`, params) };
}

/** What is wrong and what to do, where either is said by something else. */
export function problemWith(check: Check, detail: Finding["detail"], cure: Said): Finding {
  return { check, status: "problem", detail, cure };
}

/** Messages of a problem beside which there is one of its cure. */
type CuredKey = BaseOf<MessageKey>;
type BaseOf<Key> = Key extends `${infer Base}.cure` ? Extract<MessageKey, Base> : never;
