import type { Subject, SubjectOptions } from "./subject.ts";

export function openBentocache(options: SubjectOptions, isSerialized: boolean): Promise<Subject>;
