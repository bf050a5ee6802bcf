import type { RouteOptions } from "fastify";
import { Problem } from "../../src/schemas/common.ts";
import { ComponentStore } from "./component-store.ts";
import type { JsonObject } from "./json.ts";
import { asList, asObject, asText } from "./json.ts";

/** An answer to show, from a request that was really made. */
export interface Example {
  readonly operationId: string;
  readonly name: string;
  readonly summary: string;
  readonly contentType: string | undefined;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseType: string;
  readonly responseBody: unknown;
}

const TAGS: Readonly<Record<string, string>> = {
  Predictions: "What is likely, and what to do next, from the person's own sessions.",
  Analysis: "What the person's sessions say about when and on what work goes well.",
  Models: "What the service learns with.",
  Settings: "What the person configures.",
  Sessions: "Focus sessions: store, read, change, delete, import and export.",
  Wellness: "How the days feel: one check-in per day.",
  Search: "Notes and tasks by what they say.",
  "Language models": "Whether they answer, what they cost, and what leaves the service.",
  Texts: "Briefings, reviews, suggestions: the figures of the other routes in words.",
  Keys: "Credentials of programs that speak for a person.",
  Person: "Everything that is stored about a person.",
  Cache: "Answers that are kept: how it goes, and how to be rid of them.",
  Health: "For operators and orchestrators.",
};

/** What a service with POMODORO_AUTH accepts. */
const SECURITY_SCHEMES = {
  bearer: {
    type: "http",
    scheme: "bearer",
    description: "An API key, `pml_…`, or a signed token (JWT); docs/identity.md",
  },
  apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "An API key, `pml_…`" },
};

/** Either credential with the scope, or none where the service asks for none. */
function securityOf(scope: string): JsonObject[] {
  return scope === "none" ? [] : [{}, { bearer: [scope] }, { apiKey: [scope] }];
}

/** The OpenAPI 3.1 document of the routes that are not hidden. */
export function describeApi(
  routes: readonly RouteOptions[],
  examples: readonly Example[],
  version: string,
): JsonObject {
  const components = new ComponentStore();
  const problem = components.reference(Problem);
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    const method = asList(route.method).map(String)[0]?.toLowerCase() ?? "";
    const schema = asObject(route.schema);
    if (["head", "options"].includes(method) || schema.hide === true) continue;
    const path = route.url.replaceAll(/:(\w+)/g, "{$1}");
    const operation = {
      ...describeOperation(schema, examples, components),
      security: securityOf(asText(asObject(route.config).scope)),
    };
    if (method === "post" && schema.body === undefined) addBodyRefusals(operation);
    paths[path] = { ...paths[path], [method]: operation };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Pomodoro ML Service",
      version,
      summary: "Forecasts, recommendations and honest statistics from a history of focus sessions",
      description:
        "Texts in answers are in the language that Accept-Language asks for (`en`, `cs`). Every failure is an RFC 9457 problem document; docs/errors.md lists the codes. Where requests are limited, `RateLimit-Policy` and `RateLimit` say how many one caller may send, and 429 `rate_limited` refuses the others until `Retry-After`. A key with the scope `act` names in `X-Pomodoro-User` for whom it speaks. Weekday numbers are 0 = Monday … 6 = Sunday.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    security: [{}],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: components.all(),
      securitySchemes: SECURITY_SCHEMES,
      headers: {
        RequestId: {
          description: "id of the request: the client's own when it was well-formed",
          schema: { type: "string" },
        },
      },
      responses: {
        ClientError: {
          description:
            "The request cannot be carried out as it is; after 429 again in Retry-After seconds.",
          content: { "application/problem+json": { schema: problem } },
        },
        ServerError: {
          description: "The service failed; 503 may be tried again after Retry-After seconds.",
          content: { "application/problem+json": { schema: problem } },
        },
      },
    },
  };
}

function describeOperation(
  schema: JsonObject,
  allExamples: readonly Example[],
  components: ComponentStore,
): JsonObject {
  const operationId = asText(schema.operationId);
  const examples = allExamples.filter((example) => example.operationId === operationId);
  const unknownTag = asList(schema.tags).find((tag) => !Object.hasOwn(TAGS, String(tag)));
  if (unknownTag !== undefined) throw new Error(`describe the tag ${unknownTag} in TAGS`);
  if (operationId === "" || asList(schema.tags).length === 0 || asText(schema.summary) === "") {
    throw new Error(`a route lacks operationId, tags or summary: ${JSON.stringify(schema)}`);
  }
  const parameters = [
    ...describeParameters("path", schema.params, components),
    ...describeParameters("query", schema.querystring, components),
    ...describeParameters("header", schema.headers, components),
  ];
  const requestBody = describeBody(schema.body, examples, components);
  return {
    operationId,
    tags: schema.tags,
    summary: schema.summary,
    ...(schema.description !== undefined && { description: schema.description }),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody !== undefined && { requestBody }),
    responses: describeResponses(schema, examples, components),
  };
}

