import { refusal } from "../errors";
import { algorithm } from "./canonical";

export interface Authorization {
  accessKeyId: string;
  /** `YYYYMMDD`. */
  day: string;
  /** `cn-hangzhou`. */
  region: string;
  scope: string;
  /** In lower case. */
  additionalHeaders: string[];
  signature: string;
}

/** Takes an Authorization header apart; refuses everything but a complete V4 one. */
export function parseAuthorization(header: string): Authorization {
  if (!header.startsWith(`${algorithm} `)) throw refusal("notV4");
  const fields = parseFields(header.slice(algorithm.length + 1));
  const credential = fields.get("Credential");
  const signature = fields.get("Signature");
  if (!credential || !signature) throw refusal("malformedAuthorization");
  const additional = fields.get("AdditionalHeaders");
  if (additional?.trim() === "") throw refusal("emptyAdditionalHeaders");
  const additionalHeaders = additional?.toLowerCase().split(";") ?? [];
  const { accessKeyId, day, region, scope } = parseCredential(credential);
  return { accessKeyId, day, region, scope, additionalHeaders, signature };
}

const known = ["Credential", "AdditionalHeaders", "Signature"];

function parseFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const part of text.split(",")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim();
    if (at < 0 || !known.includes(name) || fields.has(name)) throw refusal("malformedAuthorization");
    fields.set(name, part.slice(at + 1).trim());
  }
  return fields;
}

function parseCredential(credential: string) {
  const [accessKeyId, day, region, product, request, ...rest] = credential.split("/");
  if (!accessKeyId || !day || !region || request !== "aliyun_v4_request" || rest.length > 0)
    throw refusal("credential");
  if (product !== "oss") throw refusal("signingProduct");
  if (!/^\d{8}$/.test(day)) throw refusal("signingDate");
  return { accessKeyId, day, region, scope: `${day}/${region}/oss/aliyun_v4_request` };
}
