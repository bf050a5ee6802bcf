import { type Said, say } from "../../messages/said.ts";
import type { MessageKey, MessageParameters } from "../../messages/translate.ts";

/** Result of one check. */
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
  /** `note` needs no action; `problem` does. */
  readonly status: "ok" | "note" | "problem";
  readonly detail: Said | readonly Said[];
  /** Remedy of a problem. */
  readonly cure?: Said;
}

type Check = Finding["check"];

export function ok(check: Check, key: MessageKey, params: MessageParameters = {}): Finding {
  return { check, status: "ok", detail: say(key, params) };
}

export function note(check: Check, key: MessageKey, params: MessageParameters = {}): Finding {
  return { check, status: "note", detail: say(key, params) };
}

/** @param key message of the problem; its remedy is the message `key.cure` */
export function problem(check: Check, key: CuredKey, params: MessageParameters = {}): Finding {
  return { check, status: "problem", detail: say(key, params), cure: say(`${key}.cure`, params) };
}

/** A problem and its remedy, when either has a text of its own. */
export function problemWith(check: Check, detail: Finding["detail"], cure: Said): Finding {
  return { check, status: "problem", detail, cure };
}

/** Messages of problems that have a message for the remedy. */
type CuredKey = BaseOf<MessageKey>;
type BaseOf<Key> = Key extends `${infer Base}.cure` ? Extract<MessageKey, Base> : never;
