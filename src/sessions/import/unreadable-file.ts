import { type FieldProblem, ServiceError } from "../../errors.ts";

/** Error for a whole file; nothing of it is stored. */
export function unreadableFile(
  code: FieldProblem["code"],
  params: NonNullable<FieldProblem["params"]> = {},
  field = "file",
): ServiceError {
  return new ServiceError("import_unreadable", { fields: [{ field, code, params }] });
}
