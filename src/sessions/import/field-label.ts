import { isMessageKey, type Locale, translate } from "../../messages/translate.ts";

/**
 * Name of a problem's field for people; empty when the problem concerns the whole line or file. Fields that are columns
 * of the file itself keep their names.
 */
export function fieldLabel(field: string, isOwn: boolean, locale: Locale): string {
  if (field === "line" || field === "file") return "";
  const key = `import.field.${field}`;
  const isNamed = field === "header" || !isOwn;
  return isNamed && isMessageKey(key) ? translate(locale, key) : field;
}
