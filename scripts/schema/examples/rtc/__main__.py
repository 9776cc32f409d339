import pulumi_oss_replication as oss

logs_dr = oss.ReplicationRule(
    "logsDr",
    bucket="prod-logs",
    region="cn-hangzhou",
    destination={"bucket": "prod-logs-dr", "location": "oss-cn-beijing"},
)

oss.ReplicationRtc("logsDrRtc", bucket=logs_dr.bucket, region=logs_dr.region, rule_id=logs_dr.id)
