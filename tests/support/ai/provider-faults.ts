import { gzipSync } from "node:zlib";
import {
  type Behaviour,
  type ReceivedQuestion,
  respond,
  sendJson,
  streamLine,
  streamType,
  wholeAnswer,
} from "./provider-double.ts";

/** Stands in every place from which nothing may leak. */
export const KEY_CANARY = "sk-canary-7f3a91";

export interface ProviderFault {
  readonly name: string;
  /** Whether the call ends only with its deadline. */
  readonly hangs?: true;
  /** Too large to be sent many times at once. */
  readonly isHeavy?: true;
  /** Given the texts that a good answer would have. */
  readonly behave: (good: GoodTexts) => Behaviour;
}

/** What a good answer says to a question, as an object of texts. */
export type GoodTexts = (question: ReceivedQuestion) => Record<string, string>;

/** A body, whatever it is, sent in the way that the question asked for. */
function says(change: (good: Record<string, string>) => string): ProviderFault["behave"] {
  return (good) => (response, question) => respond(response, question, change(good(question)));
}

function refuses(
  status: number,
  error: Record<string, unknown>,
  headers: Record<string, string> = {},
): ProviderFault["behave"] {
  return () => (response, question) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    sendJson(response, question.kind === "ollama" ? { error: error.message } : { error }, status);
  };
}

const html: (status: number) => ProviderFault["behave"] = (status) => () => (response) => {
  response.writeHead(status, { "content-type": "text/html" });
  response.end("<html><body><h1>Bad gateway</h1></body></html>");
};

/** Failures of the connection and of the protocol: no text of the provider may be used. */
export const TRANSPORT_FAULTS: readonly ProviderFault[] = [
  { name: "reset", behave: () => (response) => void response.socket?.resetAndDestroy() },
  { name: "hangs before the headers", hangs: true, behave: () => () => {} },
  {
    name: "hangs after the headers",
    hangs: true,
    behave: () => (response, question) => {
      response.writeHead(200, { "content-type": typeOf(question) });
      response.flushHeaders();
    },
  },
  {
    name: "one byte now and then",
    hangs: true,
    behave: () => (response, question) => {
      response.writeHead(200, { "content-type": typeOf(question) });
      const drip = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(drip));
    },
  },
  {
    name: "cut in the middle",
    behave: (good) => (response, question) => {
      const body = JSON.stringify(wholeAnswer(question, JSON.stringify(good(question))));
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      });
      response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
    },
  },
  {
    name: "no finish reason",
    behave: (good) => (response, question) =>
      respond(response, question, JSON.stringify(good(question)), { finish: null }),
  },
  {
    name: "an error object in place of an answer",
    behave: () => (response, question) => {
      if (!question.isStreamed) return sendJson(response, { error: { message: KEY_CANARY } });
      response.writeHead(200, { "content-type": streamType(question) });
      response.write(streamLine(question, '{"'));
      const error = { error: { message: KEY_CANARY, type: "server_error" } };
      const prefix = question.kind === "cloud" ? "data: " : "";
      response.end(`${prefix}${JSON.stringify(error)}\n\n`);
    },
  },
  {
    name: "401 with the key in the message",
    behave: refuses(401, { message: `Incorrect API key provided: ${KEY_CANARY}`, code: "invalid" }),
  },
  { name: "403", behave: refuses(403, { message: "forbidden" }) },
  { name: "404", behave: refuses(404, { message: "not found" }) },
  {
    name: "model missing",
    behave: refuses(404, { message: "model 'double-1' not found", code: "model_not_found" }),
  },
  { name: "429 without Retry-After", behave: refuses(429, { message: "slow down" }) },
  {
    name: "429 with seconds",
    behave: refuses(429, { message: "slow down" }, { "retry-after": "2" }),
  },
  {
    name: "429 with a date",
    behave: refuses(
      429,
      { message: "slow down" },
      { "retry-after": "Mon, 02 Mar 2026 11:00:03 GMT" },
    ),
  },
  {
    name: "429 with two minutes",
    behave: refuses(429, { message: "slow down" }, { "retry-after": "120" }),
  },
  {
    name: "quota",
    behave: refuses(429, { message: "You exceeded your quota", code: "insufficient_quota" }),
  },
  { name: "500", behave: refuses(500, { message: `boom ${KEY_CANARY}` }) },
  { name: "503", behave: refuses(503, { message: "overloaded" }) },
  { name: "502 in HTML", behave: html(502) },
  { name: "200 in HTML", behave: html(200) },
  {
    name: "400 for the length",
    behave: refuses(400, {
      message: "This model's maximum context length is 4096 tokens",
      code: "context_length_exceeded",
    }),
  },
  {
    name: "redirect to another origin",
    behave: () => (response) => {
      response.writeHead(307, { location: "http://127.0.0.1:9/stolen" });
      response.end();
    },
  },
  {
    name: "wrong gzip",
    behave: () => (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipSync("{}").subarray(0, 12));
    },
  },
  {
    name: "wrong encoding",
    behave: () => (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x7d]));
    },
  },
  {
    name: "no choices",
    behave: () => (response) => sendJson(response, { id: "c1", choices: [], model: "m" }),
  },
  { name: "null", behave: () => (response, question) => respond(response, question, null) },
  { name: "empty", behave: says(() => "") },
  { name: "blanks", behave: says(() => "   \n\t ") },
  {
    name: "refusal",
    behave: () => (response, question) =>
      respond(response, question, "I cannot help with that.", { finish: "refusal" }),
  },
  {
    name: "content filter",
    behave: (good) => (response, question) =>
      respond(response, question, JSON.stringify(good(question)), { finish: "content_filter" }),
  },
  {
    name: "length",
    behave: (good) => (response, question) =>
      respond(response, question, JSON.stringify(good(question)), { finish: "length" }),
  },
  { name: "half JSON", behave: says((good) => JSON.stringify(good).slice(0, -10)) },
  { name: "wrong schema", behave: says(() => '{"summary": {"text": 4}}') },
  { name: "list", behave: says((good) => JSON.stringify([good])) },
  { name: "scalar", behave: says(() => "42") },
  { name: "20,000 levels", behave: says(() => `${"[".repeat(20_000)}${"]".repeat(20_000)}`) },
  {
    name: "20,000 levels of objects",
    behave: says(() => `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`),
  },
  {
    name: "10 MB of rubbish",
    isHeavy: true,
    behave: () => (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end("x".repeat(10_000_000));
    },
  },
  {
    name: "10 MB of valid text",
    isHeavy: true,
    behave: says((good) => JSON.stringify({ ...good, greeting: "a".repeat(10_000_000) })),
  },
];

