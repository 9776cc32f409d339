import pulumi
import pulumi_oss_replication as oss

logs_dr = oss.ReplicationRule(
    "logsDr",
    bucket="prod-logs",
    region="cn-hangzhou",
    destination={"bucket": "prod-logs-dr", "location": "oss-cn-beijing"},
    prefix_set={"prefixes": ["app/", "audit/"]},
    action="PUT",
)

pulumi.export("rule", logs_dr.id)
