import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, test } from "node:test";
import { parse } from "yaml";
import { renderHaproxy } from "../../../deploy/traffic/haproxy-config.ts";
import { SETTINGS } from "../../../src/config/settings.ts";

interface Service {
  readonly profiles: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly mem_limit?: string;
  readonly cpus?: number;
  readonly read_only?: boolean;
  readonly user?: string;
}

const folder = resolve(import.meta.dirname, "../../../deploy");
const file = parse(readFileSync(`${folder}/compose.yaml`, "utf8"), { merge: true });
const services: Readonly<Record<string, Service>> = file.services;
const all = Object.entries(services);
const ours = all.filter(([, { user }]) => user !== undefined);
const inProfile = (profile: string) =>
  all.filter(([, { profiles }]) => profiles.includes(profile)).map(([name]) => name);

describe("the compose file", () => {
  test("comes with HAProxy's file for its two servers, all requests at the first", () => {
    const [from, to] = ["http://127.0.0.1:5002", "http://127.0.0.1:5003"].map(
      (url) => new URL(url),
    );
    assert.ok(from && to);
    const share = readFileSync(`${folder}/haproxy/pomodoro.cfg.share`, "utf8");
    assert.equal(share, `${to.host} 0\n`);
    const rendered = renderHaproxy(from, to, "pomodoro.cfg.share");
    assert.equal(readFileSync(`${folder}/haproxy/pomodoro.cfg`, "utf8"), rendered);
  });

  test("has three profiles, and each service belongs to one", () => {
    const database = ["proxy", "postgres", "redis"];
    assert.deepEqual(inProfile("migrate"), ["old-ml-service", "ml-service-v2", ...database]);
    assert.deepEqual(inProfile("green"), ["ml-service-v1", "ml-service-v2", ...database]);
    assert.deepEqual(inProfile("single"), ["single"]);
  });

  for (const [name, service] of all) {
    test(`${name} is looked at, bounded, and refers only to what there is`, () => {
      assert.ok(["CMD", "CMD-SHELL"].includes(service.healthcheck?.test[0] ?? ""));
      assert.match(service.mem_limit ?? "", /^\d+[mg]$/);
      assert.ok((service.cpus ?? 0) > 0);
      for (const secret of service.secrets ?? []) assert.ok(secret in file.secrets, secret);
      for (const volume of service.volumes ?? []) {
        const [source = ""] = volume.split(":");
        assert.ok(source.startsWith("./") || source in file.volumes, source);
      }
      for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
        assert.equal(condition, "service_healthy");
        const missing = service.profiles.filter((profile) => !inProfile(profile).includes(needed));
        assert.deepEqual(missing, [], `${needed} is in every profile of ${name}`);
      }
    });
  }

  test("publishes no port twice within a profile, and none beyond the machine", () => {
    for (const profile of ["migrate", "green", "single"]) {
      const ports = inProfile(profile).flatMap((name) => services[name]?.ports ?? []);
      assert.equal(new Set(ports).size, ports.length, profile);
      for (const port of ports) assert.match(port, /^127\.0\.0\.1:\d+:\d+$/);
    }
    assert.deepEqual(services["ml-service-v1"]?.ports, ["127.0.0.1:5002:5002"]);
    assert.deepEqual(services["ml-service-v2"]?.ports, ["127.0.0.1:5003:5003"]);
  });

  test("runs ours without privileges on a root that cannot be written, with settings that exist", () => {
    assert.equal(ours.length, 3);
    const names = new Set(Object.values(SETTINGS).map(({ name }) => name));
    for (const [service, { read_only, user, environment = {} }] of ours) {
      assert.equal(read_only, true);
      assert.equal(user, "65532:65532");
      const known = (name: string) => names.has(name) || names.has(name.replace(/_FILE$/, ""));
      assert.deepEqual(
        Object.keys(environment).filter((name) => !known(name)),
        [],
        service,
      );
    }
  });

  test("holds no secret", () => {
    const text = readFileSync(`${folder}/compose.yaml`, "utf8");
    assert.doesNotMatch(text, /:\/\/[^\s/]+:[^\s/]+@/);
    assert.doesNotMatch(text, /PASSWORD: /);
  });
});
