import { readFile } from "node:fs/promises";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply } from "fastify";
import { ServiceError } from "../../errors.ts";

/** The files of Swagger UI that the page needs. They are served from here, so that the page works offline. */
const ASSETS: Readonly<Record<string, string>> = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
  "favicon-32x32.png": "image/png",
};

const START = `window.addEventListener("load", () => {
  window.ui = SwaggerUIBundle({
    url: "openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    docExpansion: "list",
    validatorUrl: null,
  });
});
`;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pomodoro ML Service: API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="icon" type="image/png" href="docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<noscript>This page needs JavaScript; the description itself is at <a href="openapi.json">openapi.json</a>.</noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

/** Content security policy: only these files, no inline scripts or styles, and no other origin. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const A_DAY = "public, max-age=86400";

/** A page to read and try the API. Its URLs are relative, so that it also works below a prefix. */
export const docsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const hidden = { config: { scope: "none" }, schema: { hide: true } } as const;

  app.get("/docs", hidden, async (_request, reply) =>
    reply.type("text/html; charset=utf-8").header("content-security-policy", POLICY).send(PAGE),
  );

  app.get("/docs/start.js", hidden, async (_request, reply) =>
    reply.type("text/javascript; charset=utf-8").header("cache-control", A_DAY).send(START),
  );

  app.get<{ Params: { file: string } }>("/docs/:file", hidden, async ({ params }, reply) =>
    sendAsset(params.file, reply),
  );
};

async function sendAsset(file: string, reply: FastifyReply): Promise<FastifyReply> {
  const type = Object.hasOwn(ASSETS, file) ? ASSETS[file] : undefined;
  if (type === undefined) throw new ServiceError("not_found");
  const url = new URL(file, import.meta.resolve("@fastify/swagger-ui/static/index.html"));
  return reply
    .type(type)
    .header("cache-control", A_DAY)
    .send(await readFile(url));
}
