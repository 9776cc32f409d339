/** A request as it came over the wire, as plain data. */
export interface WireRequest {
  method: string;
  /** The path as sent, still encoded. */
  path: string;
  /** The query as sent, still encoded, without `?`. */
  query: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Empty when it is too large. */
  body: Uint8Array;
  /** The body is larger than anybody reads. */
  tooLarge?: boolean;
}

/** The query, decoded, in the order sent. */
export type Query = readonly (readonly [name: string, value: string])[];

/** Splits and decodes a query; `undefined` when it is not properly encoded. `+` is a plus, never a blank. */
export function parseQuery(query: string): Query | undefined {
  try {
    return query
      .split("&")
      .filter((part) => part !== "")
      .map((part) => {
        const at = part.indexOf("=");
        const [name, value] = at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
        return [decodeURIComponent(name), decodeURIComponent(value)] as const;
      });
  } catch {
    return undefined;
  }
}

/** All values of a query parameter. */
export function valuesOf(query: Query, name: string): string[] {
  return query.filter(([key]) => key === name).map(([, value]) => value);
}
