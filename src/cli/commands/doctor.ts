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
    const problems = findings.filter(({ status }) => status === "problem").length;
    if (json) printJson({ healthy: problems === 0, findings });
    else {
      const lines = findings.flatMap(({ status, check, detail, cure }) => [
        `${MARKS[status]} ${check}: ${detail}`,
        ...(cure === undefined ? [] : [`    → ${cure}`]),
      ]);
      const count = `${problems} ${problems === 1 ? "problem" : "problems"}`;
      printLines(...lines, "", problems === 0 ? "Nothing is wrong." : `${count}.`);
    }
    if (problems > 0) process.exitCode = 1;
  },
});
