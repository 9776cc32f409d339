import { OssError } from "./errors";

/** One set of keys; a security token makes them temporary. */
export interface Keys {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
  /** Where they come from: the variable that has their id, or the provider of `@alicloud/credentials`. */
  origin?: string;
}

/** Where keys come from. Asked for each attempt of a call, so keys that expire are renewed. */
export interface CredentialsSource {
  /**
   * `spent` are keys that the service no longer accepts; newer ones are given where there are any. Throws an
   * `OssError` with code `NoCredentials`.
   */
  get(spent?: Keys): Promise<Keys>;
}

/** The error where there are no keys; `serviceMessage` must hold nothing from a file or an answer. */
export function noCredentials(serviceMessage: string): OssError {
  return new OssError({ operation: "GetCredentials", bucket: "", code: "NoCredentials", serviceMessage });
}
