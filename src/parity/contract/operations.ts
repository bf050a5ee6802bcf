import { Type } from "typebox";
import { Count, Text } from "./members.ts";
import type { ContractRoute } from "./route.ts";

const Categories = Type.Array(Text);

export const OPERATIONS = {
  metrics: { methods: ["GET"], path: "/metrics", parameters: {}, answer: Text },
  health: {
    methods: ["GET"],
    path: "/api/health",
    parameters: {},
    answer: Type.Object({
      status: Type.Literal("healthy"),
      service: Type.Literal("pomodoro-ml"),
      database: Type.Literal("connected"),
    }),
  },
  set_categories: {
    methods: ["POST"],
    path: "/api/config/categories",
    parameters: {},
    isBodyNeeded: true,
    body: {
      schema: Type.Object({ categories: Type.Optional(Categories) }),
      valid: [{ categories: ["Learning", "Čeština", "__proto__"] }, { categories: [] }],
      same: [[{}, { categories: [] }]],
      refused: [{ categories: null }, { categories: "Learning" }, { categories: [1] }],
    },
    answer: Type.Object({
      status: Type.Literal("ok"),
      categories_count: Count,
      categories: Categories,
      updated_components: Type.Array(Type.Enum(["ai_analyzer", "ai_generator"]), {
        minItems: 1,
        uniqueItems: true,
      }),
    }),
  },
} as const satisfies Record<string, ContractRoute>;
