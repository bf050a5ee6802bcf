/** Text that is HTML already: written here, or escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, nothing stays nothing. */
export type Piece = string | number | Html | null | undefined | false | readonly Piece[];

/**
 * A template that escapes whatever is not HTML already, for element content and quoted attributes alike.
 *
 * @example html`<p title="${"\"<"}">${[html`<b>1</b>`, 2]}</p>`.text // => '<p title="&quot;&lt;"><b>1</b>2</p>'
 */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let text = strings[0] ?? "";
  pieces.forEach((piece, index) => {
    text += render(piece) + (strings[index + 1] ?? "");
  });
  return new Html(text);
}

function render(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (piece === null || piece === undefined || piece === false) return "";
  if (typeof piece === "string" || typeof piece === "number") return escapeHtml(String(piece));
  return piece.map(render).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
