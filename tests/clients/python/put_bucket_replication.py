import alibabacloud_oss_v2 as oss
from _shared import client, options, report

args = options("sync_role", "target_bucket", "target_location")
# As odd as the SDK's sample: a Status that is no element of the request, SSE-KMS without a key, odd prefixes.
rule = oss.ReplicationRule(
    status="Disabled",
    action="ALL",
    prefix_set=oss.ReplicationPrefixSet(prefixs=["C$|EqA0gEq", " Md)+1gf@p"]),
    destination=oss.ReplicationDestination(
        bucket=args.target_bucket, location=args.target_location, transfer_type=oss.TransferType.INTERNAL
    ),
    historical_object_replication=oss.HistoricalObjectReplicationType.DISABLED,
    sync_role=args.sync_role,
    rtc=oss.ReplicationTimeControl(status="disabled"),
    source_selection_criteria=oss.ReplicationSourceSelectionCriteria(
        sse_kms_encrypted_objects=oss.SseKmsEncryptedObjects(status=oss.StatusType.ENABLED)
    ),
)
request = oss.PutBucketReplicationRequest(
    bucket=args.bucket, replication_configuration=oss.ReplicationConfiguration(rules=[rule])
)
report(client(args).put_bucket_replication(request))
