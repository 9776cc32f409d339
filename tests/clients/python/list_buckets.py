import alibabacloud_oss_v2 as oss
from _shared import client, options, report

args = options(bucket=False)
pages = client(args).list_buckets_paginator(limit=2)
for page in pages.iter_page(oss.ListBucketsRequest()):
    report(page, *(f"result: name: {each.name}, region: {each.region}" for each in page.buckets))
