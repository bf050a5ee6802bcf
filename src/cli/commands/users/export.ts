import { defineStrictCommand } from "../../define-command.ts";
import { withDependencies } from "../../with-dependencies.ts";
import { writeOutput } from "../../write-output.ts";

export const exportUser = defineStrictCommand({
  name: "export",
  description: "help.users.export",
  args: {
    user: {
      type: "positional",
      valueHint: "help.value.user",
      required: true,
      description: "help.users.export.user",
    },
    output: { type: "string", valueHint: "help.value.file", description: "help.export.output" },
  },
  run: ({ user, output }) =>
    withDependencies(({ personExport, clock }) =>
      writeOutput(personExport.exportPerson(user), output, clock),
    ),
});
