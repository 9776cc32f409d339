/** The one version that everything here is tried with; package.json and tools/pulumi-cli/go.mod pin the same. */
export const cliVersion = "3.250.0";

type Version = [major: number, minor: number, patch: number];

function parse(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** Whether a CLI that prints this version can stand in for ours: same major version, not older. */
export function isNewEnough(text: string): boolean {
  const [found, needed] = [parse(text), parse(cliVersion)];
  if (!found || !needed || found[0] !== needed[0]) return false;
  return found[1] > needed[1] || (found[1] === needed[1] && found[2] >= needed[2]);
}
