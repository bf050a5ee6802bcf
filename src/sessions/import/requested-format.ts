import type { ImportFormat } from "../../domain/import-formats.ts";

/** `auto` recognises the format. If another program is named, the file must match its format. */
export type RequestedFormat = ImportFormat | "auto";

/** Formats that a text can have. */
export type TextFormat = Exclude<RequestedFormat, "zip">;
