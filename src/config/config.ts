import { postgresServers } from "../domain/postgres-url.ts";
import type { Rate } from "./rate-type.ts";
import { SETTINGS, type SettingKey } from "./settings.ts";

/** The value types of the settings. */
type SettingValues = { readonly [Key in SettingKey]: (typeof SETTINGS)[Key]["default"] };

type RateSetting = Extract<SettingKey, `rateLimit${string}`>;

/** The whole configuration of the service, read once and frozen. */
export interface Config
  extends Omit<SettingValues, "workers" | "timezone" | "ollamaEnabled" | RateSetting> {
  /** 1 … 256. */
  readonly workers: number;
  /** IANA name. */
  readonly timezone: string;
  /** Whether Ollama is used. */
  readonly ollamaEnabled: boolean;
  /** Whether a setting turns Ollama off explicitly. */
  readonly isOllamaOff: boolean;
  readonly rateLimitReads: Rate | "off";
  readonly rateLimitWrites: Rate | "off";
  readonly rateLimitImports: Rate | "off";
  readonly rateLimitAi: Rate | "off";
}

/** The kind of database of a URL. */
export function databaseKind(url: string): "memory" | "sqlite" | "postgres" {
  if (url === ":memory:") return "memory";
  return url.startsWith("file:") ? "sqlite" : "postgres";
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** A database or Redis URL for output: without user name, password and query. */
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

/** The configuration for output, without its secrets. */
export function hideSecrets(config: Config): Record<string, unknown> {
  const printable: Record<string, unknown> = { ...config };
  for (const [key, setting] of Object.entries(SETTINGS)) {
    if ("secret" in setting && printable[key] !== undefined) printable[key] = "[secret]";
  }
  return printable;
}
