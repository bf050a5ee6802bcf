import { type Html, html, type Piece } from "../../markup/html.ts";
import type { DataBasis } from "../../schemas/answer.ts";
import { toServiceError } from "../hooks/error-handler.ts";
import { exampleLink, type Link, linksFrom, type PageFrame, pageWithout } from "./layout.ts";
import type { PageQuery } from "./page-query.ts";
import { tile } from "./parts/figure.ts";
import type { FormContext } from "./parts/form.ts";
import { trouble } from "./parts/trouble.ts";
import type { ShownServices, UiServices } from "./services.ts";
import type { Words } from "./words.ts";

export const FILTERS = ["text", "category", "preset", "from", "to"] as const;
type FilterName = (typeof FILTERS)[number];

/** The input of a page. */
export interface PageContext<Services extends ShownServices = UiServices>
  extends PageFrame,
    FormContext {
  readonly services: Services;
  readonly userId: string;
  readonly requestId: string;
  /** Makes the URL of another page. */
  readonly link: Link;
  /** The person's current day, `YYYY-MM-DD`. */
  readonly today: string;
  /**
   * Parameters of the query: a day of the requested week, the id of a session, and a cursor into the list of sessions.
   */
  readonly week: PageQuery["week"];
  /** What days are counted by, where that is not sessions. */
  readonly by: PageQuery["by"];
  readonly id: PageQuery["id"];
  readonly cursor: PageQuery["cursor"];
  /** The filter of the list of sessions; no member is blank. */
  readonly filter: Partial<Record<FilterName, string>>;
  /** The outcome of the form that redirected here. */
  readonly done: PageQuery["done"];
  /** Receives the failure of a part. */
  readonly noteTrouble: (thrown: unknown) => void;
}

/** The input of a page that shows sessions and has no form. */
export type ShownContext = PageContext<ShownServices>;

/** Makes the content of a page from the services' answers. A page reads nothing else. */
export type Page<Services extends ShownServices = UiServices> = (
  context: PageContext<Services>,
) => Promise<Html>;

export type ShownPage = Page<ShownServices>;

export function contextOf<Services extends ShownServices>(
  context: Omit<PageContext<Services>, "link">,
): PageContext<Services> {
  return { ...context, link: linksFrom(context) };
}

/** One part of a page. When its answer fails, the part shows the reason and the other parts stay. */
export async function part(
  context: ShownContext,
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
    // The URL of an answer to a form does not return it again.
    const again =
      isAnswer !== true &&
      html`<p><a href="${link(pageWithout(page))}">${words.text("ui.retry")}</a></p>`;
    return tile(title, html`${content}${again}`, wide);
  }
}

/** Whether there is no data yet. A failure counts as data: the part that needs the answer reports it. */
export async function hasNothing(answer: Promise<{ readonly data: DataBasis }>): Promise<boolean> {
  return answer.then(
    ({ data }) => data.sessions === 0,
    () => false,
  );
}

/** The basis of an answer in words. */
export function basis(data: DataBasis, words: Words): Html {
  const isLearning = data.status === "insufficient_data";
  const key = isLearning ? "ui.basis.learning" : "ui.basis.ready";
  const text = words.text(key, { sessions: data.sessions, days: data.days });
  return html`<p class="quiet">${text}</p>`;
}

/** The first steps, shown while there is no data. */
export function emptyCard(context: ShownContext): Html {
  const { words, link, page } = context;
  // On the first page the form that begins one stands beside it.
  const start =
    page !== "" && html`<li><a href="${link("")}">${words.text("ui.empty.start")}</a></li>`;
  return tile(
    words.text("ui.empty.title"),
    html`<p>${words.text("ui.empty.text")}</p><ul class="links">${start}<li><a href="${link("import")}">${words.text("ui.import.title")}</a></li><li><a href="${exampleLink(context)}">${words.text("ui.empty.example")}</a></li></ul>`,
    true,
  );
}
