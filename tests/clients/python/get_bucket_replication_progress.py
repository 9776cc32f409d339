import alibabacloud_oss_v2 as oss
from _shared import client, options, report

args = options("rule_id")
request = oss.GetBucketReplicationProgressRequest(bucket=args.bucket, rule_id=args.rule_id)
result = client(args).get_bucket_replication_progress(request)
report(result, *(f"result: id: {rule.id}, status: {rule.status}" for rule in result.replication_progress.rules))
