/** A server, or one way of asking it, that is measured beside the others. */
export interface Contestant {
  /** Permanent: results are kept under it. */
  readonly id: string;
  readonly label: string;
  readonly isOurs: boolean;
  readonly url: string;
  /** Of the server; what its workers use counts as its own. */
  readonly pid: number;
  /** As `name=value`; asked before each measurement, since a tag changes with its answer. */
  headers(): Promise<readonly string[]>;
  /** What is the matter with the answer to such a request; `undefined` when it is what is to be measured. */
  faultOf(response: Response): string | undefined;
}

/** What a run consists of, and what it cannot have. */
export interface LineUp {
  readonly contestants: readonly Contestant[];
  readonly skipped: readonly { readonly label: string; readonly reason: string }[];
  /** Versions of what takes part, by name. */
  readonly software: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The question that all are asked. */
export const PATH = "/api/prediction/today";

/** Asks once, as the load generator will. */
export async function ask({ url, headers }: Contestant): Promise<Response> {
  const pairs = (await headers()).map((header): [string, string] => {
    const at = header.indexOf("=");
    return [header.slice(0, at), header.slice(at + 1)];
  });
  return fetch(url, { headers: pairs });
}
