// Makes one call with the official Go SDK V2: main CALL ENDPOINT BUCKET [RULE-ID]. Of ListBuckets BUCKET is the prefix.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
)

func main() {
	call, endpoint, bucket, ruleID := os.Args[1], os.Args[2], os.Args[3], ""
	if len(os.Args) > 4 {
		ruleID = os.Args[4]
	}
	config := oss.LoadDefaultConfig().
		WithCredentialsProvider(credentials.NewEnvironmentVariableCredentialsProvider()).
		WithRegion("cn-hangzhou").
		WithEndpoint(endpoint)
	line, err := run(oss.NewClient(config), call, bucket, ruleID)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(line)
}

func run(client *oss.Client, call, bucket, ruleID string) (string, error) {
	ctx := context.Background()
	switch call {
	case "PutBucketReplication":
		result, err := client.PutBucketReplication(ctx, &oss.PutBucketReplicationRequest{
			Bucket: oss.Ptr(bucket),
			ReplicationConfiguration: &oss.ReplicationConfiguration{Rules: []oss.ReplicationRule{{
				ID:        oss.Ptr(ruleID),
				PrefixSet: &oss.ReplicationPrefixSet{Prefixs: []string{"a<b>&\n", "  c  "}},
				Destination: &oss.ReplicationDestination{
					Bucket:       oss.Ptr("dst"),
					Location:     oss.Ptr("oss-cn-beijing"),
					TransferType: oss.TransferTypeInternal,
				},
				// Without this and TransferType the SDK sends empty elements, whose meaning is not documented.
				HistoricalObjectReplication: oss.HistoricalObjectReplicationEnabled,
			}}},
		})
		if err != nil {
			return "", err
		}
		return oss.ToString(result.ReplicationRuleId), nil
	case "GetBucketReplication":
		result, err := client.GetBucketReplication(ctx, &oss.GetBucketReplicationRequest{Bucket: oss.Ptr(bucket)})
		if err != nil {
			return "", err
		}
		rule := result.ReplicationConfiguration.Rules[0]
		return fmt.Sprintf("%s %s %q", *rule.ID, *rule.Status, rule.PrefixSet.Prefixs), nil
	case "GetBucketReplicationLocation":
		result, err := client.GetBucketReplicationLocation(ctx, &oss.GetBucketReplicationLocationRequest{Bucket: oss.Ptr(bucket)})
		if err != nil {
			return "", err
		}
		found := result.ReplicationLocation
		return fmt.Sprint(len(found.Locations), len(found.LocationTransferTypeConstraint.LocationTransferTypes),
			len(found.LocationRTCConstraint.Locations)), nil
	case "GetBucketReplicationProgress":
		result, err := client.GetBucketReplicationProgress(ctx, &oss.GetBucketReplicationProgressRequest{
			Bucket: oss.Ptr(bucket), RuleId: oss.Ptr(ruleID),
		})
		if err != nil {
			return "", err
		}
		progress := result.ReplicationProgress.Rules[0].Progress
		return fmt.Sprint(*progress.HistoricalObject, " ", *progress.NewObject), nil
	case "PutBucketRTC":
		_, err := client.PutBucketRtc(ctx, &oss.PutBucketRtcRequest{
			Bucket: oss.Ptr(bucket),
			RtcConfiguration: &oss.RtcConfiguration{
				ID: oss.Ptr(ruleID), RTC: &oss.ReplicationTimeControl{Status: oss.Ptr("enabled")},
			},
		})
		return "", err
	case "DeleteBucketReplication":
		result, err := client.DeleteBucketReplication(ctx, &oss.DeleteBucketReplicationRequest{
			Bucket: oss.Ptr(bucket), ReplicationRules: &oss.ReplicationRules{IDs: []string{ruleID}},
		})
		if err != nil {
			return "", err
		}
		return fmt.Sprint(result.StatusCode), nil
	case "ListBuckets":
		pages := client.NewListBucketsPaginator(&oss.ListBucketsRequest{Prefix: oss.Ptr(bucket), MaxKeys: 2})
		found := []string{}
		for pages.HasNext() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				return "", err
			}
			names := []string{}
			for _, each := range page.Buckets {
				names = append(names, *each.Name+"="+*each.Region)
			}
			found = append(found, fmt.Sprint(names))
		}
		return fmt.Sprint(found), nil
	case "GetBucketStat":
		result, err := client.GetBucketStat(ctx, &oss.GetBucketStatRequest{Bucket: oss.Ptr(bucket)})
		if err != nil {
			return "", err
		}
		return fmt.Sprint(result.Storage, result.ObjectCount, result.StandardStorage, result.LastModifiedTime), nil
	case "GetBucketInfo":
		result, err := client.GetBucketInfo(ctx, &oss.GetBucketInfoRequest{Bucket: oss.Ptr(bucket)})
		if err != nil {
			return "", err
		}
		return fmt.Sprint(*result.BucketInfo.Location, " ", oss.ToString(result.BucketInfo.Versioning)), nil
	}
	return "", fmt.Errorf("%s is not one of the calls", call)
}
