import type { SettingGroup } from "../config/setting.ts";
import type { SettingKey } from "../config/settings.ts";

/** Co nastavení dělá, a výchozí hodnota slovy, kde ji samotná hodnota neřekne. */
interface SettingText {
  readonly description: string;
  readonly defaultText?: string;
}

/** České nadpisy skupin v `--help`; anglické jsou v `src/config/setting.ts`. */
export const CZECH_GROUPS: Readonly<Record<SettingGroup, string>> = {
  Service: "Služba",
  Identity: "Totožnost",
  Limits: "Omezení",
  Data: "Data",
  "Time and language": "Čas a jazyk",
  "Language model": "Jazykový model",
  Telemetry: "Telemetrie",
};

const NONE = "žádné";

/** České popisy nastavení v `--help`; anglické jsou u samotných nastavení v `src/config`. */
export const CZECH_SETTINGS: Readonly<Record<SettingKey, SettingText>> = {
  port: {
    description:
      "Port TCP, na kterém služba běží. S 0 se vezme některý volný; jeho číslo je v logu.",
  },
  host: {
    description:
      "Adresa, na které služba běží. Pro cokoli mimo tento počítač je třeba i POMODORO_AUTH, nebo POMODORO_ALLOW_UNAUTHENTICATED_NETWORK.",
  },
  workers: {
    description: "Kolik procesů odpovídá na požadavky na společném portu.",
    defaultText: "na SQLite 1, na PostgreSQL počet jader",
  },
  logLevel: {
    description:
      "Nejnižší závažnost, která se zapisuje. Starší názvy velkými písmeny (`WARNING`, `CRITICAL`) platí dál.",
  },
  accessLog: {
    description:
      "Které požadavky zodpovězené z paměti mají řádek v logu: všechny, jeden ze sta, nebo žádný. Selhání, požadavky trvající půl sekundy a déle a vše, co je třeba spočítat, řádek mají vždy; metriky počítají každý požadavek.",
  },
  fastPath: {
    description:
      "Odpovídá z paměti bez čtení a zápisu požadavků v node:http. Odpovědi jsou bez toho stejné, stojí ale asi 1,4krát víc času procesoru; hodnotou `off` ověříte, zda na tom závisí potíže se spojením.",
  },
  allowUnauthenticatedNetwork: {
    description:
      "Dovolí HOST, na který dosáhnou jiné počítače, přestože odtamtud může kdokoli vše číst i smazat. Zapněte tam, kde je před službou firewall nebo proxy.",
  },
  corsOrigins: {
    description: "Webové stránky z těchto zdrojů smějí volat API z prohlížeče.",
    defaultText: NONE,
  },
  allowedHosts: {
    description:
      "Názvy, pod kterými klienti službu oslovují, kromě `localhost`, `127.0.0.1` a `[::1]`; jiné dostanou 421. Nastavte tam, kde proxy předává hlavičku `Host` dál.",
    defaultText: "žádné: na loopbacku jen jeho vlastní, jinak jakékoli",
  },
  drainDelayMs: {
    description:
      "Jak dlouho se po SIGTERM ještě odpovídá, zatímco `/readyz` už říká ne, aby proxy stihla posílat jinam. Nastavte víc, než je interval jejích kontrol.",
  },
  closeLimitMs: {
    description: "Jak dlouho smějí pak trvat rozpracované požadavky, než se přeruší.",
  },
  explorePresets: {
    description:
      "Doporučuje každou předvolbu tak často, jak je pravděpodobné, že je nejlepší (Thompsonovo vzorkování), místo vždy té nejpravděpodobnější, aby se něco zjistilo i o ostatních. Každé losování je v logu jako PRESET_DRAWN i s pravděpodobností.",
  },
  auth: {
    description:
      "Podle čeho se pozná, kdo se ptá: klíče API, podepsané tokeny (JWT), nebo obojí. Postup popisuje docs/identity.md.",
    defaultText: "`none`: každý, kdo na službu dosáhne, je její jediný uživatel",
  },
  jwtSecret: {
    description: "Tajemství společné s tím, kdo podepisuje tokeny pomocí HS256, HS384 nebo HS512.",
    defaultText: NONE,
  },
  jwtJwksUrl: {
    description:
      "Kde jsou veřejné klíče toho, kdo podepisuje tokeny pomocí RS, PS, ES nebo EdDSA. Načtou se s prvním tokenem a znovu, když některý uvede neznámý klíč.",
    defaultText: NONE,
  },
  jwtIssuer: { description: "Jaké musí být `iss` tokenu.", defaultText: "jakékoli" },
  jwtAudience: {
    description:
      "Jaké musí být `aud` tokenu, nebo co musí obsahovat. Nastavte tam, kde se tokeny vydávají i pro jiné služby.",
    defaultText: "jakékoli",
  },
  jwtUserClaim: { description: "Který údaj tokenu určuje uživatele." },
  metricsPublic: {
    description:
      "Dovolí komukoli číst `/metrics`. Jinak služba s POMODORO_AUTH dostupná i mimo loopback žádá přihlášení s oprávněním `read`.",
  },
  databaseUrl: {
    description:
      "Kde jsou sezení uložena: vestavěný soubor SQLite (jeho složka se vytvoří), nebo PostgreSQL 15 a novější, i existující databáze webové aplikace. Z několika serverů, uvedených jako `POČÍTAČ:PORT,POČÍTAČ:PORT`, se použije ten, který přijímá zápisy; s `?target_session_attrs=any` první, který odpoví.",
  },
  databaseWaitSeconds: {
    description:
      "Jak dlouho server při startu čeká na PostgreSQL, které ještě neodpovídá. Při 0 skončí hned a znovu ho spustí správce procesů.",
  },
  databasePoolSize: {
    description: "Nejvyšší počet spojení jednoho procesu s PostgreSQL; SQLite nastavení nevyužívá.",
  },
  cacheMegabytes: {
    description:
      "Paměť jednoho procesu pro už spočítané odpovědi; nejdřív odcházejí nejdéle nepoužité.",
  },
  profileMegabytes: {
    description:
      "Paměť jednoho procesu pro to, co se modely o lidech naučily a co si z toho odpovědi pamatují, na osobu 0,1 až 0,2 MB; na koho se nikdo nejdéle neptal, toho profil se příště načte znovu z databáze.",
  },
  redisUrl: {
    description:
      "Redis 7 a novější, nebo Valkey, přes který repliky sdílejí odpovědi. Cluster se určí jedním nebo více uzly: `redis-cluster://one:7000?node=two:7000`. Služba funguje i bez něj, také během jeho výpadku.",
    defaultText: "žádný: odpovědi se uchovávají v procesu",
  },
  timezone: {
    description: "Pásmo, ve kterém se počítají dny a čtou uložené časy.",
    defaultText: "pásmo počítače",
  },
  dayStartHour: {
    description:
      "Hodina, kterou začíná den. S hodnotou 4 patří práce do čtyř ráno k předchozímu večeru.",
  },
  locale: {
    description:
      "Jazyk textů, když si požadavek žádný nevyžádá. Není-li nastaven, řídí se příkazy v terminálu podle `LC_ALL`, `LC_MESSAGES` nebo `LANG`, podle toho, co je nastaveno dřív.",
  },
  aiProvider: { description: "Kterému poskytovateli se dotazy posílají nejdřív." },
  aiApiKey: { description: "Klíč poskytovatele kompatibilního s OpenAI.", defaultText: "žádný" },
  aiApiUrl: { description: "Základní URL poskytovatele kompatibilního s OpenAI." },
  aiCloudModel: { description: "Model používaný u poskytovatele kompatibilního s OpenAI." },
  ollamaEnabled: {
    description:
      "Zda se smí použít Ollama. Nastavená je tehdy, když je nastaveno `OLLAMA_URL`, `OLLAMA_MODEL` nebo `AI_PROVIDER=ollama`.",
    defaultText: "zapnuto, když je Ollama nastavená",
  },
  ollamaUrl: { description: "Kde Ollama běží." },
  ollamaModel: { description: "Model používaný v Ollamě." },
  ollamaTimeoutSeconds: {
    description:
      "Do kolika sekund musí jazykový model odpovědět, včetně opakování a náhradních poskytovatelů.",
  },
  embeddingModel: {
    description:
      "Model pro embeddingy u nastaveného poskytovatele, pro hledání poznámek podle významu.",
    defaultText: "žádný: poznámky se hledají jen podle slov",
  },
  aiSendNotes: {
    description:
      "Které poznámky smí dostat jazykový model: žádné (none), z dneška a předchozích sedmi dnů (recent), nebo všechny (all). Co přesně by se odeslalo, ukazuje `GET /api/ai/preview/{capability}`.",
  },
  aiConcurrency: {
    description: "Kolik volání jednoho poskytovatele běží současně; ostatní čekají.",
    defaultText: "512 u cloudového poskytovatele, 2 u Ollamy",
  },
  aiDailyBudgetUsd: {
    description:
      "Kolik dolarů smějí denně stát volání placeného poskytovatele za všechny uživatele. Volání, které by částku mohlo překročit, se neuskuteční a texty vzniknou ze šablon.",
  },
  aiUserDailyBudgetUsd: {
    description: "Totéž pro každého uživatele zvlášť.",
    defaultText: "bez omezení kromě společného",
  },
  aiBriefingAheadDays: {
    description:
      "Komu se ranní přehled napíše jazykovým modelem předem, před obvyklým začátkem dne: každému, kdo ho v posledních sedmi dnech četl aspoň v tolika dnech, a jen v rámci rozpočtu; 0 nepíše předem žádný.",
  },
  aiPrices: {
    description:
      "Kolik modely stojí, v dolarech za milion tokenů odeslaných a napsaných. Doplňuje a nahrazuje známé ceny; neznámý model se počítá jako nejdražší známý.",
    defaultText: "jen ty známé",
  },
  embeddingCacheDir: {
    description: "Složka, ve které embeddingový model přečká restart.",
    defaultText: "žádná",
  },
  otelEndpoint: {
    description:
      "Kam se posílají trasy a metriky přes OTLP (HTTP, JSON), pod `/v1/traces` a `/v1/metrics`. Knihovna čte z prostředí i `OTEL_RESOURCE_ATTRIBUTES` a to, čím se určuje časový limit, komprese a certifikáty.",
    defaultText: "nikam: OpenTelemetry se nenačítá",
  },
  otelHeaders: { description: "Hlavičky pro příjemce, například jeho klíč.", defaultText: NONE },
  otelDisabled: { description: "Neposílá nic, ať je adresa jakákoli." },
  otelServiceName: { description: "Název, pod kterým příjemce tuto službu ukazuje." },
  otelSampler: {
    description:
      "Které požadavky se trasují; s `parentbased_` rozhoduje volající, pokud nějaký je.",
  },
  otelSamplerArgument: { description: "Jaký podíl požadavků trasují metody s `ratio`." },
  otelSpanDelayMs: { description: "Kolik milisekund se úseky sbírají, než se odešlou." },
  otelMetricIntervalMs: { description: "Kolik milisekund uplyne mezi dvěma odesláními metrik." },
  logUsers: {
    description:
      "Jak řádky logu v položce `user` označují osobu, které se požadavek týká: klíčovaným otiskem id (hashed), samotným id (plain), nebo nijak (none).",
  },
  logUserKey: {
    description:
      "Klíč k tomuto otisku. Nastavte ho, a všem replikám stejný, abyste našli řádky jedné osoby i po restartu.",
    defaultText: "při každém startu náhodný",
  },
  rateLimitReads: {
    description:
      "Kolik dotazů smí položit jeden volající: jeden klíč, jeden uživatel podepsaných tokenů, nebo jedna adresa, kde se nikdo nepředstavuje. [identity.md](identity.md#limits) popisuje, jak se počítají.",
    defaultText: "na loopbacku `off`, mimo něj `6000/min`",
  },
  rateLimitWrites: {
    description: "Kolik požadavků, které mohou něco změnit, smí poslat jeden volající.",
    defaultText: "na loopbacku `off`, mimo něj `1200/min`",
  },
  rateLimitImports: {
    description: "Kolik souborů smí importovat jeden volající.",
    defaultText: "na loopbacku `off`, mimo něj `60/h`",
  },
  rateLimitAi: {
    description:
      "O kolik textů pod `/api/ai/` smí požádat jeden volající. Útratu za modely omezuje POMODORO_AI_DAILY_BUDGET_USD.",
    defaultText: "na loopbacku `off`, mimo něj `300/min`",
  },
};
