import type { Locale } from "../../messages/locale.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";

/** Language and time of an answer's texts. */
export interface Wording {
  readonly view: ProfileView;
  readonly locale: Locale;
}
