import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { isUserFacing, LeftInPlace } from "../lifecycle/errors";
import { toSend } from "./values";

/** How the engine is told: a failure for the user by its message alone, a bug with its stack trace. */
export function toGrpc(
  error: unknown,
  told: (text: string) => string,
  secrets: string[],
): Partial<ServiceError> {
  if (error instanceof LeftInPlace) return leftInPlace(error, told, secrets);
  if (isUserFacing(error)) return { code: status.UNKNOWN, details: told(error.message) };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: status.INTERNAL, details: told(text) };
}

/**
 * The resource is there, as its properties say, and state is to have it. Its inputs are those of the rule that is there,
 * so that the next command sees what is still to be done.
 */
function leftInPlace(
  error: LeftInPlace,
  told: (text: string) => string,
  secrets: string[],
): Partial<ServiceError> {
  const properties = toSend(error.properties, secrets);
  const detail = new ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(properties);
  detail.setInputs(properties);
  detail.setReasonsList(error.reasons.map(told));
  const packed = new Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new Status();
  answer.setCode(status.UNKNOWN);
  answer.setMessage(told(error.message));
  answer.addDetails(packed);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
  return { code: status.UNKNOWN, details: told(error.message), metadata };
}
