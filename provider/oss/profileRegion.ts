import { readFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";

interface CliConfiguration {
  current?: string;
  profiles?: { name?: string; region_id?: string }[];
}

/** The region of a profile of the Alibaba Cloud CLI; without a name, of the one that its credentials come from too. */
export function regionOfProfile(name: string | undefined, env = process.env): string | undefined {
  if (env.ALIBABA_CLOUD_CLI_PROFILE_DISABLED?.toLowerCase() === "true") return undefined;
  try {
    const text = readFileSync(join(os.homedir(), ".aliyun", "config.json"), "utf8");
    const { current, profiles } = JSON.parse(text) as CliConfiguration;
    const wanted = name || env.ALIBABA_CLOUD_PROFILE || current;
    const region = profiles?.find((profile) => profile.name === wanted)?.region_id;
    return typeof region === "string" && region !== "" ? region : undefined;
  } catch {
    // No such file, or it cannot be read: then it names no region.
    return undefined;
  }
}
