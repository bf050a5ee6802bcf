import { Html, html, type Piece } from "../../markup/html.ts";
import { SCRIPT, STYLE } from "./assets.ts";
import { keyList } from "./parts/key-list.ts";
import type { Theme } from "./theme.ts";
import type { Words } from "./words.ts";

/** The pages in the order of the navigation, by the last part of their URL. */
const PAGES = [
  "",
  "week",
  "patterns",
  "load",
  "record",
  "briefing",
  "sessions",
  "settings",
] as const;

/** The pages outside the navigation: the list of sessions links to the import and to single sessions. */
export type PageName = (typeof PAGES)[number] | "import" | "session" | "sign-in";

const TITLES = {
  "": "ui.nav.today",
  week: "ui.nav.week",
  patterns: "ui.nav.patterns",
  load: "ui.nav.load",
  record: "ui.nav.record",
  briefing: "ui.nav.briefing",
  sessions: "ui.nav.sessions",
  settings: "ui.nav.settings",
  import: "ui.import.title",
  session: "ui.session.title",
  "sign-in": "ui.sign_in.title",
} as const;

/** The key that opens a page, pressed after `g`. */
const KEYS: Partial<Record<PageName, string>> = {
  "": "t",
  week: "w",
  patterns: "p",
  load: "l",
  record: "r",
  briefing: "b",
  sessions: "s",
};

/** The properties of a page besides its content. */
export interface PageFrame {
  readonly page: PageName;
  readonly words: Words;
  /** The language in the query; links keep it. */
  readonly lang: string | undefined;
  /** Replaces the page's own title when its URL shows something else. */
  readonly title?: "ui.trouble" | "ui.sign_in.title";
  /** Whether the page answers a form. Its URL does not return it again, so it cannot be reloaded. */
  readonly isAnswer?: boolean;
  /** The theme that was chosen in this browser; the system's theme when absent. */
  readonly theme?: Theme | undefined;
  /** The sign-out form; absent without a credential in the cookie. */
  readonly signOut?: Html | undefined;
}

function titleOf({ page, words, title }: PageFrame): string {
  return words.text(title ?? TITLES[page]);
}

/** Whether a page's URL lies in the folder of the pages. Only the first page lies above it. */
export function isInFolder({ page, isAnswer }: Pick<PageFrame, "page" | "isAnswer">): boolean {
  return page !== "" || isAnswer === true;
}

/** The relative URL from one page to another, which works under any prefix in front of `/ui`. */
function addressOf(
  frame: Pick<PageFrame, "page" | "isAnswer">,
  to: PageName,
  query: Readonly<Record<string, string>>,
): string {
  const [first, others] = isInFolder(frame) ? ["../ui", to] : ["ui", `ui/${to}`];
  const path = to === "" ? first : others;
  const text = new URLSearchParams(query).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** The page of an untrusted name; the first page for an unknown one. */
export function pageNamed(name: string): PageName {
  return PAGES.find((page) => page === name) ?? (name === "import" ? name : "");
}

/** The page to return to with a URL without parameters. */
export function pageWithout(page: PageName): PageName {
  return page === "session" ? "sessions" : page;
}

/** Makes the URL of a page with a query. */
export type Link = (to: PageName, query?: Readonly<Record<string, string>>) => string;

/** Makes the links of a page, which keep the language of its own query. */
export function linksFrom(frame: Pick<PageFrame, "page" | "lang" | "isAnswer">): Link {
  const language = frame.lang === undefined ? {} : { lang: frame.lang };
  return (to, query) => addressOf(frame, to, { ...query, ...language });
}

/** The whole HTML document around a page's content. */
export function documentOf(frame: PageFrame, content: Piece): Html {
  const { words, theme } = frame;
  const title = titleOf(frame);
  const root = isInFolder(frame) ? "" : "ui/";
  const isRenewed = frame.isAnswer !== true && frame.title === undefined;
  return html`<!doctype html>
<html lang="${words.locale}"${theme && html` class="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${theme ?? "light dark"}">
<title>${title} · Pomodoro ML</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}${STYLE.address}">
<script type="module" src="${root}${SCRIPT.address}"></script>
</head>
<body${isRenewed && html` data-events="${root}events"`}>
<a class="skip" href="#main">${words.text("ui.skip")}</a>
<header><strong>Pomodoro ML</strong>${navigation(frame)}</header>
<p class="unseen" aria-live="polite"></p>
<main id="main"><h1>${title}</h1>${content}</main>
<footer><a href="${isInFolder(frame) ? "../docs" : "docs"}">${words.text("ui.api")}</a> ${keyList(words)}</footer>
</body>
</html>
`;
}

function navigation(frame: PageFrame): Html {
  const { page, words, title } = frame;
  const link = linksFrom(frame);
  const other = words.locale === "en" ? "cs" : "en";
  const items = PAGES.map((to) => {
    const current = to === page && title === undefined ? new Html(' aria-current="page"') : "";
    const key = KEYS[to];
    return html`<li><a href="${link(to)}"${current}${key && html` data-key="g ${key}"`}>${words.text(TITLES[to])}</a></li>`;
  });
  const switchTo = addressOf(frame, pageWithout(page), { lang: other });
  return html`<nav aria-label="${words.text("ui.nav")}"><ul>${items}</ul></nav>
<a class="language" href="${switchTo}" lang="${other}" hreflang="${other}">${other === "cs" ? "Česky" : "English"}</a>${frame.signOut}`;
}
