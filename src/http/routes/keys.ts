import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  KeyList,
  KeyListQuery,
  KeyParams,
  NewKeyBody,
  NewKeyInput,
  RotateInput,
} from "../../schemas/keys.ts";
import { DEFAULT_KEEP_MS, type KeyService } from "../../services/identity/key-service.ts";
import { parseDuration } from "../../time/duration-text.ts";
import { addNoStore } from "../hooks/no-store.ts";
import { optionalBody } from "../hooks/optional-body.ts";

export interface KeysOptions {
  readonly keyService: KeyService;
}

const tags = ["Keys"];
const config = { scope: "admin" } as const;

export const keyRoutes: FastifyPluginAsyncTypebox<KeysOptions> = async (app, { keyService }) => {
  addNoStore(app);

  app.get(
    "/api/keys",
    {
      config,
      schema: {
        operationId: "listKeys",
        tags,
        summary: "Which keys are there?",
        querystring: KeyListQuery,
        response: { 200: KeyList },
      },
    },
    async ({ query: { user: userId, after, limit } }) => {
      const keys = await keyService.list({ userId, after, limit: limit + 1 });
      const page = keys.slice(0, limit);
      return { keys: page, next: keys.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
  );

  app.post(
    "/api/keys",
    {
      config,
      schema: {
        operationId: "createKey",
        tags,
        summary: "Make a key",
        description: "The answer is the only place where the key itself is ever shown.",
        body: NewKeyInput,
        response: { 201: NewKeyBody },
      },
    },
    async ({ body: { name, user: userId, scopes, expires = "" } }, reply) => {
      const key = await keyService.create({ name, userId, scopes, lifeMs: parseDuration(expires) });
      return reply.code(201).send(key);
    },
  );

  app.delete(
    "/api/keys/:id",
    {
      config,
      schema: {
        operationId: "revokeKey",
        tags,
        summary: "Revoke a key",
        description: "It stops working in every process and replica within a second.",
        params: KeyParams,
        response: { 204: Type.Null({ description: "revoked" }) },
      },
    },
    async ({ params }, reply) => {
      await keyService.revoke(params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/keys/:id/rotate",
    {
      config,
      schema: {
        operationId: "rotateKey",
        tags,
        summary: "Replace a key",
        description:
          "Makes a key of the same user, name and scopes, good for as long as the old one was when it was made. The old one stays good for the time stated.",
        params: KeyParams,
        body: RotateInput,
        response: { 201: NewKeyBody },
      },
      preValidation: optionalBody,
    },
    async ({ params, body }, reply) => {
      const keepMs = parseDuration(body.keep ?? "") ?? DEFAULT_KEEP_MS;
      return reply.code(201).send(await keyService.rotate(params.id, keepMs));
    },
  );
};
