import alibabacloud_oss_v2 as oss
from _shared import client, options, report

args = options("rule_id", "status")
configuration = oss.RtcConfiguration(id=args.rule_id, rtc=oss.ReplicationTimeControl(status=args.status))
request = oss.PutBucketRtcRequest(bucket=args.bucket, rtc_configuration=configuration)
report(client(args).put_bucket_rtc(request))
