#!/bin/sh
# Updates a stack after a merge, and keeps with the run what the update does to replication: other merges may have come between
# the review and this one. Ends with 3 and updates nothing at a risk of FAIL_ON or above, where that is set. With BRANCH set, it ends with 4 and updates nothing where COMMIT (default: GitLab's
# CI_COMMIT_SHA) is no longer the last of that branch: an older commit must not undo what a later one has done.
#
# Usage: merge.sh STACK
# `pulumi` and `oss-replication` are on the PATH: npm exec -c 'sh merge.sh STACK'
set -eu
umask 077

stack=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

previewed=0
pulumi preview --json --show-sames --non-interactive --stack "$stack" >"$folder/preview.json" || previewed=$?

reviewed=0
oss-replication review --preview-exit "$previewed" ${FAIL_ON:+--fail-on "$FAIL_ON"} "$folder/preview.json" \
  >"$folder/review.md" || reviewed=$?
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$folder/review.md" >>"$GITHUB_STEP_SUMMARY"; else cat "$folder/review.md"; fi
if [ "$reviewed" -ne 0 ]; then exit "$reviewed"; fi

# Looked at last: the preview takes its time.
if [ -n "${BRANCH:-}" ]; then
  commit=${COMMIT:-$CI_COMMIT_SHA}
  git ls-remote --exit-code origin "refs/heads/$BRANCH" >"$folder/head"
  newest=$(cut -f 1 "$folder/head")
  if [ "$newest" != "$commit" ]; then
    echo "Nothing is updated: $commit is no longer the last commit of $BRANCH, $newest is." >&2
    exit 4
  fi
fi

pulumi up --yes --skip-preview --non-interactive --stack "$stack"
