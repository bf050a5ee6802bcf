import { type Html, html, type Piece } from "../../../markup/html.ts";

/**
 * A formatted figure, with the API's member and value as attributes for programs.
 * @param name the API's member
 */
export function figure(name: string, value: number | string | null, shown: Piece): Html {
  return html`<span data-name="${name}" data-value="${value === null ? "" : value}">${shown}</span>`;
}

/** A titled part of a page. */
export function tile(title: Piece, content: Piece, wide = false): Html {
  return html`<section class="${wide ? "tile wide" : "tile"}"><h2>${title}</h2>${content}</section>`;
}

/** Details one click away: the figures of a chart as a table, or the basis of an answer. */
export function details(summary: string, content: Piece): Html {
  return html`<details><summary>${summary}</summary>${content}</details>`;
}

/**
 * A table with a heading row; the first cell of each row is its heading.
 * @param kind `stacked` shows each row as a paragraph on a phone
 */
export function table(
  headings: readonly Piece[],
  rows: readonly (readonly Piece[])[],
  kind?: "stacked",
): Html {
  const head = headings.map((heading) => html`<th scope="col">${heading}</th>`);
  const body = rows.map(([first, ...rest]) => {
    const cells = rest.map((cell) => html`<td>${cell}</td>`);
    return html`<tr><th scope="row">${first}</th>${cells}</tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region"><table${kind && html` class="${kind}"`}><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
