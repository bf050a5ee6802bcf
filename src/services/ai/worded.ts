import type { Written, WrittenWithFallback } from "../../schemas/ai-common.ts";

/** An answer without the members that state who wrote it, which are common to all. */
export type Worded<Answer> = Omit<Answer, keyof Written | keyof WrittenWithFallback>;
