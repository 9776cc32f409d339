#!/bin/sh
# Reviews what the next update of a stack does to replication. The review is posted on the pull or merge request, in one
# comment for each stack that later runs rewrite. Ends with 3 at a risk of FAIL_ON (default: high) or above.
#
# Usage: review.sh STACK
# `pulumi` and `oss-replication` are on the PATH: npm exec -c 'sh review.sh STACK'
set -eu
umask 077

stack=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export MARKER="<!-- oss-replication review: $stack -->"

post_on_github() {
  comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
  id=$(gh api "$comments" --paginate --jq '.[] | select(.body | startswith(env.MARKER)) | .id' | head -n 1)
  if [ -n "$id" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$folder/comment.md"
  else
    gh api --silent --method POST "$comments" --field "body=@$folder/comment.md"
  fi
}

# The token comes by standard input, so that it does not stand in the list of processes.
gitlab() {
  printf 'header = "PRIVATE-TOKEN: %s"\n' "$GITLAB_TOKEN" |
    curl --config - --fail --silent --show-error --output "$folder/answer.json" "$@"
}

post_on_gitlab() {
  notes="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
  gitlab "$notes?per_page=100&sort=asc&order_by=created_at"
  id=$(node -p 'JSON.parse(fs.readFileSync(process.argv[1])).find(({ body }) => body.startsWith(process.env.MARKER))?.id ?? ""' \
    "$folder/answer.json")
  if [ -n "$id" ]; then
    gitlab --request PUT "$notes/$id" --data-urlencode "body@$folder/comment.md"
  else
    gitlab --request POST "$notes" --data-urlencode "body@$folder/comment.md"
  fi
}

previewed=0
pulumi preview --json --non-interactive --stack "$stack" >"$folder/preview.json" || previewed=$?

reviewed=0
oss-replication review --fail-on "${FAIL_ON:-high}" "$folder/preview.json" >"$folder/review.md" || reviewed=$?
if [ "$reviewed" -ne 0 ] && [ "$reviewed" -ne 3 ]; then exit "$reviewed"; fi
if [ "$previewed" -ne 0 ]; then exit "$previewed"; fi

{
  printf '%s\n\n' "$MARKER"
  cat "$folder/review.md"
} >"$folder/comment.md"

if [ -n "${PULL_REQUEST:-}" ]; then
  post_on_github
elif [ -n "${CI_MERGE_REQUEST_IID:-}" ]; then
  post_on_gitlab
else
  cat "$folder/review.md"
fi
exit "$reviewed"
