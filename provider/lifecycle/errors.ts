import { isPassing, OssError, see } from "../oss";

/**
 * The codes of a `ReplicationError`. They are stable: a program may compare with them. The functions fail with the
 * first three only; the rest come from the provider process, so the engine prints them and no program catches them.
 */
export type ReplicationErrorCode =
  /** Neither the arguments nor the configuration nor the environment name the region of the source bucket. */
  | "NoRegion"
  /** The option `provider` is a provider of another package. */
  | "WrongProvider"
  /** The settings of the option `provider` come from a resource that does not exist yet. */
  | "UnknownProvider"
  /** Another rule is in the way, or the rule that `adopt` names is missing or different. It was not changed. */
  | "RuleInTheWay"
  /** OSS would refuse the resource, by what it says about the buckets. Nothing was changed. */
  | "Refused"
  /** The rule is not at OSS. */
  | "NoSuchReplicationRule"
  /** OSS was still clearing a deleted rule when the time limit was over. */
  | "Timeout"
  /** A rule is in effect although OSS accepted its deletion. */
  | "RuleStillThere"
  /** The change needs a replacement, which was not planned. Nothing was changed. */
  | "NotInPlace"
  /** OSS accepted a rule but shows none. */
  | "NoRuleId"
  /** The replacement failed, and the old rule is in effect. */
  | "NotReplaced"
  /** The replacement failed, and no rule, or nobody knows which, is in effect. */
  | "Unprotected"
  /** The rule was recreated, under an id that the state does not have. */
  | "OtherId"
  /** The user has stopped the command before the rule was deleted. Nothing was changed. */
  | "Stopped"
  /** The engine that asked for a write is gone. The write was not made. */
  | "EngineGone";

/** Headings of docs/errors.md that are not the code itself. */
const headings: Partial<Record<ReplicationErrorCode, string>> = { Timeout: "Timeout of a wait" };

/**
 * A failure that is not OSS's answer to a call. `message` is written for the user: what was attempted, on which bucket
 * and rule, what to do next, and where that is explained.
 */
export class ReplicationError extends Error {
  /** Always `ReplicationError`, also where two copies of the package are installed and `instanceof` fails. */
  override name: string = "ReplicationError";

  /** Makes a failure; `options.cause` is what it came from. */
  constructor(
    message: string,
    /** Which failure it is. Stable, for programs. */
    readonly code: ReplicationErrorCode,
    options?: ErrorOptions,
  ) {
    super(explained(message, code), options);
  }
}

/** Made of another failure, the message may have the address already. */
function explained(message: string, code: ReplicationErrorCode): string {
  const address = see(headings[code] ?? code);
  return message.endsWith(address) ? message : `${message} ${address}`;
}

/**
 * A create that failed and left a rule of this resource in effect. The engine then keeps the rule in state
 * (`InitializationError` of @pulumi/pulumi, cmd/dynamic-provider, which goes by `id`, `properties` and `reasons`).
 */
export class LeftInPlace extends ReplicationError {
  reasons: string[];

  constructor(
    message: string,
    code: ReplicationErrorCode,
    readonly id: string,
    public properties: object,
  ) {
    super(message, code);
    this.reasons = [this.message];
  }
}

/** Whether the message of the failure is written for the user. Then no stack trace is needed. */
export function isUserFacing(error: unknown): error is ReplicationError | OssError {
  return error instanceof ReplicationError || error instanceof OssError;
}

/** What a failure that is told to the user is printed as. */
export const MARKED = "OSS replication";

/**
 * The dynamic provider prints `${error}: ${error.stack}` for a failed check, diff, read and delete beside the message
 * itself (@pulumi/pulumi, cmd/dynamic-provider). For a user-facing failure this leaves one plain line, which
 * `engine/echo.ts` leaves out. Any other failure is a bug and keeps its stack trace.
 */
export function forTheEngine(error: unknown): unknown {
  if (isUserFacing(error)) {
    error.toString = () => MARKED;
    error.stack = error.message;
  }
  return error;
}

export function isCode(error: unknown, ...codes: string[]): error is OssError {
  return error instanceof OssError && codes.includes(error.code);
}

/** Whether OSS has answered that it will not do it. A failure that passes, or a lost answer, is none. */
export function isRefusal(error: unknown): error is OssError {
  return error instanceof OssError && error.status !== undefined && !isPassing(error);
}
