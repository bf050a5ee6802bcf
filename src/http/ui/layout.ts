import { Html, html, type Piece } from "../../markup/html.ts";
import { SCRIPT, STYLE } from "./assets.ts";
import { keyList } from "./parts/key-list.ts";
import { offlineNotice } from "./parts/offline-notice.ts";
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

/** The pages that show an invented year as well. */
export const EXAMPLE_PAGES = ["", "week", "patterns", "load", "record"] as const;
export type ExamplePage = (typeof EXAMPLE_PAGES)[number];

function exampleNamed(page: PageName): ExamplePage | undefined {
  return EXAMPLE_PAGES.find((name) => name === page);
}

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
  /** Whether the page shows the invented year. */
  readonly isExample?: boolean;
  /** Replaces the page's own title when its URL shows something else. */
  readonly title?: "ui.trouble" | "ui.sign_in.title";
  /** Whether the page answers a form. Its URL does not return it again, so it cannot be reloaded. */
  readonly isAnswer?: boolean;
  /** The theme that was chosen in this browser; the system's theme when absent. */
  readonly theme?: Theme | undefined;
  /** The sign-out form; absent without a credential in the cookie. */
  readonly signOut?: Html | undefined;
}

function titleOf({ page, words, title, isExample }: PageFrame): string {
  const own = words.text(title ?? TITLES[page]);
  return isExample === true ? words.text("ui.example.title", { page: own }) : own;
}

type Place = Pick<PageFrame, "page" | "isAnswer" | "isExample">;

/** Whether a page's URL lies in the folder of the pages. Only the first page lies above it. */
export function isInFolder({ page, isAnswer, isExample }: Place): boolean {
  return page !== "" || isAnswer === true || isExample === true;
}

/** The relative URL from one page to another, which works under any prefix in front of `/ui`. */
function addressOf(
  place: Place,
  /** The last part of the other page's URL. */
  name: string,
  query: Readonly<Record<string, string>>,
): string {
  const [first, others] = isInFolder(place) ? ["../ui", name] : ["ui", `ui/${name}`];
  const path = name === "" ? first : others;
  const text = new URLSearchParams(query).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** The last part of the URL of a page of the invented year. */
export function exampleName(page: ExamplePage): string {
  return page === "" ? "example" : `example-${page}`;
}

/** The last part of a page's URL; pages of the invented year lead to one another. */
function nameFrom({ isExample }: Place, to: PageName): string {
  const example = isExample === true ? exampleNamed(to) : undefined;
  return example === undefined ? to : exampleName(example);
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

type Linking = Place & Pick<PageFrame, "lang">;

function languageOf({ lang }: Linking): Readonly<Record<string, string>> {
  return lang === undefined ? {} : { lang };
}

/** Makes the links of a page, which keep the language of its own query. */
export function linksFrom(frame: Linking): Link {
  return (to, query) => addressOf(frame, nameFrom(frame, to), { ...query, ...languageOf(frame) });
}

/** The link to the person's own page from the same page of the invented year. */
export function ownLink(frame: Linking): string {
  return addressOf(frame, frame.page, languageOf(frame));
}

/** The link to the same page of the invented year; to its first page where it has no such page. */
export function exampleLink(frame: Linking): string {
  return addressOf(frame, exampleName(exampleNamed(frame.page) ?? ""), languageOf(frame));
}

/** The whole HTML document around a page's content. */
export function documentOf(frame: PageFrame, content: Piece): Html {
  const { words, theme } = frame;
  const title = titleOf(frame);
  const root = isInFolder(frame) ? "" : "ui/";
  const isRenewed = ![frame.isAnswer, frame.isExample].includes(true) && frame.title === undefined;
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
<body${isRenewed && html` data-events="${root}events" data-worker`}>
<a class="skip" href="#main">${words.text("ui.skip")}</a>
<header><strong>Pomodoro ML</strong>${navigation(frame)}</header>
<p class="unseen" aria-live="polite"></p>
<main id="main">${offlineNotice(words)}<h1>${title}</h1>${content}</main>
<footer><a href="${isInFolder(frame) ? "../docs" : "docs"}">${words.text("ui.api")}</a> ${keyList(words)}</footer>
</body>
</html>
`;
}

function navigation(frame: PageFrame): Html {
  const { page, words, title, isExample } = frame;
  const link = linksFrom(frame);
  const other = words.locale === "en" ? "cs" : "en";
  const items = (isExample === true ? EXAMPLE_PAGES : PAGES).map((to) => {
    const current = to === page && title === undefined ? new Html(' aria-current="page"') : "";
    const key = KEYS[to];
    return html`<li><a href="${link(to)}"${current}${key && html` data-key="g ${key}"`}>${words.text(TITLES[to])}</a></li>`;
  });
  const switchTo = addressOf(frame, nameFrom(frame, pageWithout(page)), { lang: other });
  return html`<nav aria-label="${words.text("ui.nav")}"><ul>${items}</ul></nav>
<a class="language" href="${switchTo}" lang="${other}" hreflang="${other}">${other === "cs" ? "Česky" : "English"}</a>${frame.signOut}`;
}
