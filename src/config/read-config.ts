import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { InputError } from "../messages/said.ts";
import type { MessageKey, MessageParameters } from "../messages/translate.ts";
import { type Config, databaseKind, hideSecrets, isLoopback } from "./config.ts";
import { ConfigError, type ConfigProblem, configProblem } from "./config-error.ts";
import { usualRate } from "./limit-settings.ts";
import { type Machine, thisMachine } from "./machine.ts";
import { findNearestName } from "./nearest-name.ts";
import type { Setting } from "./setting.ts";
import { OWN_PREFIX, SETTINGS } from "./settings.ts";

/** Names and values as in `process.env`; a blank value counts as absent. */
export type Environment = Readonly<Record<string, string | undefined>>;

type Report = (name: string, key: MessageKey, params?: MessageParameters) => void;

/**
 * Reads the configuration from an environment.
 *
 * @param env usually `readEnvironment()`; besides it, only the files that its `_FILE` variables name are read
 * @throws ConfigError with all problems: unknown names with our prefix, invalid values, contradictions
 */
export function readConfig(env: Environment, machine: Machine = thisMachine()): Config {
  const problems: ConfigProblem[] = [];
  const report: Report = (...told) => problems.push(configProblem(...told));
  const read = <Value>(setting: Setting<Value>) => readSetting(setting, env, problems);

  reportUnknownNames(env, report);
  const url = read(SETTINGS.databaseUrl);
  const host = read(SETTINGS.host);
  const isLocal = isLoopback(host);
  const config: Config = {
    ...{ host, port: read(SETTINGS.port) },
    workers: read(SETTINGS.workers) ?? (databaseKind(url) === "postgres" ? machine.cores : 1),
    logLevel: read(SETTINGS.logLevel),
    accessLog: read(SETTINGS.accessLog),
    fastPath: read(SETTINGS.fastPath),
    allowUnauthenticatedNetwork: read(SETTINGS.allowUnauthenticatedNetwork),
    corsOrigins: read(SETTINGS.corsOrigins),
    allowedHosts: read(SETTINGS.allowedHosts),
    auth: read(SETTINGS.auth),
    jwtSecret: read(SETTINGS.jwtSecret),
    jwtJwksUrl: read(SETTINGS.jwtJwksUrl),
    jwtIssuer: read(SETTINGS.jwtIssuer),
    jwtAudience: read(SETTINGS.jwtAudience),
    jwtUserClaim: read(SETTINGS.jwtUserClaim),
    metricsPublic: read(SETTINGS.metricsPublic),
    rateLimitReads: read(SETTINGS.rateLimitReads) ?? usualRate("reads", isLocal),
    rateLimitWrites: read(SETTINGS.rateLimitWrites) ?? usualRate("writes", isLocal),
    rateLimitImports: read(SETTINGS.rateLimitImports) ?? usualRate("imports", isLocal),
    rateLimitAi: read(SETTINGS.rateLimitAi) ?? usualRate("ai", isLocal),
    drainDelayMs: read(SETTINGS.drainDelayMs),
    closeLimitMs: read(SETTINGS.closeLimitMs),
    databaseUrl: url,
    databasePoolSize: read(SETTINGS.databasePoolSize),
    databaseWaitSeconds: read(SETTINGS.databaseWaitSeconds),
    cacheMegabytes: read(SETTINGS.cacheMegabytes),
    profileMegabytes: read(SETTINGS.profileMegabytes),
    redisUrl: read(SETTINGS.redisUrl),
    explorePresets: read(SETTINGS.explorePresets),
    timezone: read(SETTINGS.timezone) ?? machineZone(machine, report),
    dayStartHour: read(SETTINGS.dayStartHour),
    locale: read(SETTINGS.locale),
    aiProvider: read(SETTINGS.aiProvider),
    aiApiKey: read(SETTINGS.aiApiKey),
    aiApiUrl: read(SETTINGS.aiApiUrl),
    aiCloudModel: read(SETTINGS.aiCloudModel),
    ollamaEnabled: read(SETTINGS.ollamaEnabled) ?? meansOllama(env),
    isOllamaOff: read(SETTINGS.ollamaEnabled) === false,
    ollamaUrl: read(SETTINGS.ollamaUrl),
    ollamaModel: read(SETTINGS.ollamaModel),
    ollamaTimeoutSeconds: read(SETTINGS.ollamaTimeoutSeconds),
    embeddingModel: read(SETTINGS.embeddingModel),
    aiSendNotes: read(SETTINGS.aiSendNotes),
    aiConcurrency: read(SETTINGS.aiConcurrency),
    aiDailyBudgetUsd: read(SETTINGS.aiDailyBudgetUsd),
    aiUserDailyBudgetUsd: read(SETTINGS.aiUserDailyBudgetUsd),
    aiBriefingAheadDays: read(SETTINGS.aiBriefingAheadDays),
    aiPrices: read(SETTINGS.aiPrices),
    embeddingCacheDir: read(SETTINGS.embeddingCacheDir),
    logUsers: read(SETTINGS.logUsers),
    logUserKey: read(SETTINGS.logUserKey),
    otelEndpoint: read(SETTINGS.otelEndpoint),
    otelHeaders: read(SETTINGS.otelHeaders),
    otelDisabled: read(SETTINGS.otelDisabled),
    otelServiceName: read(SETTINGS.otelServiceName),
    otelSampler: read(SETTINGS.otelSampler),
    otelSamplerArgument: read(SETTINGS.otelSamplerArgument),
    otelSpanDelayMs: read(SETTINGS.otelSpanDelayMs),
    otelMetricIntervalMs: read(SETTINGS.otelMetricIntervalMs),
  };
  reportContradictions(config, report);
  if (problems.length > 0) throw new ConfigError(problems);
  return sealed(config);
}

