/** What the switch needs of a proxy. The share in force is the proxy's to keep: nothing here remembers it. */
export interface TrafficProxy {
  /** The file that names both sides, as it should be. */
  readonly rendered: string;
  /**
   * Puts that file in place when it differs, after the proxy's own program has found it valid.
   *
   * @returns whether it differed, so that the proxy has to be started or reloaded
   * @throws SwitchError when it is invalid; everything is as it was then
   */
  install(): Promise<boolean>;
  /** @throws SwitchError when the proxy does not run, or has not reloaded after ten seconds */
  reload(): Promise<void>;
  /** Percent of requests that go to the new side, 0–100; for this and for later starts of the proxy. */
  setShare(percent: number): Promise<void>;
  share(): Promise<number>;
  /** Counts since the proxy was asked first, or since it started. */
  traffic(): Promise<Traffic>;
  /** After the last question; a proxy that wrote a log for the switch stops writing it. */
  close(): Promise<void>;
}

export type Side = "old" | "new";

/** What the proxy saw each side do. */
export type Traffic = Readonly<Record<Side, SideTraffic>>;

export interface SideTraffic {
  /** Requests handed to the side, those handed on to the other one afterwards included. */
  readonly requests: number;
  /** Of these, how many it answered with 5xx, broke off, refused, or let wait for too long. */
  readonly failures: number;
  /** Mean time until its answers began, of late; null while there were none. */
  readonly meanMs: number | null;
}

export const NO_TRAFFIC: SideTraffic = { requests: 0, failures: 0, meanMs: null };

/** Something that the person at the keyboard can mend; its message says what. */
export class SwitchError extends Error {
  override readonly name = "SwitchError";
}
