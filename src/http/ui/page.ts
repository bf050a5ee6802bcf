import { type Html, html, type Piece } from "../../markup/html.ts";
import type { DataBasis } from "../../schemas/answer.ts";
import { toServiceError } from "../hooks/error-handler.ts";
import { type Link, linksFrom, type PageFrame, pageWithout } from "./layout.ts";
import type { PageQuery } from "./page-query.ts";
import { tile } from "./parts/figure.ts";
import type { FormContext } from "./parts/form.ts";
import { trouble } from "./parts/trouble.ts";
import type { UiServices } from "./services.ts";
import type { Words } from "./words.ts";

export const FILTERS = ["text", "category", "preset", "from", "to"] as const;
type FilterName = (typeof FILTERS)[number];

/** What a page is made with. */
export interface PageContext extends PageFrame, FormContext {
  readonly services: UiServices;
  readonly userId: string;
  readonly requestId: string;
  /** The address of another page. */
  readonly link: Link;
  /** The person's day now, `YYYY-MM-DD`. */
  readonly today: string;
  /** A day of the week, a session, and a place in their list: what the address asks for. */
  readonly week: PageQuery["week"];
  readonly id: PageQuery["id"];
  readonly cursor: PageQuery["cursor"];
  /** Which sessions the list is to show; no member is blank. */
  readonly filter: Partial<Record<FilterName, string>>;
  /** What a form has done before it led here. */
  readonly done: PageQuery["done"];
  /** Is told that a part cannot be shown. */
  readonly noteTrouble: (thrown: unknown) => void;
}

/** A page is its content, from what the services answer; it reads nothing else. */
export type Page = (context: PageContext) => Promise<Html>;

export function contextOf(context: Omit<PageContext, "link">): PageContext {
  return { ...context, link: linksFrom(context) };
}

/**
 * One part of a page. When its answer cannot be had, the part says why and the others stay.
 */
export async function part(
  context: PageContext,
  title: Piece,
  make: () => Promise<Html> | Html,
  wide = false,
): Promise<Html> {
  const { words, requestId, noteTrouble, link, page, isAnswer } = context;
  try {
    return tile(title, await make(), wide);
  } catch (thrown) {
    noteTrouble(thrown);
    const content = trouble(toServiceError(thrown), words, requestId);
    // What answers a form is not to be had again by its address.
    const again =
      isAnswer !== true &&
      html`<p><a href="${link(pageWithout(page))}">${words.text("ui.retry")}</a></p>`;
    return tile(title, html`${content}${again}`, wide);
  }
}

/** Whether there is nothing to show yet; what cannot be had is said by the part that shows it. */
export async function hasNothing(asking: Promise<{ readonly data: DataBasis }>): Promise<boolean> {
  return asking.then(
    ({ data }) => data.sessions === 0,
    () => false,
  );
}

/** What an answer rests on, in words. */
export function basis(data: DataBasis, words: Words): Html {
  const key = data.status === "ready" ? "ui.basis.ready" : "ui.basis.learning";
  const text = words.text(key, { sessions: data.sessions, days: data.days });
  return html`<p class="quiet">${text}</p>`;
}

/** What to do first when nothing is there yet. */
export function emptyCard({ words, link }: PageContext): Html {
  return tile(
    words.text("ui.empty.title"),
    html`<p><a href="${link("import")}">${words.text("ui.import.title")}</a></p><p>${words.text("ui.empty.text")}</p><pre tabindex="0"><code>npx pomodoro-ml import sessions.csv</code></pre><p>${words.text("ui.empty.demo")}</p><pre tabindex="0"><code>npm start -- --demo</code></pre>`,
    true,
  );
}
