import alibabacloud_oss_v2 as oss
from _shared import client, options, report

args = options()
result = client(args).get_bucket_replication(oss.GetBucketReplicationRequest(bucket=args.bucket))
report(result, *(f"result: id: {rule.id}, status: {rule.status}" for rule in result.replication_configuration.rules))
