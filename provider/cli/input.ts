import { WrongUse } from "./failure";
import type { Io } from "./io";

/** More than this is not read: the text and what is made of it would not fit into the memory of a usual process. */
export const MOST_BYTES = 128 * 1024 * 1024;

/** There is more than `most` to read. */
export class TooMuch extends Error {}

/** All that the stream brings, as text. Fails as soon as it brings more than `most` bytes. */
export async function readText(stream: AsyncIterable<Uint8Array>, most = MOST_BYTES): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > most) throw new TooMuch();
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks));
}

/** By its byte order mark, without it: Windows PowerShell writes UTF-16 into a file. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}

/** A file as text, or standard input for `-`. What cannot be read is wrong use of the command. */
export async function readInput(io: Io, file: string, what: string): Promise<string> {
  try {
    return await readText(file === "-" ? io.stdin() : io.file(file));
  } catch (error) {
    if (error instanceof TooMuch)
      throw new WrongUse(
        `${inputName(file)} is longer than ${MOST_BYTES / 1024 / 1024} MiB, which is more than is read of a ${what}.`,
      );
    throw unreadable(file, error);
  }
}

export function unreadable(file: string, error: unknown): WrongUse {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown reason";
  return new WrongUse(`${inputName(file)} cannot be read (${code}).`);
}

export function inputName(file: string): string {
  return file === "-" ? "Standard input" : `The file ${JSON.stringify(file)}`;
}
