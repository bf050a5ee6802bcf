/** English texts about files that are imported and exported. Merged into `en.ts`. */
export const enTransfer = {
  "field.disagreement":
    "The length and the end disagree: {minutes, number} minutes do not fit into the {span, number} from start to end.",
  "field.name_characters": "Must not contain < or > or control characters.",
} as const;
