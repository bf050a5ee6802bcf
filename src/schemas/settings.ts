import { type Static, Type } from "typebox";
import { LOCALES } from "../messages/locale.ts";
import { nullable } from "./answer.ts";
import { ColourList, ColourListOrNull } from "./category-colour.ts";
import { NAME } from "./name.ts";
import { PresetList, PresetListOrNull } from "./preset.ts";

/** Maximum number of categories in a person's list. */
export const MAX_CATEGORIES = 100;

const Categories = Type.Array(
  // The same limit as for a session's category, so that every category in use can be listed.
  Type.String({ minLength: 1, maxLength: 100 }),
  { maxItems: MAX_CATEGORIES },
);

/** Other members that older clients send are ignored. */
export const CategoriesInput = Type.Object(
  { categories: Type.Optional(Categories) },
  {
    title: "CategoriesInput",
    description: "The complete list; surrounding blanks and repeated names are removed.",
  },
);
export type CategoriesInput = Static<typeof CategoriesInput>;

export const CategoriesStored = Type.Object(
  {
    status: Type.Enum(["ok"]),
    categories_count: Type.Integer({ minimum: 0, maximum: MAX_CATEGORIES }),
    categories: Type.Array(Type.String(), { description: "as stored" }),
    updated_components: Type.Array(Type.Enum(["ai_analyzer", "ai_generator"]), {
      minItems: 1,
      description: "where older versions stored the list; only the stored list is used now",
    }),
  },
  { title: "CategoriesStored", additionalProperties: false },
);
export type CategoriesStored = Static<typeof CategoriesStored>;

export const CategoriesBody = Type.Object(
  {
    categories: Type.Array(Type.String(), {
      description: "the stored list; while it is empty, the categories of the person's sessions",
    }),
    source: Type.Enum(["configured", "sessions"]),
  },
  { title: "Categories", additionalProperties: false },
);
export type CategoriesBody = Static<typeof CategoriesBody>;

/** Category of a session. */
const CategoryName = Type.String({ ...NAME, minLength: 1, maxLength: 100 });

export const CategoryRenaming = Type.Object(
  { from: CategoryName, to: CategoryName },
  {
    title: "CategoryRenaming",
    additionalProperties: false,
    description: "if `to` is already in use, the two are merged",
  },
);
export type CategoryRenaming = Static<typeof CategoryRenaming>;

export const CategoryRenamed = Type.Object(
  {
    status: Type.Enum(["ok"]),
    from: Type.String(),
    to: Type.String(),
    sessions: Type.Integer({ minimum: 0, description: "number changed by this request" }),
  },
  { title: "CategoryRenamed", additionalProperties: false },
);
export type CategoryRenamed = Static<typeof CategoryRenamed>;

/** Settings that a person can change. */
export const SETTING_MEMBERS = [
  "timezone",
  "day_start_hour",
  "language",
  "working_hours",
  "days_off",
  "absences",
  "presets",
  "category_colours",
] as const;
export type SettingMember = (typeof SETTING_MEMBERS)[number];

/** Maximum number of stated absences. */
export const MAX_ABSENCES = 50;

const WorkingHours = Type.Object(
  {
    from: Type.String({ maxLength: 5, description: "`HH:MM` on the wall clock" }),
    to: Type.String({ maxLength: 5, description: "`HH:MM`; before `from` it is past midnight" }),
  },
  { additionalProperties: false },
);

const DaysOff = Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
  maxItems: 7,
  description: "ISO weekdays on which nothing is planned, 1 = Monday",
});

// Validated later, where the message can name the invalid one.
const DayText = Type.String({ maxLength: 10, description: "`YYYY-MM-DD`" });

const Absences = Type.Array(
  Type.Object({ from: DayText, to: DayText }, { additionalProperties: false }),
  { maxItems: MAX_ABSENCES, description: "days away, both ends included" },
);

const DAY_START = { minimum: 0, maximum: 12 };

/** Settings to change: null resets one, and absent ones are unchanged. */
export const SettingsPatch = Type.Object(
  {
    timezone: Type.Optional(
      nullable("string", {
        maxLength: 100,
        description: "IANA zone, such as `Europe/Prague`, in which the person's days are counted",
      }),
    ),
    day_start_hour: Type.Optional(
      nullable("integer", {
        ...DAY_START,
        description:
          "hour at which a day begins; with 4, work until then belongs to the day before",
      }),
    ),
    language: Type.Optional(
      Type.Union([Type.Enum([...LOCALES]), Type.Null()], {
        description: "language of texts, unless a request asks for another",
      }),
    ),
    working_hours: Type.Optional(
      Type.Union([WorkingHours, Type.Null()], { description: "when sessions may be planned" }),
    ),
    days_off: Type.Optional(Type.Union([DaysOff, Type.Null()])),
    absences: Type.Optional(Type.Union([Absences, Type.Null()])),
    presets: Type.Optional(PresetListOrNull),
    category_colours: Type.Optional(ColourListOrNull),
  },
  {
    title: "SettingsPatch",
    additionalProperties: false,
    description: "absent members are unchanged; null resets one",
  },
);
export type SettingsPatch = Static<typeof SettingsPatch>;

export const SettingsBody = Type.Object(
  {
    timezone: Type.String({ description: "IANA zone in which the person's days are counted" }),
    day_start_hour: Type.Integer({ ...DAY_START, description: "hour at which a day begins" }),
    language: Type.Enum([...LOCALES], {
      description: "language of texts, unless a request asks for another",
    }),
    working_hours: Type.Union([WorkingHours, Type.Null()], {
      description: "when sessions may be planned; null: when the person usually works",
    }),
    days_off: DaysOff,
    absences: Absences,
    presets: PresetList,
    category_colours: ColourList,
    own: Type.Array(Type.Enum([...SETTING_MEMBERS]), {
      description: "members that the person has chosen; the others are as configured",
    }),
  },
  { title: "Settings", additionalProperties: false },
);
export type SettingsBody = Static<typeof SettingsBody>;
