import { openZone } from "../../src/time/zone.ts";
import { openTestApp, type TestApp } from "./app.ts";
import { newSession } from "./builders.ts";
import { dataSetG } from "./data-set-g.ts";
import { storeSessions } from "./stored-histories.ts";

/** Wednesday, half past ten: when the worked examples were asked. */
export const DATA_SET_G_NOW = "2025-06-18T10:30:00+02:00";

/** A service with the history of the worked examples, at their moment. */
export async function openOnDataSetG(): Promise<TestApp> {
  const service = await openTestApp();
  service.clock.set(DATA_SET_G_NOW);
  const zone = openZone("Europe/Prague");
  const history = dataSetG().map(({ day, startMinute, durationMinutes, ...session }) =>
    newSession({
      startedAtMs: zone.instantOf(day, startMinute * 60_000),
      durationSeconds: durationMinutes * 60,
      preset: session.preset,
      category: session.category,
      rating: session.rating,
    }),
  );
  await storeSessions(service.dependencies, history);
  return service;
}
