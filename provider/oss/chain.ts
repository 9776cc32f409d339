import {
  CLIProfileCredentialsProvider,
  ECSRAMRoleCredentialsProvider,
  OIDCRoleArnCredentialsProvider,
  ProfileCredentialsProvider,
  RAMRoleARNCredentialsProvider,
  URICredentialsProvider,
} from "@alicloud/credentials";
import { sending } from "./httpx";
import { type CredentialsSource, type Keys, noCredentials } from "./keys";

/** A provider of `@alicloud/credentials`. */
export interface Provider {
  getCredentials(): Promise<Keys & { providerName?: string }>;
  getProviderName(): string;
}

/** Makes a provider, or throws when its settings are missing. */
export type MakeProvider = () => Provider;

const lookedAt =
  "OSS_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_ID, ALICLOUD_ACCESS_KEY, OIDC (ALIBABA_CLOUD_OIDC_TOKEN_FILE), the current profile in ~/.aliyun/config.json, ~/.alibabacloud/credentials, the instance's RAM role, ALIBABA_CLOUD_CREDENTIALS_URI";

/** For each of the two questions to the metadata service; off an instance nobody answers them. */
const metadataMs = 500;

/**
 * The providers of the default chain, in its order, without its environment keys. Walked here and not by
 * `DefaultCredentialsProvider`, which asks the metadata service for seconds and, once all failed or while it is still
 * looking, only asks the last one.
 */
export function chain(profile: string | undefined, env: NodeJS.ProcessEnv): CredentialsSource {
  const makers = profile ? profileProviders(profile) : [...defaultProviders(env)];
  const tried = profile
    ? `profile ${profile} gave no keys`
    : `no credentials are set up. Looked at: ${lookedAt}`;
  return firstOf(makers, tried);
}

function profileProviders(profile: string): MakeProvider[] {
  return [
    () => CLIProfileCredentialsProvider.builder().withProfileName(profile).build(),
    () => ProfileCredentialsProvider.builder().withProfileName(profile).build(),
  ];
}

function defaultProviders(env: NodeJS.ProcessEnv): MakeProvider[] {
  return [
    () => OIDCRoleArnCredentialsProvider.builder().build(),
    () => CLIProfileCredentialsProvider.builder().build() as Provider,
    () => ProfileCredentialsProvider.builder().build() as Provider,
    ...(env.ALIBABA_CLOUD_ECS_METADATA_DISABLED?.toLowerCase() === "true" ? [] : [instanceRole]),
    () =>
      URICredentialsProvider.builder()
        .withCredentialsURI(env.ALIBABA_CLOUD_CREDENTIALS_URI as string)
        .build(),
  ];
}

function instanceRole(): Provider {
  return ECSRAMRoleCredentialsProvider.builder()
    .withReadTimeout(metadataMs)
    .withConnectTimeout(metadataMs)
    .build();
}

/**
 * The first provider that gives keys. From then on it is the only one, since another's keys may be another account's: it
 * is made anew when it fails or its keys are spent. Where it gives none, its last ones are tried, and the service tells.
 */
export function firstOf(makers: MakeProvider[], nothing: string): CredentialsSource {
  let candidates = makers;
  let kept: Provider | undefined;
  let last: Keys | undefined;

  async function lookUp(): Promise<Keys> {
    const known = kept && (await keysOf(kept).catch(() => undefined));
    if (known) return known;
    const codes = new Set<string>();
    for (const make of candidates) {
      try {
        const provider = make();
        const keys = await keysOf(provider);
        kept = provider;
        candidates = [make];
        return keys;
      } catch (error) {
        for (const code of serviceCodes(error)) codes.add(code);
      }
    }
    if (last) return last;
    throw noCredentials([nothing, ...codes].join("; "));
  }

  return {
    async get(spent) {
      if (spent && spent.securityToken === last?.securityToken) kept = undefined;
      last = await lookUp();
      return last;
    },
  };
}

async function keysOf(provider: Provider): Promise<Keys> {
  const keys = await sending(() => provider.getCredentials());
  const { accessKeyId, accessKeySecret, securityToken, providerName } = keys;
  if (!accessKeyId || !accessKeySecret) throw new Error("empty keys");
  const origin = providerName || provider.getProviderName();
  return { accessKeyId, accessKeySecret, securityToken: securityToken || undefined, origin };
}

/** The keys of a role, assumed with the keys of another source; that source's lack of keys is told as its own. */
export function assumedRole(roleArn: string, source: CredentialsSource): CredentialsSource {
  const base = {
    getProviderName: () => "oss",
    getCredentials: async () => ({ providerName: "oss", securityToken: "", ...(await source.get()) }),
  };
  const make = () =>
    RAMRoleARNCredentialsProvider.builder().withCredentialsProvider(base).withRoleArn(roleArn).build();
  const role = firstOf([make], `role ${roleArn} could not be assumed`);
  return {
    async get(spent) {
      await source.get();
      return role.get(spent);
    },
  };
}

/** What STS said, as its code alone: its text may hold what was signed, and a provider's text a whole file of keys. */
function serviceCodes(error: unknown): string[] {
  const match = /"Code"\s*:\s*"([A-Za-z][A-Za-z0-9.]{1,60})"/.exec(
    error instanceof Error ? error.message : "",
  );
  return match?.[1] && match[1] !== "Success" ? [match[1]] : [];
}
