"""What the programs in this folder share. Each makes one call with the official Python SDK V2 and takes the options
of the SDK's sample of that name, so that the samples themselves can be run in their place."""

import argparse

import alibabacloud_oss_v2 as oss


def options(*names, bucket=True):
    parser = argparse.ArgumentParser()
    for name in ("region", *(("bucket",) if bucket else ()), "endpoint", *names):
        parser.add_argument(f"--{name}", required=True)
    return parser.parse_args()


def client(args):
    config = oss.config.load_default()
    config.credentials_provider = oss.credentials.EnvironmentVariableCredentialsProvider()
    config.region = args.region
    config.endpoint = args.endpoint
    return oss.Client(config)


def report(result, *more):
    print(f"status code: {result.status_code}, request id: {result.request_id}")
    for line in more:
        print(line)
