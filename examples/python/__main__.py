"""A bucket replicated to another region for disaster recovery, as examples/cross-region does it in TypeScript.

    pulumi plugin install resource oss-replication v0.1.0 --file pulumi-resource-oss-replication-v0.1.0.tar.gz
    python3 -m venv venv && . venv/bin/activate && pip install pulumi
    pulumi package add oss-replication     # the SDK; docs/languages.md has other ways
    pulumi stack init dev
    pulumi config set oss-replication:region cn-hangzhou    # or OSS_REGION
    pulumi config set sourceBucket my-bucket
    pulumi config set targetBucket my-other-bucket
    pulumi config set targetLocation oss-cn-beijing
    pulumi up
"""

import pulumi
import pulumi_oss_replication as oss

config = pulumi.Config()
bucket = config.require("sourceBucket")

targets = oss.get_replication_locations(bucket=bucket)

other_region = oss.ReplicationRule(
    "other-region",
    bucket=bucket,
    destination={
        "bucket": config.require("targetBucket"),
        "location": config.require("targetLocation"),
    },
    prefix_set={"prefixes": config.get_object("prefixes") or []},
    historical_object_replication=config.require("history"),
)
if config.require_bool("replicationTimeControl"):
    oss.ReplicationRtc("other-region-rtc", bucket=bucket, rule_id=other_region.id)

pulumi.export("otherRegionRule", other_region.id)
pulumi.export("validTargets", [each.location for each in targets.locations])
