import { IDENTITY_SETTINGS } from "./identity-settings.ts";
import { LIMIT_SETTINGS } from "./limit-settings.ts";
import { SETTING_GROUPS, setting } from "./setting.ts";
import {
  databaseUrl,
  dollars,
  flag,
  hostNames,
  integer,
  oneOf,
  origins,
  prices,
  seconds,
  text,
  url,
  zoneName,
} from "./setting-types.ts";
import { TELEMETRY_SETTINGS } from "./telemetry-settings.ts";

const [SERVICE, , , DATA, TIME, AI] = SETTING_GROUPS;

/** Prefix of this service's own variables, so that a misspelt one can be refused. */
export const OWN_PREFIX = "POMODORO_";

/** The single source of the typed configuration, of `--help` and of docs/configuration.md. */
export const SETTINGS = {
  port: setting<number>({
    name: "PORT",
    group: SERVICE,
    type: integer(0, 65_535),
    default: 5002,
    description: "TCP port to listen on. 0 takes any free port; the log names it.",
    example: "5002",
  }),
  host: setting<string>({
    name: "HOST",
    group: SERVICE,
    type: text("host name or IP address"),
    default: "127.0.0.1",
    description:
      "Address to listen on. Anything beyond this machine also needs POMODORO_AUTH, or POMODORO_ALLOW_UNAUTHENTICATED_NETWORK.",
    example: "0.0.0.0",
  }),
  workers: setting<number | undefined>({
    name: "WORKERS",
    group: SERVICE,
    type: integer(1, 256),
    default: undefined,
    defaultText: "1 on SQLite, the number of cores on PostgreSQL",
    description: "Processes that answer requests on the one port.",
    example: "4",
  }),
  logLevel: setting<"trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent">({
    name: "LOG_LEVEL",
    group: SERVICE,
    type: oneOf(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      warning: "warn",
      critical: "fatal",
    }),
    default: "info",
    description:
      "Least severity that is logged. The old upper-case names (`WARNING`, `CRITICAL`) work.",
    example: "debug",
  }),
  accessLog: setting<"all" | "sampled" | "off">({
    name: "POMODORO_ACCESS_LOG",
    group: SERVICE,
    type: oneOf(["all", "sampled", "off"]),
    default: "all",
    description:
      "Which requests that are answered from memory have a line in the log: all, one in a hundred, or none. Failures, requests that take half a second or longer, and whatever has to be worked out always have one; the metrics count every request.",
    example: "sampled",
  }),
  fastPath: setting<boolean>({
    name: "POMODORO_FAST_PATH",
    group: SERVICE,
    type: flag,
    default: true,
    description:
      "Answers from memory without node:http's own reading and writing of requests. The answers are the same without it and cost about 1.4 times the processor time; set it to `off` to rule it out when connections misbehave.",
    example: "off",
  }),
  allowUnauthenticatedNetwork: setting<boolean>({
    name: "POMODORO_ALLOW_UNAUTHENTICATED_NETWORK",
    group: SERVICE,
    type: flag,
    default: false,
    description:
      "Allows a HOST that other machines can reach, although every client that reaches it can read and delete everything. Set it where a firewall or a proxy stands in front.",
    example: "true",
  }),
  corsOrigins: setting<readonly string[]>({
    name: "POMODORO_CORS_ORIGINS",
    group: SERVICE,
    type: origins,
    default: [],
    defaultText: "none",
    description: "Web pages of these origins may call the API from a browser.",
    example: "http://localhost:5000",
  }),
  allowedHosts: setting<readonly string[]>({
    name: "POMODORO_ALLOWED_HOSTS",
    group: SERVICE,
    type: hostNames,
    default: [],
    defaultText: "none: on loopback its own names, beyond it any",
    description:
      "Names by which clients may reach the service, besides `localhost`, `127.0.0.1` and `[::1]`; others get 421. Set it where a proxy passes the `Host` header on.",
    example: "pomodoro.example.org",
  }),
  drainDelayMs: setting<number>({
    name: "POMODORO_DRAIN_DELAY_MS",
    group: SERVICE,
    type: integer(0, 600_000),
    default: 0,
    description:
      "After SIGTERM, how long to go on answering while `/readyz` says no, so that a proxy can look away first. Set it above the proxy's check interval.",
    example: "5000",
  }),
  closeLimitMs: setting<number>({
    name: "POMODORO_CLOSE_LIMIT_MS",
    group: SERVICE,
    type: integer(100, 600_000),
    default: 10_000,
    description: "After draining, how long running requests may take before they are cut off.",
    example: "30000",
  }),
  explorePresets: setting<boolean>({
    name: "POMODORO_EXPLORE_PRESETS",
    group: SERVICE,
    type: flag,
    default: false,
    description:
      "Recommends each preset as often as it is probably the best one (Thompson sampling) instead of always the likeliest, so that more is learned about the others. Every draw is logged as PRESET_DRAWN with its propensity.",
    example: "true",
  }),
  ...IDENTITY_SETTINGS,
  ...LIMIT_SETTINGS,
  databaseUrl: setting<string>({
    name: "DATABASE_URL",
    group: DATA,
    type: databaseUrl,
    default: "file:./data/pomodoro.db",
    description:
      "Where the sessions are kept: an embedded SQLite file (its folder is created), or PostgreSQL 15 or newer, an existing database of the web app included. Of several servers, named as `HOST:PORT,HOST:PORT`, the one that takes writes is used; `?target_session_attrs=any` takes the first that answers.",
    example: "postgresql://pomodoro:secret@localhost:5432/pomodoro",
    secret: true,
  }),
  databasePoolSize: setting<number>({
    name: "POMODORO_DATABASE_POOL_SIZE",
    group: DATA,
    type: integer(1, 200),
    default: 10,
    description: "Most connections of one process to PostgreSQL; SQLite ignores it.",
    example: "20",
  }),
  databaseWaitSeconds: setting<number>({
    name: "POMODORO_DATABASE_WAIT_SECONDS",
    group: DATA,
    type: integer(0, 86_400),
    default: 60,
    description:
      "How long a server that starts waits for a PostgreSQL that does not answer yet. With 0 it ends at once, for a supervisor to start it again.",
    example: "300",
  }),
  cacheMegabytes: setting<number>({
    name: "POMODORO_CACHE_MEGABYTES",
    group: DATA,
    type: integer(1, 65_536),
    default: 32,
    description:
      "Memory of one process for answers that were worked out already; the least recently used leave first.",
    example: "256",
  }),
  profileMegabytes: setting<number>({
    name: "POMODORO_PROFILE_MEGABYTES",
    group: DATA,
    type: integer(1, 65_536),
    default: 128,
    description:
      "Memory of one process for what the models have learned of people and what answers remember of that, 0.1 to 0.2 MB each; who was asked about longest ago is read from the database again.",
    example: "512",
  }),
  redisUrl: setting<string | undefined>({
    name: "REDIS_URL",
    group: DATA,
    type: url("redis", "rediss", "redis-cluster", "rediss-cluster"),
    default: undefined,
    defaultText: "none: caches live in the process",
    description:
      "Redis 7 or newer, or Valkey, through which replicas share answers. A cluster is named by one or more of its nodes: `redis-cluster://one:7000?node=two:7000`. The service works without it, also while it is down.",
    example: "redis://localhost:6379",
    secret: true,
  }),
  timezone: setting<string | undefined>({
    name: "TIMEZONE",
    group: TIME,
    type: zoneName,
    default: undefined,
    defaultText: "the machine's zone",
    description: "Zone in which the person's days are counted and stored times are read.",
    example: "Europe/Prague",
  }),
  dayStartHour: setting<number>({
    name: "POMODORO_DAY_START_HOUR",
    group: TIME,
    type: integer(0, 12),
    default: 0,
    description:
      "Hour at which a day begins. With 4, work until four in the morning belongs to the evening before.",
    example: "4",
  }),
  locale: setting<"en" | "cs">({
    name: "LOCALE",
    group: TIME,
    type: oneOf(["en", "cs"]),
    default: "en",
    description:
      "Language of texts when a request does not ask for one. Without it, commands in a terminal take Czech from `LC_ALL`, `LC_MESSAGES` or `LANG`, whichever is set first.",
    example: "cs",
  }),
  aiProvider: setting<"ollama" | "cloud">({
    name: "AI_PROVIDER",
    group: AI,
    type: oneOf(["ollama", "cloud"]),
    default: "ollama",
    description: "Which provider is asked first.",
    example: "cloud",
  }),
  aiApiKey: setting<string | undefined>({
    name: "AI_API_KEY",
    group: AI,
    type: text("text"),
    default: undefined,
    defaultText: "none",
    description: "Key of the OpenAI-compatible provider.",
    example: "sk-…",
    secret: true,
  }),
  aiApiUrl: setting<string>({
    name: "AI_API_URL",
    group: AI,
    type: url("https", "http"),
    default: "https://api.openai.com/v1",
    description: "Base URL of the OpenAI-compatible provider.",
    example: "https://api.deepseek.com/v1",
    secret: true,
  }),
  aiCloudModel: setting<string>({
    name: "AI_CLOUD_MODEL",
    group: AI,
    type: text("model name"),
    default: "gpt-4o-mini",
    description: "Model asked at the OpenAI-compatible provider.",
    example: "deepseek-chat",
  }),
  ollamaEnabled: setting<boolean | undefined>({
    name: "OLLAMA_ENABLED",
    group: AI,
    type: flag,
    default: undefined,
    defaultText: "on when Ollama is set up",
    description:
      "Whether Ollama may be asked. It is set up when `OLLAMA_URL`, `OLLAMA_MODEL` or `AI_PROVIDER=ollama` is.",
    example: "false",
  }),
  ollamaUrl: setting<string>({
    name: "OLLAMA_URL",
    group: AI,
    type: url("http", "https"),
    default: "http://ollama:11434",
    description: "Where Ollama listens.",
    example: "http://localhost:11434",
    secret: true,
  }),
  ollamaModel: setting<string>({
    name: "OLLAMA_MODEL",
    group: AI,
    type: text("model name"),
    default: "qwen2.5:0.5b",
    description: "Model asked at Ollama.",
    example: "qwen2.5:14b",
  }),
  ollamaTimeoutSeconds: setting<number>({
    name: "OLLAMA_TIMEOUT",
    group: AI,
    type: seconds(3600),
    default: 180,
    description:
      "Seconds until a language model must have answered, retries and fallbacks included.",
    example: "60",
  }),
  embeddingModel: setting<string | undefined>({
    name: "EMBEDDING_MODEL",
    group: AI,
    type: text("model name"),
    default: undefined,
    defaultText: "none: notes are searched by their words alone",
    description:
      "Embedding model of the configured provider, for searching notes by what they mean.",
    example: "text-embedding-3-small",
  }),
  aiSendNotes: setting<"none" | "recent" | "all">({
    name: "AI_SEND_NOTES",
    group: AI,
    type: oneOf(["none", "recent", "all"]),
    default: "recent",
    description:
      "Which of a person's notes a language model may be given: none, those of today and the seven days before, or all. `GET /api/ai/preview/{capability}` shows exactly what would leave.",
    example: "none",
  }),
  aiConcurrency: setting<number | undefined>({
    name: "AI_CONCURRENCY",
    group: AI,
    type: integer(1, 10_000),
    default: undefined,
    defaultText: "512 at a cloud provider, 2 at Ollama",
    description: "Calls to one provider at the same time; others wait their turn.",
    example: "32",
  }),
  aiDailyBudgetUsd: setting<number>({
    name: "POMODORO_AI_DAILY_BUDGET_USD",
    group: AI,
    type: dollars(100_000),
    default: 1,
    description:
      "What calls to a paid provider may cost a day, all users together. A call that could exceed it is not made; templates speak then.",
    example: "5",
  }),
  aiUserDailyBudgetUsd: setting<number | undefined>({
    name: "POMODORO_AI_USER_DAILY_BUDGET_USD",
    group: AI,
    type: dollars(100_000),
    default: undefined,
    defaultText: "no limit besides that for all",
    description: "The same for each user.",
    example: "0.25",
  }),
  aiBriefingAheadDays: setting<number>({
    name: "POMODORO_AI_BRIEFING_AHEAD_DAYS",
    group: AI,
    type: integer(0, 7),
    default: 0,
    description:
      "On how many of the last seven days a person must have read the morning briefing to have it written by a language model before their usual start, within the budget; 0 writes none ahead.",
    example: "3",
  }),
  aiPrices: setting<Readonly<Record<string, { input: number; output: number }>>>({
    name: "POMODORO_AI_PRICES",
    group: AI,
    type: prices,
    default: {},
    defaultText: "none besides the known ones",
    description:
      "What models cost, in US dollars per million tokens, sent and written. Adds to the known prices and replaces them; an unknown model counts as the dearest known one.",
    example: "my-model=0.5/1.5,other-model=2/8",
  }),
  embeddingCacheDir: setting<string | undefined>({
    name: "EMBEDDING_CACHE_DIR",
    group: AI,
    type: text("folder"),
    default: undefined,
    defaultText: "none",
    description: "Folder that keeps the embedding model between starts.",
    example: "/var/cache/pomodoro-ml",
  }),
  ...TELEMETRY_SETTINGS,
} as const;

export type SettingKey = keyof typeof SETTINGS;
