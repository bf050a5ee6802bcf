import { setTimeout as delay } from "node:timers/promises";

/**
 * Asks again and again until the answer is true.
 * @throws when it is not true within the time; the message names what was awaited
 */
export async function eventually(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await delay(2);
  }
}
