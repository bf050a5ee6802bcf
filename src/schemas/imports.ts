import { type Static, Type } from "typebox";
import { IMPORT_FORMATS } from "../domain/import-formats.ts";
import { nullable } from "./answer.ts";
import { Timestamp, Uuid } from "./common.ts";

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const ImportBody = Type.Object(
  {
    id: Uuid,
    started_at: Timestamp,
    finished_at: nullable("string", {
      format: "date-time",
      description: "null while it runs, and for good when it was interrupted",
    }),
    format: Type.Enum([...IMPORT_FORMATS]),
    file_name: nullable("string", {
      description: "without its folder; null over HTTP and for standard input",
    }),
    rows: count("rows of the file; like the next ones but `imported`, 0 until it is finished"),
    imported: count("sessions that it added"),
    unchanged: count("already stored with the same content"),
    conflicts: count("were stored before with other content, which was kept"),
    rejected: count("could not be stored"),
    removed: count("of those that it added, how many undoing it has removed"),
    kept: count("how many undoing it has left, because they had been changed"),
    checkins: Type.Object(
      {
        imported: count("check-ins that it added"),
        removed: count("how many of them undoing it has removed"),
        kept: count("how many undoing it has left, because they had been changed"),
      },
      { additionalProperties: false },
    ),
    undone_at: nullable("string", {
      format: "date-time",
      description: "null: it was not undone",
    }),
  },
  { title: "Import", additionalProperties: false },
);
export type ImportBody = Static<typeof ImportBody>;

export const ImportList = Type.Object(
  {
    imports: Type.Array(ImportBody, { description: "newest first" }),
    next: nullable("string", { description: "`after` of the next page; null on the last one" }),
  },
  { title: "ImportList", additionalProperties: false },
);
export type ImportList = Static<typeof ImportList>;

export const ImportListQuery = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
    after: Type.Optional(Uuid),
  },
  { additionalProperties: false },
);

export const ImportParams = Type.Object({ id: Uuid });
