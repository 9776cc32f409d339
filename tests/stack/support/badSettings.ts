import type { Fault } from "oss-replication-emulator";

export const keys = { accessKeyId: "LTAIBADINPUT", accessKeySecret: "the-secret-that-nobody-may-see" };
export const wrongSecret = "another-secret-that-nobody-may-see";
export const credentials = {
  OSS_ACCESS_KEY_ID: keys.accessKeyId,
  OSS_ACCESS_KEY_SECRET: keys.accessKeySecret,
};
export const noCredentials = {
  OSS_ACCESS_KEY_ID: undefined,
  OSS_ACCESS_KEY_SECRET: undefined,
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
};
/** The port is for "discard", which nobody serves, and too low for a program to get it by chance. */
export const closedPort = { OSS_ENDPOINT: "http://127.0.0.1:9" };
export const denied: Fault = {
  kind: "refuse",
  status: 403,
  code: "AccessDenied",
  times: Number.POSITIVE_INFINITY,
};