/** Whether Ollama is configured. Its URL has a default, which does not mean that a server runs there. */
function meansOllama(env: Environment): boolean {
  const { ollamaUrl, ollamaModel, aiProvider } = SETTINGS;
  return (
    presentText(env, ollamaUrl.name) !== undefined ||
    presentText(env, ollamaModel.name) !== undefined ||
    presentText(env, aiProvider.name)?.toLowerCase() === "ollama"
  );
}

function readSetting<Value>(
  setting: Setting<Value>,
  env: Environment,
  problems: ConfigProblem[],
): Value {
  const text = setting.secret
    ? readSecretText(setting.name, env, (...told) => problems.push(configProblem(...told)))
    : presentText(env, setting.name);
  if (text === undefined) return setting.default;
  try {
    return setting.type.read(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // The error does not repeat a secret.
    const found = setting.secret ? {} : { found: inspect(text.slice(0, 80)) };
    problems.push({ name: setting.name, said: error.said, ...found });
    return setting.default;
  }
}

function presentText(env: Environment, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === "" ? undefined : text;
}

function readSecretText(name: string, env: Environment, report: Report): string | undefined {
  const text = presentText(env, name);
  const path = presentText(env, `${name}_FILE`);
  if (path === undefined) return text;
  if (text !== undefined) {
    report(name, "config.both", { other: `${name}_FILE` });
    return undefined;
  }
  try {
    const secret = readFileSync(path, "utf8").trim();
    if (secret === "") report(`${name}_FILE`, "config.empty_file");
    return secret === "" ? undefined : secret;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    report(`${name}_FILE`, "config.unreadable_file", { code });
    return undefined;
  }
}

function reportUnknownNames(env: Environment, report: Report): void {
  const known = new Set<string>();
  for (const setting of Object.values(SETTINGS)) {
    known.add(setting.name);
    if ("secret" in setting) known.add(`${setting.name}_FILE`);
  }
  for (const name of Object.keys(env).sort()) {
    if (!name.startsWith(OWN_PREFIX) || known.has(name)) continue;
    const bare = name.slice(OWN_PREFIX.length);
    const meant = known.has(bare) ? bare : findNearestName(name, known);
    if (meant === undefined) report(name, "config.unknown");
    else report(name, "config.unknown_near", { meant });
  }
}

function machineZone(machine: Machine, report: Report): string {
  try {
    return SETTINGS.timezone.type.read(machine.timezone);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    report("TIMEZONE", "config.zone_unknown");
    return "UTC";
  }
}

function reportContradictions(config: Config, report: Report): void {
  const isOpen = config.auth.length === 0;
  if (isOpen && !isLoopback(config.host) && !config.allowUnauthenticatedNetwork) {
    const names = { auth: SETTINGS.auth.name, allow: SETTINGS.allowUnauthenticatedNetwork.name };
    report(SETTINGS.host.name, "config.open_network", names);
  }
  const { jwtSecret, jwtJwksUrl } = config;
  if (config.auth.includes("jwt") && jwtSecret === undefined && jwtJwksUrl === undefined) {
    const names = { secret: SETTINGS.jwtSecret.name, url: SETTINGS.jwtJwksUrl.name };
    report(SETTINGS.auth.name, "config.no_token_key", names);
  }
  if (config.workers > 1 && databaseKind(config.databaseUrl) === "memory") {
    report(SETTINGS.workers.name, "config.shared_memory");
  }
}

/** Freezes the configuration, and hides its secrets when it is printed or serialized as a whole. */
function sealed(config: Config): Config {
  const printable = () => hideSecrets(config);
  return Object.freeze(
    Object.defineProperties(
      { ...config },
      { toJSON: { value: printable }, [inspect.custom]: { value: printable } },
    ),
  );
}
