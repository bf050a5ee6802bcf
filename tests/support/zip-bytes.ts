import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

/** A ZIP archive of these files, by their paths. */
export async function zipBytes(
  members: Readonly<Record<string, string | Buffer>>,
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(members)) {
    if (path.endsWith("/")) zip.addEmptyDirectory(path);
    else zip.addBuffer(Buffer.from(content), path);
  }
  zip.end();
  return buffer(zip.outputStream);
}
