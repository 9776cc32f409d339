#!/bin/sh
# Tells whether replication at OSS is still what the last update has made it, and changes nothing. Ends with 3 where it is not.
#
# Usage: drift.sh STACK
# `pulumi` and `oss-replication` are on the PATH: npm exec -c 'sh drift.sh STACK'
set -eu
umask 077

stack=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

refreshed=0
pulumi refresh --preview-only --json --non-interactive --stack "$stack" >"$folder/refresh.json" || refreshed=$?

reviewed=0
oss-replication review --preview-exit "$refreshed" --fail-on drift "$folder/refresh.json" >"$folder/drift.md" || reviewed=$?
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$folder/drift.md" >>"$GITHUB_STEP_SUMMARY"; else cat "$folder/drift.md"; fi
exit "$reviewed"
