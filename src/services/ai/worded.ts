import type { Written, WrittenWithFallback } from "../../schemas/ai-common.ts";

/** An answer without the members that say who worded it: these are the same for all. */
export type Worded<Answer> = Omit<Answer, keyof Written | keyof WrittenWithFallback>;
