import type { ImportFormat } from "../../domain/import-formats.ts";

/** `auto`: what the file is, is found out. Of another program that is named, the file must be recognised. */
export type RequestedFormat = ImportFormat | "auto";

/** What a text can be. */
export type TextFormat = Exclude<RequestedFormat, "zip">;
