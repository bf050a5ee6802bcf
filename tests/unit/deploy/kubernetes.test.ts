import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, test } from "node:test";
import { parse } from "yaml";
import { SETTINGS } from "../../../src/config/settings.ts";

const folder = resolve(import.meta.dirname, "../../../deploy/kubernetes");
const read = (name: string) => parse(readFileSync(`${folder}/${name}.yaml`, "utf8"));
const deployment = read("deployment");
const migration = read("migration");
const [server] = deployment.spec.template.spec.containers;
const pods = { server: deployment.spec.template.spec, migration: migration.spec.template.spec };

describe("the Kubernetes manifests", () => {
  test("are each listed once by the kustomization, and each is of a kind and has a name", () => {
    const files = globSync("*.yaml", { cwd: folder }).filter(
      (name) => name !== "kustomization.yaml",
    );
    assert.deepEqual(read("kustomization").resources.toSorted(), files.toSorted());
    for (const name of files) {
      const { kind, metadata } = read(name.replace(".yaml", ""));
      assert.match(kind, /^[A-Z]/);
      assert.match(metadata.name, /^[a-z-]+$/);
    }
  });

  for (const [name, pod] of Object.entries(pods)) {
    test(`the pod of the ${name} has no privileges and a root that cannot be written`, () => {
      assert.equal(pod.securityContext.runAsNonRoot, true);
      assert.equal(pod.securityContext.seccompProfile.type, "RuntimeDefault");
      assert.equal(pod.automountServiceAccountToken, false);
      const [{ securityContext, resources }] = pod.containers;
      assert.equal(securityContext.allowPrivilegeEscalation, false);
      assert.equal(securityContext.readOnlyRootFilesystem, true);
      assert.deepEqual(securityContext.capabilities.drop, ["ALL"]);
      assert.ok(resources.requests.memory && resources.limits.memory);
      const mounted = pod.containers[0].volumeMounts.map((mount: { name: string }) => mount.name);
      const volumes = pod.volumes.map((volume: { name: string }) => volume.name);
      assert.deepEqual(mounted, volumes);
    });
  }

  test("ask the probes that the service answers, by a port that the pod names", () => {
    const [{ name }] = server.ports;
    for (const [probe, path] of [
      ["startupProbe", "/livez"],
      ["livenessProbe", "/livez"],
      ["readinessProbe", "/readyz"],
    ] as const) {
      assert.deepEqual(server[probe].httpGet, { path, port: name });
    }
    assert.equal(read("service").spec.ports[0].targetPort, name);
  });

  test("give a pod more time to end than it takes to drain and close", () => {
    const drainMs = Number(read("configuration").data.POMODORO_DRAIN_DELAY_MS);
    const graceMs = deployment.spec.template.spec.terminationGracePeriodSeconds * 1000;
    assert.ok(graceMs > drainMs + 10_000 + 5000, "the limit of closing and its margin");
    const { periodSeconds, failureThreshold } = server.readinessProbe;
    assert.ok(drainMs > periodSeconds * failureThreshold * 1000);
  });

  test("select the pods that there are", () => {
    const labels = deployment.spec.template.metadata.labels;
    for (const selector of [
      deployment.spec.selector.matchLabels,
      read("service").spec.selector,
      read("disruption-budget").spec.selector.matchLabels,
    ]) {
      assert.deepEqual(selector, labels);
    }
    assert.equal(read("autoscaler").spec.scaleTargetRef.name, deployment.metadata.name);
  });

  test("set what the service knows, and keep secrets outside", () => {
    const names = new Set(Object.values(SETTINGS).map(({ name }) => name));
    for (const name of Object.keys(read("configuration").data)) {
      assert.ok(names.has(name.replace(/_FILE$/, "")), name);
    }
    for (const name of globSync("*.yaml", { cwd: folder })) {
      const text = readFileSync(`${folder}/${name}`, "utf8");
      assert.doesNotMatch(text, /:\/\/[^\s/]+:[^\s/]+@|^kind: Secret/m);
    }
  });
});
