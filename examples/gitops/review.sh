#!/bin/sh
# Reviews what the next update of a stack does to replication. The review is posted on the pull or merge request, in one
# comment for each stack of each project that later runs rewrite; where nothing changes and there is no such comment, none is
# made. A preview that fails is posted as such. Ends with 3 at a risk of FAIL_ON (default: high) or above.
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
  elif [ "$changes" -ne 0 ]; then
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
  elif [ "$changes" -ne 0 ]; then
    gitlab --request POST "$notes" --data-urlencode "body@$folder/comment.md"
  fi
}

# From the file of the project, since a preview that fails may not tell it.
project=$(node -p 'const text = fs.readFileSync(["Pulumi.yaml", "Pulumi.yml"].find(fs.existsSync), "utf8");
  /^name\s*:\s*["\x27]?([\w.-]+)/m.exec(text)?.[1] ?? JSON.parse(text).name')

previewed=0
# Of two resources that manage one rule, one may not change: --show-sames shows it, too.
pulumi preview --json --show-sames --non-interactive --stack "$stack" >"$folder/preview.json" || previewed=$?

# The run, and the commit unless COMMIT names it, are what the environment of the job says.
review() {
  oss-replication review --name "$project/$stack" --preview-exit "$previewed" ${COMMIT:+--commit "$COMMIT"} \
    "$@" "$folder/preview.json"
}

reviewed=0
review --fail-on "${FAIL_ON:-high}" >"$folder/comment.md" || reviewed=$?
if [ "$reviewed" -eq 2 ]; then exit 2; fi
changes=$(review --quiet-if-unchanged --format text 2>/dev/null | wc -c | tr -d " ")

MARKER=$(head -n 1 "$folder/comment.md")
export MARKER
if [ -n "${PULL_REQUEST:-}" ]; then
  post_on_github
elif [ -n "${CI_MERGE_REQUEST_IID:-}" ]; then
  post_on_gitlab
else
  cat "$folder/comment.md"
fi
exit "$reviewed"
