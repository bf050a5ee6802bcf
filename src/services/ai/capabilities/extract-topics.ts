import type { Topics, TopicsInput } from "../../../schemas/ai-suggestions.ts";

export interface TaskText {
  readonly task: string;
  readonly category: string;
}

/** Further tasks of a request are ignored. */
const MAX_TASKS = 1000;

/** Tasks of a request body: texts, or objects with `task` and `category`; other values are ignored. */
export function readTasks({ tasks }: TopicsInput): readonly TaskText[] {
  return (tasks ?? []).slice(0, MAX_TASKS).flatMap((given): TaskText[] => {
    if (typeof given === "string") return [{ task: given, category: "" }];
    const { task, category } = Object(given);
    return typeof task === "string" || typeof category === "string"
      ? [{ task: String(task ?? ""), category: String(category ?? "") }]
      : [];
  });
}

type Dictionary = readonly (readonly [name: string, words: string])[];

const TECHNOLOGIES: Dictionary = [
  ["React", "react"],
  ["Vue", "vue|vue.js"],
  ["Angular", "angular"],
  ["Python", "python"],
  ["JavaScript", "javascript|js"],
  ["TypeScript", "typescript"],
  ["Docker", "docker"],
  ["Kubernetes", "kubernetes|k8s"],
  ["AWS", "aws"],
  ["Node.js", "node|node.js|nodejs"],
  ["Flask", "flask"],
  ["Django", "django"],
  ["SQL", "sql"],
  ["MongoDB", "mongodb|mongo"],
  ["PostgreSQL", "postgres|postgresql"],
  ["Redis", "redis"],
  ["Git", "git|github|gitlab"],
  ["API", "api|apis"],
  ["REST", "rest"],
  ["GraphQL", "graphql"],
  ["Java", "java"],
  ["Go", "golang"],
  ["Rust", "rust"],
  ["HTML", "html"],
  ["CSS", "css"],
  ["Linux", "linux"],
  ["Postman", "postman"],
  ["Robot Framework", "robot framework"],
  ["Playwright", "playwright"],
  ["Selenium", "selenium"],
  ["Excel", "excel"],
];
const CONCEPTS: Dictionary = [
  ["Async programming", "async|asynchronous|asynchronní"],
  ["Testing", "test|tests|testing|testy|testování"],
  ["React hooks", "hooks|react hooks"],
  ["State management", "state management|redux"],
  ["Authentication", "auth|authentication|login|přihlášení|oauth"],
  ["Security", "security|bezpečnost"],
  ["Refactoring", "refactor|refactoring|refaktoring"],
  ["Optimization", "optimization|optimisation|performance|optimalizace"],
  ["Design patterns", "design pattern|design patterns|návrhové vzory"],
  ["Architecture", "architecture|architektura"],
  ["Documentation", "documentation|docs|dokumentace"],
  ["Code review", "code review|review"],
];
const AREAS: Dictionary = [
  ["Frontend", "frontend|front-end"],
  ["Backend", "backend|back-end"],
  ["Full-stack", "fullstack|full-stack"],
  ["DevOps", "devops|ci|cd|pipeline"],
  ["Database", "database|databáze|db"],
  ["Mobile", "mobile|android|ios"],
  ["UI/UX", "ui|ux|ui/ux|design"],
  ["Machine Learning", "ml|machine learning|strojové učení"],
  ["Data Engineering", "data engineering|etl|datové inženýrství"],
  ["Software Development", "coding|programování|programming"],
  ["Continuous Learning", "learning|učení"],
  ["Project Management", "planning|plánování"],
];

/** Matches whole words only: "ui" is not found in "build", nor "rest" in "restore". */
function matcherOf(dictionary: Dictionary): (text: string) => string[] {
  const patterns = dictionary.map(([name, words]): [string, RegExp] => [
    name,
    new RegExp(
      `(?<![\\p{L}\\d])(?:${words.split("|").map(RegExp.escape).join("|")})(?![\\p{L}\\d])`,
      "iu",
    ),
  ]);
  return (text) => patterns.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
}

const technologiesIn = matcherOf(TECHNOLOGIES);
const conceptsIn = matcherOf(CONCEPTS);
const areasIn = matcherOf(AREAS);

/** Topics mentioned in tasks, in the order of the dictionary. */
export function extractTopics(tasks: readonly TaskText[]): Topics {
  const words = tasks.map(({ task }) => task.slice(0, 200)).join("\n");
  const everything = tasks
    .map(({ task, category }) => `${task.slice(0, 200)}\n${category}`)
    .join("\n");
  return {
    technologies: technologiesIn(words).slice(0, 10),
    concepts: conceptsIn(words).slice(0, 10),
    expertise_areas: areasIn(everything).slice(0, 5),
    tasks_analyzed: tasks.length,
  };
}
