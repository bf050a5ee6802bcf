import { findLocale } from "../../config/find-locale.ts";
import { inWords } from "../../messages/said.ts";
import { translate } from "../../messages/translate.ts";
import { defineStrictCommand, jsonArgument } from "../define-command.ts";
import { printJson, printLines } from "../print.ts";

const MARKS = { ok: "✓", note: "·", problem: "✗" } as const;

export const doctor = defineStrictCommand({
  name: "doctor",
  description: "help.doctor",
  args: { json: jsonArgument },
  async run({ json }) {
    const { examine } = await import("../doctor/examine.ts");
    const findings = await examine();
    const locale = findLocale();
    const told = findings.map(({ check, status, detail, cure }) => ({
      check,
      status,
      detail: inWords(detail, locale),
      ...(cure === undefined ? {} : { cure: inWords(cure, locale) }),
    }));
    const problems = told.filter(({ status }) => status === "problem").length;
    if (json) printJson({ healthy: problems === 0, findings: told });
    else {
      const lines = told.flatMap(({ status, check, detail, cure }) => [
        `${MARKS[status]} ${translate(locale, `doctor.check.${check}`)}: ${detail}`,
        ...(cure === undefined ? [] : [`    → ${cure}`]),
      ]);
      const end = problems === 0 ? "doctor.nothing_wrong" : "doctor.problems";
      printLines(...lines, "", translate(locale, end, { count: problems }));
    }
    if (problems > 0) process.exitCode = 1;
  },
});
