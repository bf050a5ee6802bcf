/**
 * What both kinds of charts are drawn with: elements as text, one look. Nothing in a drawing depends on the machine or
 * the moment, so that a committed chart can be compared with what its figures give.
 */

/** Widths of letters are not known without a font: the mean of usual sans-serif ones, in parts of the size. */
const LETTER_WIDTH = 0.56;
export const FONT_SIZE = 13;

/**
 * Hues that stay apart for the colour-blind (Okabe & Ito, Color Universal Design, 2008), of a lightness that shows on
 * white and on black. Yellow and black are left out because each vanishes on one of them.
 */
export const COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9"] as const;

/** At least 4:1 against white and against the dark grey of pages at night, so one drawing serves both. */
const TEXT_COLOUR = "#757575";

const STYLE = [
  `text{font:${FONT_SIZE}px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:${TEXT_COLOUR}}`,
  ".title{font-size:16px;font-weight:600}",
  ".heading{font-weight:600}",
  ".grid{stroke:#808080;stroke-opacity:.25}",
  ".axis{stroke:#808080;fill:none}",
  ".whisker{stroke:#808080;stroke-width:1.5;fill:none}",
  ".limit{stroke:#808080;stroke-dasharray:6 4}",
  ".line{fill:none;stroke-width:2;stroke-linejoin:round}",
].join("");

/** An attribute that is undefined is left out. */
type Attributes = Readonly<Record<string, string | number | undefined>>;

export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(shown(value ?? ""))}"`)
    .join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

export function text(content: string, attributes: Attributes): string {
  return element("text", attributes, escaped(content));
}

/** The whole drawing; title and description are what a screen reader says. */
export function drawing(
  size: { readonly width: number; readonly height: number },
  about: { readonly title: string; readonly description: string },
  parts: readonly string[],
): string {
  const { width, height } = size;
  const opening = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: "img",
    "aria-labelledby": "title description",
  };
  const lines = [
    element("title", { id: "title" }, escaped(about.title)),
    element("desc", { id: "description" }, escaped(about.description)),
    element("style", {}, STYLE),
    text(about.title, { class: "title", x: 0, y: 18 }),
    ...parts,
  ];
  return `${element("svg", opening, `\n${lines.join("\n")}\n`)}\n`;
}

/** Roughly how wide a text is drawn, in pixels. */
export function textWidth(content: string): number {
  return content.length * FONT_SIZE * LETTER_WIDTH;
}

/** 15,000 or 0.25: whole from a hundred on, three digits below. */
export function plainNumber(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : 3;
  return new Intl.NumberFormat(
    "en",
    digits === 0 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: digits },
  ).format(value);
}

/** Tenths of a pixel are finer than anybody sees. */
function shown(value: string | number): string {
  return typeof value === "number" ? String(Math.round(value * 10) / 10) : value;
}

function escaped(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
