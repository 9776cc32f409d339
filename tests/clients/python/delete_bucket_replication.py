import alibabacloud_oss_v2 as oss
from _shared import client, options, report

args = options("rule_id")
rules = oss.ReplicationRules(ids=[args.rule_id])
request = oss.DeleteBucketReplicationRequest(bucket=args.bucket, replication_rules=rules)
report(client(args).delete_bucket_replication(request))
