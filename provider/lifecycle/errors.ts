import { OssError } from "../oss";

/** A failure that is told to the user as it stands: no stack trace, the next step in the text. */
export class ReplicationError extends Error {
  constructor(
    message: string,
    /** `RuleInTheWay`, `Timeout`, ...: stable, for programs. */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "ReplicationError";
  }
}

/**
 * A create that failed and left a rule of this resource in effect. The engine then keeps the rule in state
 * (`InitializationError` of @pulumi/pulumi, cmd/dynamic-provider, which goes by `id`, `properties` and `reasons`).
 */
export class LeftInPlace extends ReplicationError {
  reasons: string[];

  constructor(
    message: string,
    code: string,
    readonly id: string,
    public properties: object,
  ) {
    super(message, code);
    this.reasons = [message];
  }
}

export function isTold(error: unknown): error is ReplicationError | OssError {
  return error instanceof ReplicationError || error instanceof OssError;
}

/** A failure of a user's making, left with its message alone; any other keeps its stack trace. */
export function withoutStack(error: unknown): unknown {
  if (isTold(error)) error.stack = error.message;
  return error;
}

/**
 * The dynamic provider prints `${error}: ${error.stack}` for a failed check, diff, read and delete beside the
 * message itself (@pulumi/pulumi, cmd/dynamic-provider). For a user's mistake one plain line is left of that.
 */
export function forTheEngine(error: unknown): unknown {
  if (isTold(error)) error.toString = () => "OSS replication";
  return withoutStack(error);
}

export function isCode(error: unknown, ...codes: string[]): error is OssError {
  return error instanceof OssError && codes.includes(error.code);
}