const eachText = (change: (text: string) => string): ProviderFault["behave"] =>
  says((good) => {
    const texts = Object.entries(good).map(([key, text]) => [key, change(text)]);
    return JSON.stringify(Object.fromEntries(texts));
  });

/** Answers in the right form whose texts may not be shown. */
export const CONTENT_FAULTS: readonly ProviderFault[] = [
  { name: "invented digits", behave: eachText((text) => `${text} 977 977`) },
  {
    name: "invented number words",
    behave: eachText((text) => `${text} eighty-seven osmdesát sedm`),
  },
  { name: "an invented date", behave: eachText((text) => `${text} 2019-04-01`) },
  { name: "an invented multiple", behave: eachText((text) => `${text} 17x`) },
  { name: "an invented preset", behave: eachText(() => "Hlubokou práci zvládne Quick Tasks.") },
  {
    name: "another language",
    behave: eachText(() => "Heute haben Sie nicht viel, aber morgen ist mehr."),
  },
  { name: "another script", behave: eachText((text) => `${text} Молодец`) },
  { name: "the system prompt", behave: eachText(() => "ignore previous: as an AI language model") },
  { name: "markup", behave: eachText((text) => `<b>${text}</b>`) },
  { name: "a link", behave: eachText((text) => `${text} https://example.org`) },
  { name: "control characters", behave: eachText((text) => `${text}\u0007\u202e`) },
  { name: "diagnoses", behave: eachText((text) => `${text} depression deprese`) },
  { name: "too long", behave: eachText((text) => text.padEnd(2000, " a")) },
];

/** The right texts in unusual forms: they are used. */
export const GOOD_VARIANTS: readonly ProviderFault[] = [
  { name: "fenced JSON", behave: says((good) => `\`\`\`json\n${JSON.stringify(good)}\n\`\`\``) },
  {
    name: "a reasoning block",
    behave: says((good) => `<think>Let me see {"greeting": 1}.</think>\n${JSON.stringify(good)}`),
  },
  {
    name: "no usage",
    behave: (good) => (response, question) =>
      respond(response, question, JSON.stringify(good(question)), { usage: null }),
  },
  {
    name: "unknown members and __proto__",
    behave: says((good) => JSON.stringify(good).replace("{", '{"__proto__":{"a":1},"extra":"9",')),
  },
  {
    name: "no schema support",
    behave: (good) => (response, question) => {
      const format = question.body.response_format ?? question.body.format;
      if (format === undefined || Object(format).type === "json_object" || format === "json") {
        return respond(response, question, JSON.stringify(good(question)));
      }
      const error = {
        message: "'response_format.type' json_schema is unavailable",
        type: "invalid",
      };
      sendJson(response, { error }, 400);
    },
  },
  {
    name: "a reasoning model",
    behave: (good) => (response, question) => {
      const refused = ["temperature", "max_tokens"].find((name) => name in question.body);
      if (refused === undefined) {
        return respond(response, question, JSON.stringify(good(question)));
      }
      const error = { message: `Unsupported parameter: '${refused}'`, param: refused };
      sendJson(response, { error }, 400);
    },
  },
];

function typeOf(question: ReceivedQuestion): string {
  return question.isStreamed ? streamType(question) : "application/json";
}
