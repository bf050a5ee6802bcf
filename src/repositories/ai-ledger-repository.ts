import { sql } from "kysely";
import type { Database, DatabaseKind, Executor } from "../db/database.ts";

/** A planned call of a language model; amounts in millionths of a US dollar. */
export interface AiCall {
  readonly id: string;
  readonly atMs: number;
  readonly day: number;
  readonly userId: string;
  readonly capability: string;
  readonly provider: string;
  readonly host: string;
  readonly model: string;
  readonly facts: number;
  readonly notes: number;
  readonly bytes: number;
  readonly promptSha256: string;
  readonly reservedMicrodollars: number;
}

export interface AiCallEnd {
  readonly call: AiCall;
  readonly outcome: string;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costMicrodollars: number;
}

/** Daily limits in millionths of a US dollar; nothing for no limit. */
export interface BudgetLimits {
  readonly total: number | undefined;
  readonly perUser: number | undefined;
}

export interface AiUsageRow {
  readonly capability: string;
  readonly calls: number;
  readonly failures: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costMicrodollars: number;
}

export interface AiLedgerRepository {
  /** Reserves and records each call that both limits allow, in one transaction. Returns which calls are allowed. */
  begin(calls: readonly AiCall[], limits: BudgetLimits): Promise<boolean[]>;
  /** Records the cost of ended calls, and releases the rest of their reservations. */
  end(ends: readonly AiCallEnd[]): Promise<void>;
  /** The spent and reserved amounts of a day, of a user and in total. */
  committed(day: number, userId: string): Promise<{ readonly user: number; readonly all: number }>;
  /** The usage of a user's calls in a range of days, by capability. */
  usage(userId: string, fromDay: number, toDay: number): Promise<AiUsageRow[]>;
  /** Deletes all rows that name a user. The total of spent money stays. */
  erase(userId: string): Promise<void>;
  /** Deletes calls of earlier days. */
  expire(beforeDay: number): Promise<void>;
}

export function aiLedgerRepository(database: Database): AiLedgerRepository {
  const { executor, kind } = database;
  return {
    begin(calls, limits) {
      return database.transaction(async (tx) => {
        const allowed: boolean[] = [];
        for (const call of calls) {
          const isAllowed = await reserve(tx, call, limits);
          if (isAllowed) await writeCall(tx, call);
          allowed.push(isAllowed);
        }
        return allowed;
      });
    },

    end(ends) {
      return database.transaction(async (tx) => {
        for (const end of ends) await settle(tx, end);
      });
    },

    async committed(day, userId) {
      const rows = await executor
        .selectFrom("ai_budget")
        .select(["scope", numeric(kind, "committed_microdollars").as("committed")])
        .where("day", "=", day)
        .where((row) => row.or([row("scope", "=", "all"), row("user_id", "=", userId)]))
        .execute();
      const of = (scope: string) => rows.find((row) => row.scope === scope)?.committed ?? 0;
      return { user: of("user"), all: of("all") };
    },

    async usage(userId, fromDay, toDay) {
      const rows = await executor
        .selectFrom("ai_calls")
        .select([
          "capability",
          numeric(kind, "count(*)").as("calls"),
          numeric(kind, "sum(case when outcome in ('answered') then 0 else 1 end)").as("failures"),
          numeric(kind, "coalesce(sum(input_tokens), 0)").as("inputTokens"),
          numeric(kind, "coalesce(sum(output_tokens), 0)").as("outputTokens"),
          // A call without a recorded end counts with its whole reservation.
          numeric(kind, "sum(coalesce(cost_microdollars, reserved_microdollars))").as(
            "costMicrodollars",
          ),
        ])
        .where("user_id", "=", userId)
        .where("day", ">=", fromDay)
        .where("day", "<=", toDay)
        .groupBy("capability")
        .orderBy("capability")
        .execute();
      return rows.map((row) => ({ ...row }));
    },

    erase(userId) {
      return database.transaction(async (tx) => {
        await tx.deleteFrom("ai_calls").where("user_id", "=", userId).execute();
        await tx
          .deleteFrom("ai_budget")
          .where("scope", "=", "user")
          .where("user_id", "=", userId)
          .execute();
      });
    },

    async expire(beforeDay) {
      await executor.deleteFrom("ai_calls").where("day", "<", beforeDay).execute();
      await executor.deleteFrom("ai_budget").where("day", "<", beforeDay).execute();
    },
  };
}

