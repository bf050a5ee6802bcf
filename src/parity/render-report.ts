import { html } from "../markup/html.ts";
import { type Locale, translate } from "../messages/translate.ts";
import {
  DIFFERENCE_CLASSES,
  type Difference,
  type DifferenceClass,
  type Latency,
  type ParityReport,
  type Quantiles,
} from "./report.ts";

/** Maximum number of rows per class in the text; the JSON contains all. */
const MAX_ROWS_PER_CLASS = 500;

/** A report in sections, verdict first, which both formats render. */
interface Page {
  readonly title: string;
  readonly verdict: string;
  readonly lines: readonly string[];
  readonly sections: readonly { readonly heading: string; readonly rows: readonly Row[] }[];
}

interface Row {
  readonly route: string;
  readonly field: string;
  readonly old: string;
  readonly new: string;
  readonly times: number;
  readonly reason: string;
}

export function renderText(report: ParityReport, latency: Latency, locale: Locale): string {
  const page = layOut(report, latency, locale);
  const top = page.sections.filter(({ rows }) => rows.length > 0);
  const sections = top.flatMap(({ heading, rows }) => [
    "",
    heading,
    ...rows.map(
      (row) => `  ${row.route} ${row.field}: ${row.old} → ${row.new} (${row.times}×) ${row.reason}`,
    ),
  ]);
  return `${[page.verdict, "", ...page.lines, ...sections].join("\n")}\n`;
}

export function renderMarkdown(report: ParityReport, latency: Latency, locale: Locale): string {
  const page = layOut(report, latency, locale);
  const head = headings(locale);
  const sections = page.sections.flatMap(({ heading, rows }) => [
    `## ${heading}`,
    "",
    ...(rows.length === 0
      ? []
      : [
          `| ${head.join(" | ")} |`,
          `| ${head.map(() => "---").join(" | ")} |`,
          ...rows.map((row) => `| ${cells(row).map(escapeMarkdown).join(" | ")} |`),
          "",
        ]),
  ]);
  const lines = page.lines.map((line) => `- ${line}`);
  const all = [`# ${page.title}`, "", `**${page.verdict}**`, "", ...lines, "", ...sections];
  return `${all.join("\n").trimEnd()}\n`;
}

export function renderHtml(report: ParityReport, latency: Latency, locale: Locale): string {
  const page = layOut(report, latency, locale);
  const head = headings(locale).map((name) => html`<th>${name}</th>`);
  const sections = page.sections.map(({ heading, rows }) => {
    const body = rows.map(
      (row) => html`<tr>${cells(row).map((cell) => html`<td>${cell}</td>`)}</tr>\n`,
    );
    return html`<h2>${heading}</h2>\n${rows.length > 0 && html`<table><tr>${head}</tr>\n${body}</table>\n`}`;
  });
  const lines = page.lines.map((line) => html`<li>${line}</li>\n`);
  return html`<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${page.title}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
table { border-collapse: collapse; font-size: .875rem }
td, th { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; overflow-wrap: anywhere }
</style>
<h1>${page.title}</h1>
<p><strong>${page.verdict}</strong></p>
<ul>
${lines}</ul>
${sections}</html>
`.text;
}

function layOut(report: ParityReport, latency: Latency, locale: Locale): Page {
  const { requests, counts } = report;
  const classes = DIFFERENCE_CLASSES.map((name) => ({
    name,
    heading: translate(locale, `parity.class.${name}`, { count: counts[name] }),
  }));
  return {
    title: translate(locale, "parity.title"),
    verdict: translate(locale, `parity.verdict.${report.verdict}`, { requests }),
    lines: [...classes.map(({ heading }) => heading), ...latencyLines(latency, locale)],
    sections: classes.map(({ name, heading }) => ({
      heading,
      rows: rowsOf(report.differences, name),
    })),
  };
}

function latencyLines(latency: Latency, locale: Locale): string[] {
  const side = ({ median, p95 }: Quantiles) => ({
    median: Math.round(median * 10) / 10,
    p95: Math.round(p95 * 10) / 10,
  });
  return (["old", "new"] as const).flatMap((name) => {
    const found = latency[name];
    return found === null ? [] : [translate(locale, `parity.latency.${name}`, side(found))];
  });
}

/** One row for each field with the same difference, however often it occurs. */
function rowsOf(differences: readonly Difference[], name: DifferenceClass): Row[] {
  const rows = new Map<string, Row>();
  for (const one of differences) {
    if (one.class !== name) continue;
    const key = `${one.route} ${one.field} ${one.reason}`;
    const known = rows.get(key);
    rows.set(key, {
      route: one.route,
      field: one.field,
      old: known?.old ?? textOf(one.old),
      new: known?.new ?? textOf(one.new),
      times: (known?.times ?? 0) + 1,
      reason: one.reason,
    });
  }
  return [...rows.values()].slice(0, MAX_ROWS_PER_CLASS);
}

function textOf(value: unknown): string {
  return value === null ? "–" : typeof value === "string" ? value : JSON.stringify(value);
}

function headings(locale: Locale): string[] {
  const columns = ["route", "field", "old", "new", "times", "reason"] as const;
  return columns.map((column) => translate(locale, `parity.column.${column}`));
}

function cells(row: Row): string[] {
  return [row.route, row.field, row.old, row.new, String(row.times), row.reason];
}

/** Escapes a table cell, because answers may contain any text. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, "\\$&").replace(/\s+/g, " ");
}
