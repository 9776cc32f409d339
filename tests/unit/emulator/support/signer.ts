import { createHash, createHmac } from "node:crypto";

/** What to sign a test request with. */
export interface Signing {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
  region: string;
  date: Date;
}

/** The smallest V4 signer that will do for tests; it signs what every official client signs, and no more. */
export function sign(
  request: { method: string; bucket: string; query: string; headers: Record<string, string> },
  { accessKeyId, accessKeySecret, securityToken, region, date }: Signing,
): Record<string, string> {
  const time = `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const headers: Record<string, string> = {
    ...request.headers,
    "x-oss-date": time,
    "x-oss-content-sha256": "UNSIGNED-PAYLOAD",
    ...(securityToken === undefined ? {} : { "x-oss-security-token": securityToken }),
  };
  const signed = Object.keys(headers).filter((name) => /^(x-oss-.*|content-type|content-md5)$/.test(name));
  const canonical = [
    request.method,
    request.bucket === "" ? "/" : `/${request.bucket}/`,
    request.query.split("&").filter(Boolean).sort().join("&"),
    ...signed.sort().map((name) => `${name}:${headers[name]}`),
    "",
    "",
    "UNSIGNED-PAYLOAD",
  ].join("\n");
  const scope = `${time.slice(0, 8)}/${region}/oss/aliyun_v4_request`;
  const hash = createHash("sha256").update(canonical).digest("hex");
  const key = scope
    .split("/")
    .reduce<string | Buffer>(
      (secret, part) => createHmac("sha256", secret).update(part).digest(),
      `aliyun_v4${accessKeySecret}`,
    );
  const signature = createHmac("sha256", key)
    .update(`OSS4-HMAC-SHA256\n${time}\n${scope}\n${hash}`)
    .digest("hex");
  headers.authorization = `OSS4-HMAC-SHA256 Credential=${accessKeyId}/${scope},Signature=${signature}`;
  return headers;
}
