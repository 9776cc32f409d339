import alibabacloud_oss_v2 as oss
from _shared import client, options, report

args = options()
result = client(args).get_bucket_stat(oss.GetBucketStatRequest(bucket=args.bucket))
report(result, f"storage: {result.storage}, object count: {result.object_count}, time: {result.last_modified_time}")
