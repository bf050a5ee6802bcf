import { postgresServers } from "../domain/postgres-url.ts";
import type { Rate } from "./rate-type.ts";
import { SETTINGS, type SettingKey } from "./settings.ts";

/** What each setting reads as. */
type SettingValues = { readonly [Key in SettingKey]: (typeof SETTINGS)[Key]["default"] };

type RateSetting = Extract<SettingKey, `rateLimit${string}`>;

/** Everything the service can be told from outside, read once, frozen. */
export interface Config
  extends Omit<SettingValues, "workers" | "timezone" | "ollamaEnabled" | RateSetting> {
  /** 1 … 256. */
  readonly workers: number;
  /** IANA name. */
  readonly timezone: string;
  /** Whether Ollama is to be asked. */
  readonly ollamaEnabled: boolean;
  /** Whether it was switched off by name. */
  readonly isOllamaOff: boolean;
  readonly rateLimitReads: Rate | "off";
  readonly rateLimitWrites: Rate | "off";
  readonly rateLimitImports: Rate | "off";
  readonly rateLimitAi: Rate | "off";
}

/** Which database a URL means. */
export function databaseKind(url: string): "memory" | "sqlite" | "postgres" {
  if (url === ":memory:") return "memory";
  return url.startsWith("file:") ? "sqlite" : "postgres";
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** A database or Redis URL for people to read: without user name, password and query. */
export function printableUrl(url: string): string {
  const servers = postgresServers(url);
  if (servers !== undefined) {
    const { protocol, pathname } = new URL(servers.urls[0] ?? url);
    return `${protocol}//${servers.hosts}${pathname}`;
  }
  const parsed = url.startsWith("file:") ? null : URL.parse(url);
  if (parsed === null) return url;
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
}

/** Keeps secrets out of anything that prints a whole configuration. */
export function hideSecrets(config: Config): Record<string, unknown> {
  const printable: Record<string, unknown> = { ...config };
  for (const [key, setting] of Object.entries(SETTINGS)) {
    if ("secret" in setting && printable[key] !== undefined) printable[key] = "[secret]";
  }
  return printable;
}
