import { z } from "zod";
import { ConfigError } from "./error";

/** Checks a value against its shape. What is wrong first is thrown, in one line. */
export function checked<T>(shape: z.ZodType<T>, value: unknown): T {
  const { data, error } = shape.safeParse(value);
  const [problem, ...more] = error?.issues ?? [];
  if (!problem) return data as T;
  const rest = more.length === 0 ? "" : ` (and ${more.length} more)`;
  throw new ConfigError(at(z.core.toDotPath(problem.path), problem.message) + rest);
}

/** `buckets[1].name: it is there twice`. */
export function at(path: string, message: string): string {
  return oneLine(path === "" ? message : `${path}: ${message}`);
}

/** Names in a file may hold anything; a message is one line all the same. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => JSON.stringify(character).slice(1, -1));
}
