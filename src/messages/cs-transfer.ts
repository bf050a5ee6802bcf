import type { enTransfer } from "./en-transfer.ts";

/** České texty o souborech, které se importují a exportují. */
export const csTransfer: Readonly<Record<keyof typeof enTransfer, string>> = {
  "field.disagreement":
    "Délka a konec si odporují: {minutes, number} min se nevejde do {span, number} min od začátku do konce.",
  "field.name_characters": "Nesmí obsahovat znaky < a > ani řídicí znaky.",
};
