import { FORMAT_NAMES } from "../../../domain/import-formats.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { ImportBody } from "../../../schemas/imports.ts";
import type { PageContext } from "../page.ts";
import { figure, table } from "./figure.ts";
import { form } from "./form.ts";

/** Older imports are available through the command line and the API. */
const SHOWN = 20;

/** The newest imports, each with a form that undoes it. */
export async function importList(context: PageContext): Promise<Html> {
  const { words, services, userId } = context;
  const page = { after: undefined, limit: SHOWN };
  const { imports } = await services.importHistory.list(userId, page);
  if (imports.length === 0) return html`<p>${words.text("ui.import.none")}</p>`;
  const headings = (["when", "state", "file_column", "added", "known", "rejected"] as const).map(
    (name) => words.text(`ui.import.${name}`),
  );
  return table(
    headings,
    imports.map((run) => rowOf(context, run)),
  );
}

function rowOf(context: PageContext, run: ImportBody) {
  const { words } = context;
  const started = run.started_at;
  const when = `${words.day(started.slice(0, 10))} ${started.slice(11, 16)}`;
  return [
    when,
    run.undone_at === null
      ? form(
          context,
          "undo",
          html`<input type="hidden" name="id" value="${run.id}"><button type="submit" aria-label="${words.text("ui.import.undo_one", { when })}">${words.text("ui.import.undo")}</button>`,
        )
      : words.text("ui.import.undone_with", { removed: run.removed, kept: run.kept }),
    `${run.file_name ?? ""} (${FORMAT_NAMES[run.format]})`.trimStart(),
    figure("imported", run.imported, words.number(run.imported)),
    figure("unchanged", run.unchanged, words.number(run.unchanged + run.conflicts)),
    figure("rejected", run.rejected, words.number(run.rejected)),
  ];
}
