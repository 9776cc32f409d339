import * as pulumi from "@pulumi/pulumi";

/** The monitor that `pulumi.runtime.setMocks` puts in carries the mocks (@pulumi/pulumi, runtime/mocks). */
export function hasMocks(): boolean {
  return "mocks" in (pulumi.runtime.getMonitor() ?? {});
}
