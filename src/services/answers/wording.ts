import type { Locale } from "../../messages/locale.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";

/** In which language, and as of when, an answer is worded. */
export interface Wording {
  readonly view: ProfileView;
  readonly locale: Locale;
}
