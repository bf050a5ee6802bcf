import type { Entry } from "yauzl";
import { CsvReader, splitCells } from "../csv-reader.ts";
import { LineSplitter } from "../line-splitter.ts";
import { DamagedMemberError, type ZipArchive } from "./zip-archive.ts";

/** The file that refers to projects and tasks by id. */
const WITH_IDS = /(?:^|\/)time_entries\.csv$/;
/** The files beside it that contain their names. */
const WITH_NAMES = /(?:^|\/)(?:projects|tasks)\.csv$/;
/** Enough for tens of thousands of projects. */
const MAX_BYTES = 4 * 1_048_576;

/** Names in some files of an archive that others refer to by id. */
export interface ZipNames {
  /** Names by id; absent when nothing refers to them. */
  readonly names: ReadonlyMap<string, string> | undefined;
  /** Files that the names were read from. */
  readonly members: ReadonlySet<string>;
}

export async function namesIn(archive: ZipArchive): Promise<ZipNames> {
  const names = new Map<string, string>();
  const members = new Set<string>();
  const refers = archive.members.some(({ fileName }) => WITH_IDS.test(fileName));
  for (const entry of refers ? archive.members : []) {
    if (!WITH_NAMES.test(entry.fileName) || !isReadable(entry)) continue;
    try {
      for (const [id, name] of await readNames(archive, entry)) names.set(id, name);
      members.add(entry.fileName);
    } catch (error) {
      // A damaged member is reported as skipped when its turn comes.
      if (!(error instanceof DamagedMemberError)) throw error;
    }
  }
  return { names: names.size === 0 ? undefined : names, members };
}

function isReadable(entry: Entry): boolean {
  return entry.uncompressedSize <= MAX_BYTES && !entry.isEncrypted() && entry.canDecodeFileData();
}

async function readNames(archive: ZipArchive, entry: Entry): Promise<[string, string][]> {
  const splitter = new LineSplitter();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.read(entry)) chunks.push(chunk);
  const [first, ...rows] = [...splitter.push(Buffer.concat(chunks)), ...splitter.end()];
  const header = splitCells((first?.text ?? "").replace(/\r$/, ""), ",") ?? [];
  const [id, name] = [header.indexOf("id"), header.indexOf("name")];
  const reader = new CsvReader({ delimiter: ",", width: header.length });
  return [...reader.push(rows), ...reader.end()].flatMap(({ cells }): [string, string][] => {
    const [known, called] = [cells[id], cells[name]];
    return known === undefined || called === undefined ? [] : [[known, called]];
  });
}
