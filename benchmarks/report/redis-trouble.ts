import { Type } from "typebox";
import { MachineSchema, machineLine } from "../support/machine.ts";
import { markdownTable } from "./markdown-table.ts";
import { defineSection } from "./section.ts";

const Count = Type.Integer({ minimum: 0 });
const Duration = Type.Number({ minimum: 0 });

const RedisTroubleSchema = Type.Object({
  machine: MachineSchema,
  /** Of each measurement. */
  seconds: Type.Number({ exclusiveMinimum: 0 }),
  rounds: Count,
  connections: Count,
  troubles: Type.Record(
    Type.String(),
    Type.Object({
      healthyP99Ms: Duration,
      troubledP99Ms: Duration,
      /** Medians of the rounds' own ratios. */
      p99Ratio: Duration,
      p50Ratio: Duration,
      requests: Count,
      failures: Count,
    }),
  ),
});

export const redisTrouble = defineSection("redis-trouble", RedisTroubleSchema, (results) => ({
  markdown: [
    "## Redis in trouble",
    `The service with a Redis that is healthy, then in trouble, ${results.rounds} times in turn, ${results.seconds} s each, ` +
      `with ${results.connections} connections, from the moment on at which the service has noticed. At most twice the healthy ` +
      "p99 is allowed, and no failure.",
    "```sh\nnode benchmarks/speed/redis-trouble.ts\n```",
    machineLine(results.machine),
    markdownTable(
      ["Redis …", "p99 healthy", "p99 in trouble", "Ratio", "p50 ratio", "Requests", "Failures"],
      Object.entries(results.troubles).map(([name, trouble]) => [
        name,
        `${trouble.healthyP99Ms} ms`,
        `${trouble.troubledP99Ms} ms`,
        `${trouble.p99Ratio}×`,
        `${trouble.p50Ratio}×`,
        String(trouble.requests),
        String(trouble.failures),
      ]),
    ),
  ].join("\n\n"),
  charts: {},
}));
