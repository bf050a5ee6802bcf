import type { Page } from "playwright-core";

/**
 * Says for each kind of mark what it looks like, and the least contrast to what is behind it: of its line or its fill,
 * whichever stands out more.
 */
const MARKS = `(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const over = (colours) => {
    canvas.reset();
    for (const colour of ["Canvas", ...colours]) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => value / 255)
      .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (mark) => {
    const colours = [];
    for (let one = mark.parentElement; one; one = one.parentElement) {
      colours.unshift(getComputedStyle(one).backgroundColor);
    }
    return colours;
  };
  const coloursOf = (mark) => {
    const style = getComputedStyle(mark);
    if (mark instanceof SVGElement) {
      return { fill: style.fill, line: style.stroke, dashes: style.strokeDasharray };
    }
    const isLined = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) >= 1;
    const line = isLined ? style.borderTopColor : "none";
    return { fill: style.backgroundColor, line, dashes: style.borderTopStyle };
  };
  return KINDS.flatMap((kind) => [...document.querySelectorAll(kind)].map((mark) => {
    const { fill, line, dashes } = coloursOf(mark);
    const ground = over(behind(mark));
    const seen = (colour) => {
      const opacity = Number(getComputedStyle(mark).opacity);
      const whole = over([...behind(mark), colour]);
      return ground.map((value, part) => value + (whole[part] - value) * opacity);
    };
    const filled = seen(fill);
    const lined = line === "none" ? ground : seen(line);
    const most = Math.max(contrast(filled, ground), contrast(lined, ground));
    return { kind, most, look: [filled, lined, dashes].join(" ") };
  }));
})()`;

/** Marks of charts that say something by being there. A day without a session is none. */
export const KINDS = [
  ...[".bar", ".band", ".outside", ".mark", ".heat i", ".year i:not(.y0)"],
  ...[".beads .done", ".beads .likely:not(.done, .expected)", ".beads .expected:not(.done)"],
];
/** A mark of a chart as it is drawn. */
export interface Mark {
  readonly kind: string;
  readonly most: number;
  readonly look: string;
}

export async function marksOn(page: Page): Promise<readonly Mark[]> {
  return page.evaluate<Mark[]>(MARKS.replace("KINDS", JSON.stringify(KINDS)));
}
