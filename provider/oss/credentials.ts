import { type CredentialsSource, type Keys, noCredentials } from "./keys";

/** Which account; names, never secrets. */
export interface AccountChoice {
  /** A profile of the Alibaba Cloud CLI, or of the shared credentials file. Beats the environment's keys. */
  profile?: string;
  /** A profile that counts only where the environment has no keys: the one of `@pulumi/alicloud`. */
  otherProfile?: string;
  /** ARN of a RAM role to assume with the keys found otherwise. */
  roleArn?: string;
}

/**
 * Keys as the OSS SDK samples have them, `OSS_ACCESS_KEY_ID`, `OSS_ACCESS_KEY_SECRET` and `OSS_SESSION_TOKEN`; else those
 * of the default chain of `@alicloud/credentials`: `ALIBABA_CLOUD_ACCESS_KEY_ID` and its kin, those of `@pulumi/alicloud`
 * (`ALICLOUD_ACCESS_KEY` and its kin), OIDC, CLI profile, shared credentials file, RAM role of the instance, URI. A chosen profile is used alone. `env` is where keys are looked up;
 * the other sources of the chain read the process's own environment.
 */
export function credentialsFor(
  choice: AccountChoice,
  env: NodeJS.ProcessEnv = process.env,
): CredentialsSource {
  const own = choice.profile ? undefined : environmentSource(env);
  const source = own ?? shared(chainSource(choice.profile ?? choice.otherProfile, env));
  return choice.roleArn ? shared(roleSource(choice.roleArn, source)) : source;
}

const families = [
  ["OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET", "OSS_SESSION_TOKEN"],
  ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"],
  ["ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN"],
] as const;

/** The keys that the environment holds; half a pair is an error, since going on would use another account. */
function environmentSource(env: NodeJS.ProcessEnv): CredentialsSource | undefined {
  const family = families.find(([id, secret]) => env[id] || env[secret]);
  if (!family) return undefined;
  const [id, secret, token] = family;
  const [accessKeyId, accessKeySecret, securityToken] = [env[id], env[secret], env[token] || undefined];
  return {
    async get() {
      if (accessKeyId && accessKeySecret) return { accessKeyId, accessKeySecret, securityToken, origin: id };
      throw noCredentials(`${accessKeyId ? id : secret} is set, ${accessKeyId ? secret : id} is not`);
    },
  };
}

function chainSource(profile: string | undefined, env: NodeJS.ProcessEnv): CredentialsSource {
  let chain: CredentialsSource | undefined;
  return {
    async get(spent) {
      chain ??= (require("./chain") as typeof import("./chain")).chain(profile, env);
      return chain.get(spent);
    },
  };
}

function roleSource(roleArn: string, source: CredentialsSource): CredentialsSource {
  let role: CredentialsSource | undefined;
  return {
    async get(spent) {
      role ??= (require("./chain") as typeof import("./chain")).assumedRole(roleArn, source);
      return role.get(spent);
    },
  };
}

/** One lookup at a time, shared by all who wait for it; whose keys are spent wait for a lookup of their own. */
function shared(source: CredentialsSource): CredentialsSource {
  const current = new Map<string, Promise<Keys>>();
  return {
    get(spent) {
      const key = spent?.securityToken ?? "";
      const lookup = current.get(key) ?? source.get(spent).finally(() => current.delete(key));
      current.set(key, lookup);
      return lookup;
    },
  };
}
