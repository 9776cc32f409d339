import alibabacloud_oss_v2 as oss
from _shared import client, options, report

args = options()
result = client(args).get_bucket_replication_location(oss.GetBucketReplicationLocationRequest(bucket=args.bucket))
found = result.replication_location
constraints = found.location_transfer_type_constraint.location_transfer_types
report(
    result,
    *(f"result: location: {each.location}, transfer types: {each.transfer_types.types}" for each in constraints or []),
    f"rtc: {found.locationrtc_constraint.locations}",
)