/** A body that nobody asked for is read all the same, and may be none that can be. */
function addBodyRefusals(operation: JsonObject): void {
  const refused = { $ref: "#/components/responses/ClientError" };
  operation.responses = { "400": refused, "415": refused, ...asObject(operation.responses) };
}

function describeParameters(
  place: "path" | "query" | "header",
  schema: unknown,
  components: ComponentStore,
): JsonObject[] {
  const required = asList(asObject(schema).required);
  return Object.entries(asObject(asObject(schema).properties)).map(([name, member]) => {
    const { description, ...rest } = asObject(member);
    // What has a default may be left out, although it is always there once the query is read.
    const isRequired = required.includes(name) && rest.default === undefined;
    return {
      name: place === "header" ? headerName(name) : name,
      in: place,
      required: place === "path" || isRequired,
      ...(description !== undefined && { description }),
      schema: components.reference(rest),
    };
  });
}

function headerName(name: string): string {
  return name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

function describeBody(
  body: unknown,
  examples: readonly Example[],
  components: ComponentStore,
): JsonObject | undefined {
  if (body === undefined) return undefined;
  const shown = (type: string) =>
    namedExamples(
      examples.filter((example) => example.contentType === type && example.status < 400),
      (example) => example.requestBody,
    );
  const content = asObject(body).content ?? { "application/json": { schema: body } };
  return {
    required: true,
    content: Object.fromEntries(
      Object.entries(asObject(content)).map(([type, media]) => [
        type,
        { schema: components.reference(asObject(media).schema), ...shown(type) },
      ]),
    ),
  };
}

function describeResponses(
  schema: JsonObject,
  examples: readonly Example[],
  components: ComponentStore,
): JsonObject {
  const responses: Record<string, JsonObject> = {};
  for (const [status, stated] of Object.entries(asObject(schema.response))) {
    responses[status] = describeResponse(Number(status), asObject(stated), schema, components);
  }
  for (const example of examples) {
    const status = String(example.status);
    responses[status] ??= {
      description: String(asObject(example.responseBody).title),
      content: { "application/problem+json": { schema: components.reference(Problem) } },
    };
    const media = asObject(asObject(responses[status].content)[example.responseType]);
    if (example.responseBody === undefined) continue;
    media.examples = {
      ...asObject(media.examples),
      [example.name]: { summary: example.summary, value: example.responseBody },
    };
  }
  return {
    ...responses,
    // A route without input of its own refuses a body that it cannot read, and requests that are not for it.
    "4XX": { $ref: "#/components/responses/ClientError" },
    "5XX": { $ref: "#/components/responses/ServerError" },
  };
}

function describeResponse(
  status: number,
  stated: JsonObject,
  route: JsonObject,
  components: ComponentStore,
): JsonObject {
  const headers: Record<string, JsonObject> = {
    "X-Request-ID": { $ref: "#/components/headers/RequestId" },
  };
  if (status === 201 && asObject(asObject(route.headers).properties)["idempotency-key"]) {
    headers.Location = { description: "path of what was created", schema: { type: "string" } };
  }
  if (asObject(asObject(route.headers).properties)["idempotency-key"]) {
    headers["Idempotency-Replayed"] = {
      description: "`true` on an answer that was stored when the key first came",
      schema: { type: "string", enum: ["true"] },
    };
  }
  const description = asText(stated.description) || STATUS_TEXTS[status] || "Success";
  if (stated.type === "null") return { description, headers };
  if (status >= 400 && status < 500) {
    // Beside a route's own shape there are refusals of what never reached it.
    const shapes = [stated, Problem].map((shape) => components.reference(shape));
    const content = { "application/problem+json": { schema: { anyOf: shapes } } };
    return { description, headers, content };
  }
  const content = stated.content ?? { "application/json": { schema: stated } };
  return {
    description,
    headers,
    content: Object.fromEntries(
      Object.entries(asObject(content)).map(([type, media]) => [
        type,
        { schema: components.reference(asObject(media).schema) },
      ]),
    ),
  };
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  200: "Success",
  201: "Created",
  400: "Not acceptable",
  422: "Nothing that could be stored",
  503: "Not available",
};

function namedExamples(
  examples: readonly Example[],
  pick: (example: Example) => unknown,
): { examples?: JsonObject } {
  const named = examples
    .filter((example) => pick(example) !== undefined)
    .map((example) => [example.name, { summary: example.summary, value: pick(example) }]);
  return named.length === 0 ? {} : { examples: Object.fromEntries(named) };
}
