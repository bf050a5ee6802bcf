import { after, before } from "node:test";
import { openTestApp, type TestApp } from "./app.ts";
import type { OpenedDatabase, OpenTestDatabase } from "./databases.ts";

/** A service on a database of its own, while the tests of a suite run. */
export interface ServiceOn {
  readonly service: () => TestApp;
  readonly database: () => OpenedDatabase;
}

/** Call inside a suite: both are opened before its first test and closed after its last. */
export function serviceOn(open: OpenTestDatabase): ServiceOn {
  let database: OpenedDatabase;
  let service: TestApp;

  before(async () => {
    database = await open();
    service = await openTestApp({ url: database.url });
  });
  after(async () => {
    await service.close();
    await database.close();
  });

  return { service: () => service, database: () => database };
}
