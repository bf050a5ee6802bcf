/** The separate process of `checkAtStart`: it takes the path of a file and prints the first finding. */
import { checkPages } from "./quick-check.ts";

const [finding] = checkPages(process.argv[2] ?? "", "quick_check", 1);
process.stdout.write(finding ?? "");
