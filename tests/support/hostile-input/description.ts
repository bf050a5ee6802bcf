import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { asList, asObject, asText, type JsonObject } from "../../../scripts/openapi/json.ts";

/** One parameter of an operation, as openapi.json has it. */
export interface Parameter {
  readonly name: string;
  readonly place: "path" | "query" | "header";
  readonly isRequired: boolean;
  readonly schema: JsonObject;
  readonly isValid: ValidateFunction;
}

/** What may be sent as a body. */
export interface Body {
  readonly mediaType: string;
  readonly schema: JsonObject;
  readonly isValid: ValidateFunction;
  readonly examples: readonly unknown[];
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly bodies: readonly Body[];
  readonly isBodyRequired: boolean;
  /** The check of an answer of a status and media type; nothing when neither is described. */
  answerCheck(status: number, mediaType: string): ValidateFunction | "text" | undefined;
}

const JSON_TYPES: ReadonlySet<string> = new Set(["application/json", "application/problem+json"]);

const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const FORMATS = {
  date: (text: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text,
  "date-time": new RegExp(
    `^\\d{4}-\\d{2}-\\d{2}T${TIME}(?::[0-5]\\d(?:\\.\\d+)?)?(?:Z|[+-]${TIME})$`,
  ),
  uuid: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  csv: true,
} as const;

/** Everything that the service says about itself, with `$ref`s followed. */
export class Description {
  readonly operations: readonly Operation[];
  readonly #document: JsonObject;
  readonly #ajv: Ajv2020;

  constructor(path = "openapi.json") {
    this.#document = JSON.parse(readFileSync(path, "utf8"));
    this.#ajv = new Ajv2020({ strict: false, formats: FORMATS });
    this.#ajv.addSchema({ $id: "api:document", ...this.#document });
    this.operations = Object.entries(asObject(this.#document.paths)).flatMap(([path, item]) =>
      Object.entries(asObject(item)).map(([method, found]) =>
        this.#read(path, method, asObject(found)),
      ),
    );
  }

  /** A schema without `$ref` at its top. */
  follow(schema: JsonObject): JsonObject {
    const pointer = asText(schema.$ref);
    if (pointer === "") return schema;
    let found: unknown = this.#document;
    for (const part of pointer.slice(2).split("/")) found = asObject(found)[part];
    return this.follow(asObject(found));
  }

  #compile(schema: JsonObject): ValidateFunction {
    return this.#ajv.compile(absolute(schema));
  }

  #read(path: string, method: string, found: JsonObject): Operation {
    const content = Object.entries(asObject(asObject(found.requestBody).content));
    const responses = asObject(found.responses);
    const checks = new Map<string, ValidateFunction | "text" | undefined>();
    return {
      id: asText(found.operationId),
      method: method.toUpperCase(),
      path,
      isBodyRequired: asObject(found.requestBody).required === true,
      parameters: asList(found.parameters).map((each) => this.#parameter(asObject(each))),
      bodies: content.map(([mediaType, described]) => {
        const schema = asObject(asObject(described).schema);
        const examples = Object.values(asObject(asObject(described).examples));
        return {
          ...{ mediaType, schema, isValid: this.#compile(schema) },
          examples: examples.map((each) => asObject(each).value),
        };
      }),
      answerCheck: (status, mediaType) => {
        const key = `${status} ${mediaType}`;
        if (!checks.has(key)) checks.set(key, this.#answerCheck(responses, status, mediaType));
        return checks.get(key);
      },
    };
  }

  #answerCheck(responses: JsonObject, status: number, mediaType: string) {
    const stated = responses[status] ?? responses[`${Math.floor(status / 100)}XX`];
    if (stated === undefined) return undefined;
    const content = asObject(this.follow(asObject(stated)).content);
    if (mediaType === "") return Object.keys(content).length === 0 ? "text" : undefined;
    if (!(mediaType in content)) return undefined;
    const schema = asObject(asObject(content[mediaType]).schema);
    return JSON_TYPES.has(mediaType) ? this.#compile(schema) : "text";
  }

  #parameter(found: JsonObject): Parameter {
    const schema = asObject(found.schema);
    const place = asText(found.in);
    return {
      name: asText(found.name),
      place: place === "path" || place === "header" ? place : "query",
      isRequired: found.required === true,
      schema,
      isValid: this.#compile(schema),
    };
  }
}

/** References as they read from outside of the document. */
function absolute(schema: JsonObject): JsonObject {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api:document#/');
  return JSON.parse(text);
}
