import type { FastifyReply, FastifyRequest } from "fastify";
import { cookieIn } from "../cookies.ts";

/** The themes that a person may choose instead of the system's. */
export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const THEME_COOKIE = "pomodoro_theme";
const KEPT_SECONDS = 365 * 86_400;

/** The theme in the browser's cookie. It belongs to the browser, not to the person, whose devices may differ. */
export function themeOf(request: FastifyRequest): Theme | undefined {
  const chosen = cookieIn(request.headers.cookie, THEME_COOKIE);
  return THEMES.find((theme) => theme === chosen);
}

/** @param theme the chosen theme; nothing for the system's */
export function keepTheme(reply: FastifyReply, theme: Theme | undefined): void {
  const value = theme === undefined ? "; Max-Age=0" : `${theme}; Max-Age=${KEPT_SECONDS}`;
  reply.header("set-cookie", `${THEME_COOKIE}=${value}; HttpOnly; SameSite=Lax`);
}
