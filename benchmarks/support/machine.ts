import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { type Static, Type } from "typebox";

/** What figures depend on besides the code: written into every results file, shown beside every table. */
export const MachineSchema = Type.Object(
  {
    /** `YYYY-MM-DD`, in UTC. */
    measuredOn: Type.String({ format: "date" }),
    processor: Type.String(),
    cores: Type.Integer({ minimum: 1 }),
    memoryGb: Type.Number({ exclusiveMinimum: 0 }),
    system: Type.String(),
    /** Versions of what took part, by name. */
    software: Type.Record(Type.String(), Type.String()),
  },
  { additionalProperties: false },
);
export type Machine = Static<typeof MachineSchema>;

/** @param software versions of what took part besides Node, by name */
export function describeMachine(software: Readonly<Record<string, string>> = {}): Machine {
  return {
    measuredOn: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? "unknown processor",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${type()} ${release()}`,
    software: { "Node.js": process.versions.node, ...software },
  };
}

/** One sentence for a page. */
export function machineLine(machine: Machine): string {
  const { measuredOn, processor, cores, memoryGb, system } = machine;
  const software = Object.entries(machine.software)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
  return `Measured on ${measuredOn}: ${processor}, ${cores} cores, ${memoryGb} GB, ${system}; ${software}.`;
}
