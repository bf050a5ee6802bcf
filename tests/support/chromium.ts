import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const BROWSERS = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Where a Chromium is installed; tests that need one are skipped, visibly, without it. */
export const browserPath = BROWSERS.find((path) => path !== undefined && existsSync(path));

export const skipWithoutBrowser =
  browserPath === undefined && process.env.CI !== "true"
    ? "SKIPPED: no Chromium; install it or set CHROMIUM_PATH"
    : false;

/** As root in a container, and without looking for anything outside of this machine. */
export const BROWSER_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launchBrowser(): Promise<Browser> {
  assert.ok(browserPath, "no Chromium; install it or set CHROMIUM_PATH");
  return chromium.launch({ executablePath: browserPath, args: BROWSER_ARGUMENTS });
}
