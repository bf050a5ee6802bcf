import type { FastifyReply, FastifyRequest } from "fastify";
import { cookieIn } from "../cookies.ts";

/** What a person may choose in the place of what their system says. */
export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const THEME_COOKIE = "pomodoro_theme";
const KEPT_SECONDS = 365 * 86_400;

/** Kept by the browser: a phone at night and a screen in the sun may differ. The first byte of a page has it. */
export function themeOf(request: FastifyRequest): Theme | undefined {
  const chosen = cookieIn(request.headers.cookie, THEME_COOKIE);
  return THEMES.find((theme) => theme === chosen);
}

/** @param theme none: as the system says */
export function keepTheme(reply: FastifyReply, theme: Theme | undefined): void {
  const value = theme === undefined ? "; Max-Age=0" : `${theme}; Max-Age=${KEPT_SECONDS}`;
  reply.header("set-cookie", `${THEME_COOKIE}=${value}; HttpOnly; SameSite=Lax`);
}
