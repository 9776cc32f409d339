import { isXmlText } from "../../../oss";
import { isObject } from "../../normalise";
import { show } from "./values";

/**
 * OSS takes rules as XML in UTF-8, which has no control characters but tab and line ends, and no half characters
 * (https://www.alibabacloud.com/help/en/oss/support/0031-00000018).
 */
export function writable(name: string, value: unknown): string[] {
  return textsIn(value)
    .filter((text) => !isXmlText(text))
    .map(
      (text) =>
        `\`${name}\` holds ${show(text)}, with a control character or half of a surrogate pair; OSS takes rules as UTF-8 XML, which cannot carry it.`,
    );
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
