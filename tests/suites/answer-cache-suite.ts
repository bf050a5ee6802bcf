import { describe } from "node:test";
import type { StoreUnderTest } from "../support/answer-stage.ts";
import { expensiveAnswers } from "./answer-cache/leases.ts";
import { answersOfOneProcess } from "./answer-cache/one-process.ts";
import { randomCommands } from "./answer-cache/random-commands.ts";
import { answersOfReplicas } from "./answer-cache/replicas.ts";

/** What kept answers promise, whatever stands behind them. */
export function answerCacheSuite(under: StoreUnderTest): void {
  describe(`kept answers: ${under.name}`, { skip: under.skip ?? false }, () => {
    answersOfOneProcess(under);
    if (under.shares) answersOfReplicas(under);
    expensiveAnswers(under);
    randomCommands(under, 20);
  });
}
