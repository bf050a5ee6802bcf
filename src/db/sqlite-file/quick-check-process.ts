/** A process of its own for `checkAtStart`: takes the path of a file, writes the first finding. */
import { checkPages } from "./quick-check.ts";

const [finding] = checkPages(process.argv[2] ?? "", "quick_check", 1);
process.stdout.write(finding ?? "");
