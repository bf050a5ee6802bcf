import { Type } from "typebox";

export const Live = Type.Object(
  { status: Type.Literal("alive") },
  { title: "Live", additionalProperties: false },
);

export const Readiness = Type.Object(
  {
    status: Type.Enum(["ready", "not_ready"]),
    checks: Type.Object(
      {
        database: Type.Enum(["up", "read_only", "down", "damaged"], {
          description:
            "whether the database answers in time; `read_only`: it answers but accepts no writes; `damaged`: its file is unreliable",
        }),
        accepting: Type.Enum(["yes", "draining"], {
          description:
            "`draining`: the process is about to stop and should receive no new requests",
        }),
        redis_cache: Type.Optional(
          Type.Enum(["up", "down"], {
            description:
              "state of Redis as last seen by the process, if it is configured; the service is ready without it",
          }),
        ),
      },
      { additionalProperties: false },
    ),
  },
  { title: "Readiness", additionalProperties: false },
);

export const Health = Type.Object(
  {
    status: Type.Enum(["healthy", "unhealthy"]),
    service: Type.Literal("pomodoro-ml"),
    database: Type.Enum(["connected", "disconnected"], {
      description: "asked for this answer, with a short deadline",
    }),
  },
  { title: "Health", additionalProperties: false },
);
