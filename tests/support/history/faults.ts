import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import type { Random } from "../random.ts";
import type { FaultWorld } from "./fault-world.ts";

/** Something that happens to a database for a while, and is over when it resolves. */
export interface Fault {
  readonly name: string;
  /** How often it is drawn, against the others. */
  readonly weight: number;
  happen(world: FaultWorld, random: Random): Promise<void>;
}

const between = (random: Random, least: number, most: number) =>
  delay(least + random.uniform() * (most - least));

const READ_ONLY = "alter database postgres set default_transaction_read_only";
/** Ends the connections of the service; those of the standby and of the administrator stay. */
const END_CONNECTIONS =
  "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";

export const FAULTS: readonly Fault[] = [
  {
    name: "killed and started again",
    weight: 3,
    async happen(world, random) {
      const primary = world.primary();
      await primary.kill();
      await between(random, 0, 400);
      await primary.restart();
    },
  },
  { name: "failed over to the other address", weight: 1, happen: (world) => world.failOver() },
  {
    name: "every connection ended by the server",
    weight: 4,
    happen: (world) => world.administer(END_CONNECTIONS),
  },
  {
    name: "every connection reset",
    weight: 4,
    async happen({ networks }) {
      for (const { connections } of networks) for (const each of connections) each.cut();
    },
  },
  {
    name: "refuses connections",
    weight: 3,
    async happen({ networks }, random) {
      for (const network of networks) {
        network.open = false;
        for (const each of network.connections) each.cut();
      }
      await between(random, 50, 400);
      for (const network of networks) network.open = true;
    },
  },
  {
    name: "swallows what open connections send",
    weight: 2,
    async happen({ networks, swallowing }) {
      for (const { connections } of networks) for (const each of connections) each.freeze();
      swallowing.push(...networks.flatMap(({ connections }) => connections));
    },
  },
  {
    name: "swallows everything",
    weight: 1,
    async happen({ networks, swallowing }, random) {
      for (const network of networks) {
        network.isSilent = true;
        for (const each of network.connections) each.freeze();
      }
      await between(random, 200, 1500);
      for (const network of networks) network.isSilent = false;
      swallowing.push(...networks.flatMap(({ connections }) => connections));
    },
  },
  {
    name: "slow",
    weight: 3,
    async happen({ networks }, random) {
      const delayMs = 20 + random.uniform() * 100;
      for (const network of networks) network.delayMs = delayMs;
      await between(random, 100, 400);
      for (const network of networks) network.delayMs = 0;
    },
  },
  {
    name: "takes no writes",
    weight: 3,
    async happen(world, random) {
      await world.administer(`${READ_ONLY} = on`, END_CONNECTIONS);
      await between(random, 50, 400);
      await world.administer("set default_transaction_read_only = off", `${READ_ONLY} = off`);
    },
  },
  {
    name: "rows locked by another program",
    weight: 3,
    async happen(world, random) {
      const other = new Client({ connectionString: world.primary().url });
      await other.connect();
      await other.query("begin; select version from user_versions for update");
      await between(random, 50, 400);
      await other.query("commit");
      await other.end();
    },
  },
  {
    name: "no connection left",
    weight: 2,
    async happen(world, random) {
      const others: Client[] = [];
      for (let isFree = true; isFree; ) {
        const other = new Client({ connectionString: world.primary().url });
        other.on("error", () => {});
        isFree = await other.connect().then(
          () => true,
          () => false,
        );
        if (isFree) others.push(other);
      }
      await between(random, 50, 300);
      await Promise.all(others.map((other) => other.end()));
    },
  },
];

/** Draws faults by their weights. */
export function drawFault(random: Random): Fault {
  const total = FAULTS.reduce((sum, { weight }) => sum + weight, 0);
  let left = random.uniform() * total;
  for (const fault of FAULTS) {
    left -= fault.weight;
    if (left < 0) return fault;
  }
  throw new Error("weights that do not add up");
}
