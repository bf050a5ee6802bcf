import { parseArgs } from "node:util";

export interface Options {
  /** Of each measurement. */
  readonly seconds: number;
  /** That count; one more warms up. */
  readonly rounds: number;
  readonly connections: readonly number[];
  /** Of every server that has workers. */
  readonly workers: number;
  /** Ids of the contestants; empty for all. */
  readonly only: readonly string[];
  /** Write the page from what was measured before. */
  readonly isRenderOnly: boolean;
}

/**
 * @param args as given on the command line, without the program
 * @throws TypeError on an option that does not exist, RangeError on a number that makes no sense
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string", default: "3" },
      rounds: { type: "string", default: "5" },
      connections: { type: "string", default: "1,50,500" },
      workers: { type: "string", default: "1" },
      only: { type: "string", default: "" },
      render: { type: "boolean", default: false },
    },
  });
  return {
    seconds: wholeNumber("--seconds", values.seconds),
    rounds: wholeNumber("--rounds", values.rounds),
    connections: values.connections.split(",").map((each) => wholeNumber("--connections", each)),
    workers: wholeNumber("--workers", values.workers),
    only: values.only === "" ? [] : values.only.split(","),
    isRenderOnly: values.render,
  };
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`${option} takes whole numbers from 1 on, not "${text}"`);
}
