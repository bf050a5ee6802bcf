import type { Asker } from "./ask.ts";
import { describeSeen } from "./judge.ts";
import type { Options } from "./options.ts";
import { messageOf } from "./process.ts";
import { SwitchError, type TrafficProxy } from "./proxy.ts";
import { isAlive, type StateFile, type SwitchState } from "./state.ts";
import { watchStep } from "./watch-step.ts";

export interface SwitchTools {
  readonly proxy: TrafficProxy;
  readonly asker: Asker;
  readonly states: StateFile;
  readonly say: (line: string) => void;
  /** Stops the switch where it stands. */
  readonly signal: AbortSignal;
}

/** Takes all steps that are left. @throws SwitchError before anything was changed */
export async function runSwitch(options: Options, tools: SwitchTools): Promise<SwitchState> {
  const { proxy, asker, states, say, signal } = tools;
  const begun = resume(options, states.read());
  if (begun.status === "done") {
    say(`Done already: ${begun.to} has ${begun.share} % of the requests.`);
    return begun;
  }
  for (const server of [options.from, options.to]) {
    // The Flask service answers 404.
    if ((await asker.ask(server, "/readyz")) !== undefined) continue;
    throw new SwitchError(`${server.origin}/readyz does not answer; nothing was changed.`);
  }
  if (await proxy.install()) {
    say(`Wrote ${options.config}; the proxy reloads.`);
    await proxy.reload();
  }

  let state = begun;
  const note = (changes: Partial<SwitchState>) => {
    state = { ...state, ...changes };
    states.write(state);
  };
  const left = options.steps.filter((step) => !state.passed.includes(step));
  if (state.passed.length > 0) say(`Goes on after ${state.passed.join(" %, ")} %.`);
  try {
    for (const step of left) {
      note({ share: step });
      await proxy.setShare(step);
      say(`${step} % of the requests go to ${state.to}; watching for ${options.holdMs / 1000} s.`);
      const { observation, problem } = await watchStep(options, proxy, asker, signal);
      say(`  old: ${describeSeen(observation.old)}`);
      say(`  new: ${describeSeen(observation.new)}`);
      if (problem !== undefined) return await rollBack(options, tools, problem, state);
      if (signal.aborted) {
        note({ status: "stopped" });
        say(
          `Stopped at ${step} %, which nobody watches now. The same command goes on; --rollback goes back.`,
        );
        return state;
      }
      note({ passed: [...state.passed, step] });
    }
  } catch (error) {
    return await rollBack(options, tools, messageOf(error), state);
  }
  note({ status: "done" });
  say(`Done: ${state.to} has ${state.share} % of the requests. Keep the old side for a way back.`);
  return state;
}

/** Everything goes to the old side again. */
export async function rollBack(
  { from, to }: Options,
  { proxy, states, say }: SwitchTools,
  reason: string,
  state?: SwitchState,
): Promise<SwitchState> {
  say(`Going back: ${reason}.`);
  await proxy.setShare(0);
  const rolledBack = {
    ...(state ?? { from: from.origin, to: to.origin, passed: [] }),
    status: "rolled_back",
    share: 0,
    pid: process.pid,
    reason,
  } as const;
  states.write(rolledBack);
  say(`Rolled back: ${from.origin} has all requests.`);
  return rolledBack;
}

/** What an earlier run left, when it was about the same two servers and has not come to an end of its own. */
function resume(
  { from, to, steps, stateFile }: Options,
  found: SwitchState | undefined,
): SwitchState {
  const anew = {
    from: from.origin,
    to: to.origin,
    status: "running",
    share: 0,
    passed: [],
    pid: process.pid,
  } as const;
  if (found === undefined) return anew;
  const isOpen = found.status === "running" || found.status === "stopped";
  if (found.status === "running" && isAlive(found.pid)) {
    throw new SwitchError(`A switch runs already, as process ${found.pid}.`);
  }
  const isSame = found.from === anew.from && found.to === anew.to;
  if (isOpen && !isSame) {
    throw new SwitchError(
      `A switch from ${found.from} to ${found.to} stands at ${found.share} %: finish it or go back with --rollback, or remove ${stateFile}.`,
    );
  }
  if (!isSame || found.status === "rolled_back") return anew;
  if (found.status === "done" && found.passed.at(-1) === steps.at(-1)) return found;
  return { ...found, status: "running", pid: process.pid };
}
