import assert from "node:assert/strict";
import type { LightMyRequestResponse } from "fastify";
import { type TestApp, throughServer } from "./app.ts";

/** One browser: it keeps the cookies that pages set, and sends forms as browsers do. */
export interface Visitor {
  get(url: string): Promise<LightMyRequestResponse>;
  /** Sends a form with the token that the page before it had. */
  post(
    url: string,
    fields: Iterable<readonly [string, string]>,
    origin?: string,
  ): Promise<LightMyRequestResponse>;
  /** The same with a file, which stands last in the form. */
  upload(
    url: string,
    fields: Iterable<readonly [string, string]>,
    file?: { readonly name: string; readonly content: string },
  ): Promise<LightMyRequestResponse>;
  readonly cookies: Map<string, string>;
}

const ORIGIN = "http://127.0.0.1:5002";
const BOUNDARY = "----------a-boundary";

const partHead = (name: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`;

export function visitorOf(service: TestApp, language = "en"): Visitor {
  const cookies = new Map<string, string>();
  let token = "";

  function headers(): Record<string, string> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return {
      ...{ accept: "text/html", "accept-language": language, host: new URL(ORIGIN).host },
      ...(cookie !== "" && { cookie }),
    };
  }

  function remember(answer: LightMyRequestResponse): LightMyRequestResponse {
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, value);
    }
    token = /name="form_token" value="([\w-]+)"/.exec(answer.body)?.[1] ?? token;
    return answer;
  }

  async function send(
    url: string,
    payload: string,
    type: string,
    origin = ORIGIN,
  ): Promise<LightMyRequestResponse> {
    const answer = await throughServer(service.app, {
      ...{ method: "POST", url, payload },
      headers: {
        ...headers(),
        ...{ "content-type": type, origin, "sec-fetch-site": "same-origin" },
      },
    });
    return remember(answer);
  }

  return {
    cookies,
    get: async (url) => remember(await throughServer(service.app, { url, headers: headers() })),
    post(url, fields, origin) {
      const sent = new URLSearchParams(
        [...fields].map(([name, value]): [string, string] => [name, value]),
      );
      sent.append("form_token", token);
      return send(url, sent.toString(), "application/x-www-form-urlencoded", origin);
    },
    upload(url, fields, file) {
      const parts = [["form_token", token] as const, ...fields].map(
        ([name, value]) => `${partHead(name)}\r\n\r\n${value}\r\n`,
      );
      if (file !== undefined) {
        const type = "Content-Type: application/octet-stream";
        const head = `${partHead("file")}; filename="${file.name}"\r\n${type}`;
        parts.push(`${head}\r\n\r\n${file.content}\r\n`);
      }
      const type = `multipart/form-data; boundary=${BOUNDARY}`;
      return send(url, `${parts.join("")}--${BOUNDARY}--\r\n`, type);
    },
  };
}

/** The address that an answer leads to, as a browser works it out. */
export function ledTo(answer: LightMyRequestResponse, from: string): string {
  assert.equal(answer.statusCode, 303, answer.body);
  const { pathname, search } = new URL(String(answer.headers.location), `${ORIGIN}${from}`);
  return pathname + search;
}
