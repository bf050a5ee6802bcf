import { type Static, Type } from "typebox";
import { nullable } from "./answer.ts";
import { Problem } from "./common.ts";

export const SearchQuery = Type.Object(
  {
    query: Type.String({ maxLength: 500, pattern: "\\S", description: "what to look for" }),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 10 }),
    min_similarity: Type.Number({ minimum: 0, maximum: 1, default: 0.4 }),
    days: Type.Integer({
      minimum: 1,
      maximum: 3650,
      default: 30,
      description: "sessions of this many last days, by their date",
    }),
  },
  { additionalProperties: false },
);

export const SearchAnswer = Type.Object(
  {
    query: Type.String(),
    results: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          date: Type.String({ format: "date" }),
          category: Type.String(),
          task: nullable("string"),
          notes: nullable("string"),
          productivity_rating: nullable("number"),
          similarity: Type.Number({
            minimum: 0,
            maximum: 1,
            description:
              "`lexical`: the share of the query that the note contains, with more weight for rare words; `fused`: the larger of that and the cosine similarity of the vectors",
          }),
        },
        { additionalProperties: false },
      ),
      { description: "the most similar first" },
    ),
    count: Type.Integer({ minimum: 0 }),
    model: Type.String({ description: "`lexical-1` without an embedding model" }),
    dimensions: Type.Integer({ minimum: 0 }),
    method: Type.Enum(["lexical", "fused"]),
  },
  { title: "SearchAnswer", additionalProperties: false },
);
export type SearchAnswer = Static<typeof SearchAnswer>;

/** A problem document, plus the empty list that older clients read. */
export const SearchFailure = Type.Object(
  { ...Problem.properties, results: Type.Optional(Type.Array(Type.Unknown(), { maxItems: 0 })) },
  { title: "SearchFailure", additionalProperties: false },
);

export const EmbeddingHealth = Type.Object(
  {
    status: Type.Enum(["healthy"]),
    model: Type.String(),
    dimensions: Type.Integer({
      minimum: 0,
      description: "0: no embedding model, or none asked yet",
    }),
    test_embedding_length: Type.Integer({ minimum: 0 }),
    indexed_notes: nullable("integer", {
      description: "in memory; null: built by the next search",
    }),
    index_bytes: nullable("integer"),
    embedded_notes: Type.Integer({ minimum: 0 }),
    waiting_notes: Type.Integer({ minimum: 0, description: "to be embedded in the background" }),
  },
  { title: "EmbeddingHealth", additionalProperties: false },
);
export type EmbeddingHealth = Static<typeof EmbeddingHealth>;
