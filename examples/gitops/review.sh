#!/bin/sh
# Reviews what the next update of a stack does to replication. The review is posted on the pull or merge request, in one
# comment for each stack of each project that later runs rewrite. Ends with 3 at a risk of FAIL_ON (default: high) or above.
#
# Usage: review.sh STACK
# `pulumi` and `oss-replication` are on the PATH: npm exec -c 'sh review.sh STACK'
set -eu
umask 077

stack=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

post_on_github() {
  comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
  gh api "$comments" --paginate --jq '.[] | select(.body | startswith(env.MARKER)) | .id' >"$folder/ids"
  id=$(head -n 1 "$folder/ids")
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

# The id of the comment, or nothing; `more` where the page is full and it may be on the next.
find_on_page() {
  node -p 'const notes = JSON.parse(fs.readFileSync(process.argv[1]));
    notes.find(({ body }) => body.startsWith(process.env.MARKER))?.id ?? (notes.length < 100 ? "" : "more")' "$folder/answer.json"
}

post_on_gitlab() {
  notes="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
  page=1
  id=more
  while [ "$id" = more ]; do
    gitlab "$notes?per_page=100&page=$page&sort=asc&order_by=created_at"
    id=$(find_on_page)
    page=$((page + 1))
  done
  if [ -n "$id" ]; then
    gitlab --request PUT "$notes/$id" --data-urlencode "body@$folder/comment.md"
  else
    gitlab --request POST "$notes" --data-urlencode "body@$folder/comment.md"
  fi
}

previewed=0
# Of two resources that manage one rule, one may not change: --show-sames shows it, too.
pulumi preview --json --show-sames --non-interactive --stack "$stack" >"$folder/preview.json" || previewed=$?

reviewed=0
oss-replication review --fail-on "${FAIL_ON:-high}" "$folder/preview.json" >"$folder/review.md" || reviewed=$?
if [ "$reviewed" -ne 0 ] && [ "$reviewed" -ne 3 ]; then exit "$reviewed"; fi
if [ "$previewed" -ne 0 ]; then exit "$previewed"; fi

# A URN is urn:pulumi:STACK::PROJECT::TYPE::NAME.
project=$(node -p '/"urn": *"urn:pulumi:[^:"]+::([\w.-]+)::/.exec(fs.readFileSync(process.argv[1], "utf8"))?.[1] ?? ""' "$folder/preview.json")
export MARKER="<!-- oss-replication review: $project $stack -->"
{
  printf '%s\n\nStack `%s` of project `%s`:\n\n' "$MARKER" "$stack" "$project"
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
