import { parseArgs } from "node:util";
import { SwitchError } from "./proxy.ts";

export interface Options {
  readonly proxy: "haproxy" | "nginx";
  readonly from: URL;
  readonly to: URL;
  /** Percent, rising. */
  readonly steps: readonly number[];
  readonly holdMs: number;
  readonly config: string;
  readonly main: string;
  readonly socket: string;
  readonly pidFile: string;
  readonly stateFile: string;
  /** Paths that both sides are asked, in turn. */
  readonly ask: readonly string[];
  readonly askEveryMs: number;
  readonly limits: Limits;
  readonly action: "switch" | "rollback" | "install" | "print" | "status";
}

/** How much worse than the old side the new one may be. */
export interface Limits {
  /** Percentage points of failed requests. */
  readonly errorPoints: number;
  /** Times as long, and never judged within `slackMs`. */
  readonly slower: number;
  readonly slackMs: number;
}

const DEFAULTS = {
  haproxy: {
    config: "/etc/haproxy/pomodoro.cfg",
    main: "/etc/haproxy/haproxy.cfg",
    pid: "/run/haproxy.pid",
  },
  nginx: {
    config: "/etc/nginx/pomodoro/split.conf",
    main: "/etc/nginx/nginx.conf",
    pid: "/run/nginx.pid",
  },
} as const;

/** What the web app's main page asks; both services know them. */
const ASKED =
  "/api/recommendation,/api/prediction/today,/api/burnout-risk,/api/optimal-schedule?sessions=6&day=today";

export const HELP = `Shifts traffic from one server to another behind HAProxy or nginx, in steps, and back again by itself
when the new side fails more often or answers more slowly than the old one.

  deploy/switch --proxy haproxy|nginx --from URL --to URL [--steps 1,10,50,100] [--hold SECONDS]

  --proxy haproxy|nginx   which proxy stands in front
  --from URL              server that has the traffic, http://127.0.0.1:5002
  --to URL                server that shall have it, http://127.0.0.1:5003
  --steps PERCENTS        shares of the new side, rising (1,10,50,100); 100 alone is all at once
  --hold SECONDS          how long each step is watched (60)

What is watched
  --ask PATHS             both sides are asked these at the same moments (four questions of the main page)
  --ask-every MS          pause between them (250)
  --max-errors POINTS     failed requests of the new side may exceed the old side's by so many percentage points (1)
  --max-slower TIMES      its median and its 95th percentile may be so many times the old side's (1.5)
  --slack MS              and so many milliseconds more, below which nothing is slow (25)

Other things to do, with --proxy, --from and --to
  --install               put the proxy's file in place, validated, before the proxy is started; reload nothing
  --rollback              give everything to the old side, now
  --status                say where a switch stands
  --print                 print the proxy's file

Where things are
  --config FILE           file that this program writes and the proxy reads
                          (${DEFAULTS.haproxy.config}, ${DEFAULTS.nginx.config})
  --main FILE             the proxy's main configuration (${DEFAULTS.haproxy.main}, ${DEFAULTS.nginx.main})
  --pid FILE              its process number, for a reload (${DEFAULTS.haproxy.pid}, ${DEFAULTS.nginx.pid})
  --socket FILE           HAProxy's runtime API (/run/haproxy/admin.sock)
  --state FILE            where the switch stands, so that it can be stopped and resumed (CONFIG.state)

SIGINT and SIGTERM stop a switch where it stands; the same command resumes it.
Exit codes: 0 done, 1 rolled back or not possible, 2 asked wrongly, 3 stopped.
`;

/** @returns the options, or nothing when help was asked for. @throws SwitchError naming the option that is wrong */
export function readOptions(words: readonly string[]): Options | undefined {
  const values = parse(words);
  if (values.help) return undefined;
  const { proxy } = values;
  if (proxy !== "haproxy" && proxy !== "nginx") throw new SwitchError("--proxy haproxy or nginx.");
  const config = values.config ?? DEFAULTS[proxy].config;
  const actions = (["rollback", "install", "print", "status"] as const).filter(
    (name) => values[name],
  );
  if (actions.length > 1) throw new SwitchError(`--${actions.join(" and --")} exclude each other.`);
  return {
    proxy,
    from: readServer("from", values.from),
    to: readServer("to", values.to),
    steps: readSteps(values.steps),
    holdMs: readNumber("hold", values.hold) * 1000,
    config,
    main: values.main ?? DEFAULTS[proxy].main,
    pidFile: values.pid ?? DEFAULTS[proxy].pid,
    socket: values.socket,
    stateFile: values.state ?? `${config}.state`,
    ask: values.ask.split(",").map((path) => readPath(path)),
    askEveryMs: readNumber("ask-every", values["ask-every"]),
    limits: {
      errorPoints: readNumber("max-errors", values["max-errors"]),
      slower: readNumber("max-slower", values["max-slower"]),
      slackMs: readNumber("slack", values.slack),
    },
    action: actions[0] ?? "switch",
  };
}

function parse(words: readonly string[]) {
  const flag = { type: "boolean", default: false } as const;
  const text = { type: "string" } as const;
  const or = (value: string) => ({ type: "string", default: value }) as const;
  try {
    return parseArgs({
      args: [...words],
      options: {
        help: { ...flag, short: "h" },
        proxy: text,
        from: text,
        to: text,
        steps: or("1,10,50,100"),
        hold: or("60"),
        ask: or(ASKED),
        "ask-every": or("250"),
        "max-errors": or("1"),
        "max-slower": or("1.5"),
        slack: or("25"),
        install: flag,
        rollback: flag,
        status: flag,
        print: flag,
        config: text,
        main: text,
        pid: text,
        socket: or("/run/haproxy/admin.sock"),
        state: text,
      },
    }).values;
  } catch (error) {
    throw new SwitchError(error instanceof Error ? error.message : String(error));
  }
}

function readServer(name: string, value: string | undefined): URL {
  const url = value === undefined ? null : URL.parse(value);
  if (url?.protocol !== "http:" || url.pathname !== "/" || url.search !== "") {
    throw new SwitchError(`--${name} is the address of a server, such as http://127.0.0.1:5002.`);
  }
  // A proxy's configuration wants the port that a URL leaves out.
  if (url.port === "") throw new SwitchError(`--${name} needs a port: http://${url.hostname}:80.`);
  return url;
}

function readSteps(value: string): readonly number[] {
  const steps = value.split(",").map(Number);
  const isRising = steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0));
  const arePercents = steps.every((step) => Number.isInteger(step) && step >= 1 && step <= 100);
  if (!isRising || !arePercents) {
    throw new SwitchError("--steps are whole percents from 1 to 100, rising: 1,10,50,100.");
  }
  return steps;
}

function readNumber(name: string, value: string): number {
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (!(number >= 0 && number <= 86_400)) throw new SwitchError(`--${name} is a number from 0 on.`);
  return number;
}

function readPath(value: string): string {
  if (!value.startsWith("/")) throw new SwitchError("--ask takes paths: /api/trends?days=7.");
  return value;
}
