#!/bin/sh
# Waits until the copy is complete, and then moves the readers of a stack to it. Ends with 3, and has changed nothing, where
# the copy is not complete in time or its rule is not in effect. The update applies whatever else the program says, too: have
# that reviewed and applied before.
#
# Usage: cut-over.sh STACK [TIME]     such as: cut-over.sh prod 6h
# `pulumi` and `oss-replication` are on the PATH: npm exec -c 'sh cut-over.sh prod 6h'
set -eu

stack=${1:?Usage: cut-over.sh STACK [TIME]}
time=${2:-2h}

bucket=$(pulumi config get --path source.bucket --stack "$stack")
region=$(pulumi config get --path source.region --stack "$stack")
rule=$(pulumi stack output rule --stack "$stack")
gate=$(pulumi stack output gate --stack "$stack")

oss-replication progress --bucket "$bucket" --region "$region" --rule-id "$rule" --until "$gate" --timeout "$time"

pulumi config set readFrom copy --stack "$stack"
pulumi up --yes --non-interactive --stack "$stack" || {
  code=$?
  echo "The update has failed. Pulumi.$stack.yaml now says readFrom: copy, and the next update moves the readers; \`pulumi config set readFrom source\` takes that back." >&2
  exit "$code"
}
echo "The readers are at the copy. Keep the changed Pulumi.$stack.yaml: the next update without it moves them back."
