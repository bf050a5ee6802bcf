import assert from "node:assert/strict";
import type { Contestant } from "./contestant.ts";

/** Answers may differ by so much of their length and still cost the same to send. */
const TOLERATED_SHARE = 0.25;

/**
 * Peers work out one rule in two languages: they must say the same, with the members of this service's answer and about
 * as many bytes.
 *
 * @throws AssertionError when they do not
 */
export async function comparePeers(contestants: readonly Contestant[]): Promise<void> {
  const ours = contestants.find(({ id }) => id === "cached");
  if (ours === undefined) return;
  const own = await textOf(ours);
  const peers = contestants.filter(({ isOurs, id }) => !isOurs && id !== "bare");
  const texts = await Promise.all(peers.map(textOf));
  for (const [index, text] of texts.entries()) {
    const label = peers[index]?.label ?? "";
    assert.equal(text, texts[0], `${label} answers something else than ${peers[0]?.label}`);
    assert.deepEqual(Object.keys(JSON.parse(text)), Object.keys(JSON.parse(own)), label);
    const difference = Math.abs(text.length - own.length) / own.length;
    assert.ok(
      difference <= TOLERATED_SHARE,
      `${label} sends ${text.length} bytes, this service ${own.length}`,
    );
  }
}

async function textOf({ url }: Contestant): Promise<string> {
  return (await fetch(url)).text();
}
