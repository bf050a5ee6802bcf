import buildSerializer from "fast-json-stringify";
import type { TSchema } from "typebox";

type Serialize = (value: unknown) => string;

/** By schema: hundreds of answers of all routes share the one of a problem. */
const serializers = new WeakMap<TSchema, Serialize>();

/**
 * What Fastify calls for each answer that a route describes. Compiled at its first use, since compiling them all takes a
 * fifth of a start.
 */
export function compileSerializer({ schema }: { readonly schema: TSchema }): Serialize {
  return (value) => serializerOf(schema)(value);
}

function serializerOf(schema: TSchema): Serialize {
  const known = serializers.get(schema);
  if (known !== undefined) return known;
  const built: Serialize = buildSerializer(schema);
  serializers.set(schema, built);
  return built;
}
