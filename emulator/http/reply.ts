import type { ServiceError } from "../errors";
import { element, maybe, writeXml, type XmlOut } from "../xml/write";

/** An answer, as plain data; the server adds what every answer has. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
  /** For the request log. */
  ruleId?: string;
  error?: ServiceError;
}

export function empty(status = 200, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: "" };
}

export function xml(root: XmlOut): Reply {
  return xmlOf(writeXml(root));
}

/** A document that is written already. */
export function xmlOf(body: string | Buffer): Reply {
  return { status: 200, headers: { "Content-Type": "application/xml" }, body };
}

/** The error as OSS writes it: https://www.alibabacloud.com/help/en/document_detail/32005.html */
export function failure(error: ServiceError, request: { method: string; id: string; host: string }): Reply {
  const root = element("Error", [
    element("Code", error.code),
    element("Message", error.message),
    element("RequestId", request.id),
    element("HostId", request.host),
    ...Object.entries(error.extras).map(([name, value]) => element(name, value)),
    maybe("EC", error.ec),
    maybe("RecommendDoc", error.ec && `https://api.aliyun.com/troubleshoot?q=${error.ec}`),
  ]);
  const headers: Record<string, string> = { "Content-Type": "application/xml" };
  if (error.ec) headers["x-oss-ec"] = error.ec;
  const body = writeXml(root);
  if (request.method !== "HEAD") return { status: error.status, headers, body, error };
  headers["x-oss-err"] = Buffer.from(body).toString("base64");
  return { status: error.status, headers, body: "", error };
}
