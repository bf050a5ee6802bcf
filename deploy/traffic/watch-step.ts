import { setTimeout as delay } from "node:timers/promises";
import type { Asker } from "./ask.ts";
import { between, judge, type Observation } from "./judge.ts";
import type { Options } from "./options.ts";
import type { Side, TrafficProxy } from "./proxy.ts";

export interface StepOutcome {
  readonly observation: Observation;
  /** What is wrong with the new side; nothing when it is well. */
  readonly problem: string | undefined;
}

/** Asks both sides and looks at the proxy's counts until the time is over, the new side is too bad, or it is aborted. */
export async function watchStep(
  { from, to, ask, askEveryMs, holdMs, limits }: Options,
  proxy: TrafficProxy,
  asker: Asker,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const asked = { old: createAnswers(), new: createAnswers() };
  const before = await proxy.traffic();
  const end = performance.now() + holdMs;

  for (let round = 0; ; round++) {
    const path = ask[round % ask.length] ?? "/";
    const [old, fresh] = await Promise.all([asker.ask(from, path), asker.ask(to, path)]);
    asked.old.add(old);
    asked.new.add(fresh);
    const after = await proxy.traffic();
    const seen = (side: Side) => ({ ...between(before, after, side), ...asked[side].all });
    const observation = { old: seen("old"), new: seen("new") };
    const isOver = performance.now() >= end || signal.aborted;
    const problem = judge(observation, limits, isOver);
    if (problem !== undefined || isOver) return { observation, problem };
    const pause = Math.min(askEveryMs, Math.max(0, end - performance.now()));
    await delay(pause, undefined, { signal }).catch(() => {});
  }
}

function createAnswers() {
  const all = { askedMs: [] as number[], askedFailures: 0 };
  return {
    all,
    add(ms: number | undefined) {
      if (ms === undefined) all.askedFailures += 1;
      else all.askedMs.push(ms);
    },
  };
}
