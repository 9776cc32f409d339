package main

import (
	"github.com/pulumi-oss-replication/pulumi-oss-replication/sdk/go/ossreplication"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		logsDr, err := ossreplication.NewReplicationRule(ctx, "logsDr", &ossreplication.ReplicationRuleArgs{
			Bucket: pulumi.String("prod-logs"),
			Region: pulumi.String("cn-hangzhou"),
			Destination: &ossreplication.ReplicationDestinationArgs{
				Bucket:   pulumi.String("prod-logs-dr"),
				Location: pulumi.String("oss-cn-beijing"),
			},
		})
		if err != nil {
			return err
		}
		_, err = ossreplication.NewReplicationRtc(ctx, "logsDrRtc", &ossreplication.ReplicationRtcArgs{
			Bucket: logsDr.Bucket,
			Region: logsDr.Region,
			RuleId: logsDr.ID(),
		})
		return err
	})
}
