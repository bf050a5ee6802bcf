import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { forEachDatabase } from "../support/databases.ts";
import { serviceOn } from "../support/service-on.ts";

forEachDatabase((_name, open) => {
  describe("the first and the last date there is", () => {
    const { service } = serviceOn(open);

    test("the last thirty days of all are empty ones", async () => {
      const { status, body } = await service().json({ url: "/api/days?to=9999-12-31" });
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.from, "9999-12-02");
      assert.equal(Object(body.days).length, 30);
    });

    test("nothing comes before the first", async () => {
      const { status, body } = await service().json({ url: "/api/days?to=0001-01-03" });
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.from, "0001-01-01");
      assert.equal(Object(body.days).length, 3);
    });

    test("a year that no calendar has is refused", async () => {
      for (const url of ["/api/days?to=0000-12-31", "/api/wellness?to=0000-12-31"]) {
        const { status, body } = await service().json({ url });
        assert.equal(status, 400, `${url} ${JSON.stringify(body)}`);
      }
    });
  });
});