/** An expression that both drivers return as a number. */
function numeric(kind: DatabaseKind, expression: string) {
  return kind === "sqlite"
    ? sql<number>`${sql.raw(expression)}`
    : sql<number>`(${sql.raw(expression)})::float8`;
}

async function reserve(tx: Executor, call: AiCall, limits: BudgetLimits): Promise<boolean> {
  const cost = call.reservedMicrodollars;
  if (!(await commit(tx, call, "all", cost, limits.total))) return false;
  if (await commit(tx, call, "user", cost, limits.perUser)) return true;
  await adjust(tx, call, "all", -cost);
  return false;
}

/** Adds the cost to the row unless that exceeds the limit, in one atomic statement. */
async function commit(
  tx: Executor,
  call: AiCall,
  scope: "all" | "user",
  cost: number,
  limit: number | undefined,
): Promise<boolean> {
  if (limit !== undefined && cost > limit) return false;
  const user_id = scope === "all" ? "" : call.userId;
  const row = await tx
    .insertInto("ai_budget")
    .values({ day: call.day, scope, user_id, committed_microdollars: cost })
    .onConflict((conflict) => {
      const raised = conflict.columns(["day", "scope", "user_id"]).doUpdateSet((each) => ({
        committed_microdollars: each("ai_budget.committed_microdollars", "+", cost),
      }));
      return limit === undefined
        ? raised
        : raised.where("ai_budget.committed_microdollars", "<=", limit - cost);
    })
    .returning("scope")
    .executeTakeFirst();
  return row !== undefined;
}

async function adjust(
  tx: Executor,
  call: AiCall,
  scope: "all" | "user",
  difference: number,
): Promise<void> {
  await tx
    .updateTable("ai_budget")
    .set((row) => ({ committed_microdollars: row("committed_microdollars", "+", difference) }))
    .where("day", "=", call.day)
    .where("scope", "=", scope)
    .where("user_id", "=", scope === "all" ? "" : call.userId)
    .execute();
}

async function writeCall(tx: Executor, call: AiCall): Promise<void> {
  await tx
    .insertInto("ai_calls")
    .values({
      ...{ id: call.id, at_ms: Math.floor(call.atMs), day: call.day, user_id: call.userId },
      ...{ capability: call.capability, provider: call.provider, host: call.host },
      ...{ model: call.model, facts: call.facts, notes: call.notes, bytes: call.bytes },
      prompt_sha256: call.promptSha256,
      reserved_microdollars: call.reservedMicrodollars,
      ...{ outcome: null, input_tokens: null, output_tokens: null, cost_microdollars: null },
    })
    .execute();
}

/** Settles a call. Idempotent: a second end of the same call changes nothing. */
async function settle(tx: Executor, end: AiCallEnd): Promise<void> {
  const { call } = end;
  const settled = await tx
    .updateTable("ai_calls")
    .set({
      outcome: end.outcome,
      input_tokens: end.inputTokens,
      output_tokens: end.outputTokens,
      cost_microdollars: end.costMicrodollars,
    })
    .where("id", "=", call.id)
    .where("outcome", "is", null)
    .returning("id")
    .executeTakeFirst();
  const difference = end.costMicrodollars - call.reservedMicrodollars;
  if (settled === undefined || difference === 0) return;
  await adjust(tx, call, "all", difference);
  await adjust(tx, call, "user", difference);
}
