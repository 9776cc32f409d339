import type { Keys } from "../../oss";

/** The providers of `@alicloud/credentials`, as their names begin. */
const PROVIDERS: Record<string, string> = {
  cli_profile: "a profile of the Alibaba Cloud CLI",
  profile: "the shared credentials file (~/.alibabacloud/credentials)",
  oidc_role_arn: "a role assumed by OIDC",
  ecs_ram_role: "the RAM role of the instance",
  credential_uri: "the URI in ALIBABA_CLOUD_CREDENTIALS_URI",
};

/** Where keys come from, in words. A kind or a variable, never a key. */
export function originText({ origin, securityToken }: Keys): string {
  const [provider = "", ...inner] = origin?.split("/") ?? [];
  const known = Object.hasOwn(PROVIDERS, provider) ? PROVIDERS[provider] : undefined;
  const kind = inner.length > 0 ? ` (${inner.join("/")})` : "";
  const place = known === undefined ? `${origin || "what is"} in the environment` : `${known}${kind}`;
  return `${place}; ${securityToken ? "temporary keys" : "lasting keys"}`;
}
