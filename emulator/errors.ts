import { callsRefusals } from "./refusals/calls";
import { commonRefusals } from "./refusals/common";
import type { Row } from "./refusals/row";
import { ruleRefusals } from "./refusals/rule";
import { signatureRefusals } from "./refusals/signature";

/** An error answer of the service. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly ec?: string,
    /** Further elements of the body, such as `BucketName`. */
    readonly extras: Record<string, string> = {},
  ) {
    super(message);
  }
}

const rows = { ...commonRefusals, ...signatureRefusals, ...ruleRefusals, ...callsRefusals };

/** The names of everything the emulator refuses. */
export type Refusal = keyof typeof rows;

export const refusals = Object.keys(rows) as Refusal[];

/** The error answer for a refusal, ready to be thrown. */
export function refusal(name: Refusal, extras?: Record<string, string>): ServiceError {
  const [status, code, message, ec]: Row = rows[name];
  return new ServiceError(status, code, message, ec, extras);
}
