import { type ProviderSettings, type Settings, settingProblems, settingsFrom } from "../lifecycle/settings";
import { containsUnknown } from "../lifecycle/unknown";
import { regionOfProfile } from "../oss";
import type { Values } from "./values";
import { inOurWords } from "./words";

/**
 * Settings of one account and region. A resource or function that is given a provider of its own uses it instead of the
 * stack's configuration: what it leaves out comes from the environment. A change of it changes how buckets are reached and
 * replaces nothing, but for rules whose region comes from it.
 */
export interface ProviderConfiguration extends ProviderSettings {
  /**
   * The first part of what makes the owner of a rule, beside the resource's own name, stack and project. Set it in one of
   * two backends that use equal names.
   * @default organization
   */
  owner?: string;
}

const NAMES = Object.keys({
  region: true,
  endpoint: true,
  network: true,
  profile: true,
  roleArn: true,
  owner: true,
  checks: true,
  allowHttp: true,
  waitForClearing: true,
} satisfies Record<keyof ProviderConfiguration, true>);

/** What the engine itself puts among a provider's inputs. */
const ENGINE = ["version", "pluginDownloadURL", "pluginChecksums"];

export interface Configuration {
  settings: Settings;
  /** The first part of what makes the owner of a rule; the engine does not tell providers the organisation. */
  owner: string;
}

export function configurationOf(values: Values, env: NodeJS.ProcessEnv): Configuration {
  const { owner } = values;
  return {
    settings: settingsFrom((key) => settingIn(values, key), env, regionOfProfile),
    owner: typeof owner === "string" && owner !== "" ? owner : "organization",
  };
}

function settingIn(values: Values, key: string): string | undefined {
  const [namespace, name = ""] = key.split(":");
  const value = namespace === "oss" ? values[name] : undefined;
  return value === undefined || value === null ? undefined : String(value);
}

/** What is wrong with a provider's inputs: the name of the property, and a sentence. */
export function configurationProblems(values: Values): { property: string; reason: string }[] {
  const known: readonly string[] = [...NAMES, ...ENGINE];
  const unknown = Object.keys(values).filter((name) => !known.includes(name) && !name.startsWith("__"));
  const others = containsUnknown(values) ? [] : settingProblems(configurationOf(values, {}).settings);
  return [
    ...unknown.map((name) => ({
      property: name,
      reason: `There is no setting \`${name}\`. The settings are ${NAMES.map((each) => `\`${each}\``).join(", ")}.`,
    })),
    ...others.map((reason) => ({ property: "", reason: inOurWords(reason) })),
  ];
}
