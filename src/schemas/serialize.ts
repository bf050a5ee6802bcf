import buildSerializer from "fast-json-stringify";
import type { TSchema } from "typebox";

type Serialize = (value: unknown) => string;

/** Serializers by schema. Hundreds of answers share the serializer of a problem document. */
const serializers = new WeakMap<TSchema, Serialize>();

/**
 * Serializer compiler for Fastify, called for each answer of a route. A serializer is compiled at its first use, since
 * compiling all of them takes a fifth of the start-up time.
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
