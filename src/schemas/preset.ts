import { type Static, Type } from "typebox";
import { PRESET_LIMITS } from "../domain/preset.ts";
import { NAME } from "./name.ts";

/** Used in answers; the rules for a person's own list are checked when it is stored. */
export const PresetId = Type.String({
  description:
    "id of a preset of the person's list; `deep_work`, `learning`, `quick_tasks`, `flow_mode` without one",
});

/** A preset of the person's own list. */
export const PresetInList = Type.Object(
  {
    id: Type.String({
      ...NAME,
      minLength: 1,
      maxLength: PRESET_LIMITS.characters,
      description:
        "value of a session's `preset`: letters, digits, blanks and `._/+:()-`, beginning with a letter or digit",
    }),
    name: Type.String({
      ...NAME,
      minLength: 1,
      maxLength: PRESET_LIMITS.characters,
      description: "what people read",
    }),
    work_minutes: Type.Integer({ minimum: 1, maximum: PRESET_LIMITS.workMinutes }),
    break_minutes: Type.Integer({ minimum: 0, maximum: PRESET_LIMITS.breakMinutes }),
  },
  { additionalProperties: false },
);
export type PresetInList = Static<typeof PresetInList>;

const LIST = {
  minItems: 1,
  maxItems: PRESET_LIMITS.presets,
  description: "the timer settings that are recommended and planned; ids are unique",
};

export const PresetList = Type.Array(PresetInList, LIST);

/** Not a union, because its errors would not name the invalid preset of the list. */
export const PresetListOrNull = Type.Unsafe<PresetInList[] | null>({
  ...{ ...LIST, type: ["array", "null"], items: PresetInList },
});
