import type { Config } from "../../config/config.ts";
import type { Database } from "../../db/database.ts";
import { digestOf, signatureOf } from "../../profiles/signature-of.ts";
import { arrivalRepository } from "../../repositories/arrival-repository.ts";
import { profileSnapshotRepository } from "../../repositories/profile-snapshot-repository.ts";
import { sessionRepository } from "../../repositories/session-repository.ts";
import { versionRepository } from "../../repositories/version-repository.ts";
import { createPeople } from "../../services/people/people.ts";
import { formatDay, MS_PER_DAY } from "../../time/calendar.ts";
import { dayMomentAt } from "../../time/local-day.ts";
import { openZone } from "../../time/zone.ts";
import { examineData } from "./examine-data.ts";
import { type Finding, note, ok, problem } from "./finding.ts";

/** With more users, only the first ones are examined. */
const EXAMINED_USERS = 20;

/** Checks the number of sessions, sessions in the future, and the age of stored states. */
export async function examineProfiles(
  { executor, kind }: Database,
  config: Config,
  nowMs: number,
): Promise<Finding[]> {
  const usual = { zone: openZone(config.timezone), dayStartHour: config.dayStartHour };
  const versions = versionRepository(executor, kind);
  const arrivals = arrivalRepository(executor, kind);
  const people = createPeople({
    clock: { now: () => nowMs },
    feed: { current: versions.read, async close() {} },
    arrivals,
    cut: usual,
  });
  const sessions = sessionRepository(
    executor,
    kind,
    async (user) => (await people.current(user)).cut.zone,
  );
  const snapshots = profileSnapshotRepository(executor, kind);
  const users = await sessions.listUsers();
  if (users.length === 0) return [note("profiles", "doctor.profiles.none")];

  const findings: Finding[] = [];
  for (const user of users.slice(0, EXAMINED_USERS)) {
    const person = await people.current(user);
    const { cut } = person;
    const { zone } = cut;
    const page = await sessions.list(user, {}, { limit: 1 });
    const newestMs = page.sessions[0]?.endedAtMs ?? 0;
    if (newestMs > nowMs + MS_PER_DAY) {
      const at = formatDay(zone.localAt(newestMs).day);
      findings.push(problem("profiles", "doctor.profiles.future", { user, day: at }));
    }
    findings.push(...(await examineData({ executor, kind }, sessions, user, zone, nowMs)));
    const today = dayMomentAt(nowMs, cut).day;
    const { version, state } = await arrivals.find(user);
    const isCurrent = version === state?.version && state.signature === digestOf(person);
    const snapshot = await snapshots.findLatest(user, signatureOf(person), today);
    const newestDay = isCurrent ? state.day : snapshot?.throughDay;
    findings.push(
      ok("profiles", "doctor.profiles.stored", {
        user,
        sessions: String(await sessions.count(user)),
        state: newestDay === undefined ? "none" : isCurrent ? "current" : "old",
        day: newestDay === undefined ? "" : formatDay(newestDay),
      }),
    );
  }
  return findings;
}
