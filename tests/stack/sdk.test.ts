import { cpSync } from "node:fs";
import { join } from "node:path";
import { goSdk, hasGo, nodeSdk } from "../support/sdks";
import { fromNpm } from "./support/fromNpm";
import { describeIn, golang } from "./support/languages";
import { liveThrough } from "./support/story";
import { newWorld, type World } from "./support/world";

const javascript = `
const rule = new oss.ReplicationRule("logs-dr", {
  bucket: "prod-logs",
  region: "cn-hangzhou",
  destination: { bucket: "prod-logs-dr", location: "oss-cn-beijing" },
  prefixSet: { prefixes: ["app/", "audit/"] },
  action: "PUT",
});
new oss.ReplicationRtc("logs-dr-rtc", { bucket: "prod-logs", region: "cn-hangzhou", ruleId: rule.id });
exports.rule = rule.id;
exports.targets = oss.getReplicationLocationsOutput({ bucket: "prod-logs" }).locations;`;

const go = `package main

import (
	oss "github.com/pulumi-oss-replication/pulumi-oss-replication/sdk/go/ossreplication"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		rule, err := oss.NewReplicationRule(ctx, "logs-dr", &oss.ReplicationRuleArgs{
			Bucket: pulumi.String("prod-logs"),
			Region: pulumi.String("cn-hangzhou"),
			Destination: &oss.ReplicationDestinationArgs{
				Bucket:   pulumi.String("prod-logs-dr"),
				Location: pulumi.String("oss-cn-beijing"),
			},
			PrefixSet: &oss.ReplicationPrefixSetArgs{Prefixes: pulumi.ToStringArray([]string{"app/", "audit/"})},
			Action:    pulumi.String("PUT"),
		})
		if err != nil {
			return err
		}
		_, err = oss.NewReplicationRtc(ctx, "logs-dr-rtc", &oss.ReplicationRtcArgs{
			Bucket: pulumi.String("prod-logs"),
			Region: pulumi.String("cn-hangzhou"),
			RuleId: rule.ID(),
		})
		if err != nil {
			return err
		}
		targets, err := oss.GetReplicationLocations(ctx, &oss.GetReplicationLocationsArgs{Bucket: "prod-logs"})
		if err != nil {
			return err
		}
		locations := pulumi.StringArray{}
		for _, each := range targets.Locations {
			locations = append(locations, pulumi.String(each.Location))
		}
		ctx.Export("rule", rule.ID())
		ctx.Export("targets", locations)
		return nil
	})
}
`;

async function logs(): Promise<World> {
  const world = await newWorld();
  world.emulator.createBucket("prod-logs", "cn-hangzhou");
  world.emulator.createBucket("prod-logs-dr", "cn-beijing");
  return world;
}

(hasGo ? it : it.skip)(
  "a program in JavaScript lives through everything with the generated SDK",
  async () => {
    const { emulator, project } = await logs();
    const program = `const oss = require(${JSON.stringify(await nodeSdk())});\n${javascript}`;
    await liveThrough(project("", { name: "logs", settings: fromNpm }), emulator, program);
  },
  900_000,
);

describeIn("Go", "a program in Go", hasGo, (host) => {
  it("lives through everything with the generated SDK", async () => {
    const { emulator, project } = await logs();
    const p = project("", {
      name: "logs",
      runtime: await golang(host),
      settings: fromNpm,
      timeoutMs: 600_000,
    });
    cpSync(await goSdk(), join(p.folder, "program"), { recursive: true });
    await liveThrough(p, emulator, go);
  }, 1_200_000);
});
