#!/bin/sh
# Reviews what the next update of a stack does to replication. The review is posted on the pull or merge request, in one
# comment for each stack of each project that later runs rewrite; where nothing changes and there is no such comment, none is
# made. A preview that fails is posted as such, and so is a commit that could not be reviewed. Ends with 3 at a risk of
# FAIL_ON (default: high) or above.
#
# Usage: review.sh STACK
#        review.sh --not-reviewed STACK   after a job that may have failed before it came to this script
# `pulumi` and `oss-replication` are on the PATH: npm exec -c 'sh review.sh STACK'
# Once the comment is about this commit, the file POSTED is made, where that is set. On GitHub, AUTHOR is the login that
# comments (default: github-actions[bot]).
set -eu
umask 077

after_failure=
if [ "${1:-}" = --not-reviewed ]; then
  after_failure=yes
  shift
fi
stack=${1:?Usage: review.sh [--not-reviewed] STACK}
commit=${COMMIT:-${CI_MERGE_REQUEST_SOURCE_BRANCH_SHA:-${CI_COMMIT_SHA:-}}}
AUTHOR=${AUTHOR:-github-actions[bot]}
export AUTHOR

# The post functions may be asked after a failure, where the shell does not end at one: each says where it gives up.
post() {
  if [ -n "${PULL_REQUEST:-}" ]; then
    post_on_github || return
  elif [ -n "${CI_MERGE_REQUEST_IID:-}" ]; then
    post_on_gitlab || return
  else
    cat "$folder/comment.md"
  fi
  posted=yes
  if [ -n "${POSTED:-}" ]; then : >"$POSTED"; fi
}

# A run of an older commit that ends late says nothing.
is_outdated() {
  if [ -z "$commit" ] || [ "$1" = "$commit" ]; then return 1; fi
  echo "Not posted: $commit is no longer the last commit of the request, $1 is." >&2
}

post_on_github() {
  newest=$(gh api "repos/$GITHUB_REPOSITORY/pulls/$PULL_REQUEST" --jq .head.sha) || return
  if is_outdated "$newest"; then return 0; fi
  comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
  gh api "$comments" --paginate \
    --jq '.[] | select(.user.login == env.AUTHOR and (.body | startswith(env.MARKER))) | .id' >"$folder/ids" || return
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

# A field of the last answer.
answered() {
  node -p 'JSON.parse(fs.readFileSync(process.argv[1]))[process.argv[2]]' "$folder/answer.json" "$1"
}

# The id of the comment, or nothing; `more` where the page is full and it may be on the next.
find_on_page() {
  node -p 'const [, file, self] = process.argv;
    const notes = JSON.parse(fs.readFileSync(file));
    const own = ({ author, body }) => String(author.id) === self && body.startsWith(process.env.MARKER);
    notes.find(own)?.id ?? (notes.length < 100 ? "" : "more")' "$folder/answer.json" "$self"
}

post_on_gitlab() {
  request="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID"
  gitlab "$request" || return
  newest=$(answered sha) || return
  if is_outdated "$newest"; then return 0; fi
  gitlab "$CI_API_V4_URL/user" || return
  self=$(answered id) || return
  notes="$request/notes"
  page=1
  id=more
  while [ "$id" = more ]; do
    gitlab "$notes?per_page=100&page=$page&sort=asc&order_by=created_at" || return
    id=$(find_on_page) || return
    page=$((page + 1))
  done
  if [ -n "$id" ]; then
    gitlab --request PUT "$notes/$id" --data-urlencode "body@$folder/comment.md"
  elif [ "$changes" -ne 0 ]; then
    gitlab --request POST "$notes" --data-urlencode "body@$folder/comment.md"
  fi
}

not_reviewed() {
  run=${CI_JOB_URL:-${GITHUB_RUN_ID:+${GITHUB_SERVER_URL:-}/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID}}
  printf '%s\n\n## OSS replication review: `%s`\n\n**The last commit%s was not reviewed.**%s\n' "$MARKER" "$project/$stack" \
    "${commit:+, \`$commit\`,}" "${run:+ [The run]($run) says why.}"
}

# However this ends, no review of an earlier commit stays as if it were of this one.
finish() {
  code=$?
  trap - EXIT
  if [ -z "$posted" ] && [ -n "$MARKER" ]; then
    not_reviewed >"$folder/comment.md"
    changes=1
    post || { echo "The comment does not say that this commit was not reviewed." >&2; code=1; }
  fi
  rm -rf "$folder"
  exit "$code"
}

posted=
MARKER=
folder=$(mktemp -d)
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# From the file of the project, since a preview that fails may not tell it.
project=$(node -p 'const text = fs.readFileSync(["Pulumi.yaml", "Pulumi.yml"].find(fs.existsSync), "utf8");
  /^name\s*:\s*["\x27]?([\w.-]+)/m.exec(text)?.[1] ?? JSON.parse(text).name ?? ""')
if [ -z "$project" ]; then
  echo "Pulumi.yaml names no project." >&2
  exit 1
fi

# The first line of the review, as oss-replication writes it for this name.
MARKER=$(node -p '`<!-- oss-replication review: ${process.argv[1].replace(/[^\w.\/ -]/gu,
  (character) => `%${character.codePointAt(0).toString(16)};`)} -->`' "$project/$stack")
export MARKER

if [ -n "$after_failure" ]; then
  if [ -n "${POSTED:-}" ] && [ -e "$POSTED" ]; then posted=yes; fi
  exit 0
fi

previewed=0
# Of two resources that manage one rule, one may not change: --show-sames shows it, too.
pulumi preview --json --show-sames --non-interactive --stack "$stack" >"$folder/preview.json" || previewed=$?

# The run is what the environment of the job says.
review() {
  oss-replication review --name "$project/$stack" --preview-exit "$previewed" ${commit:+--commit "$commit"} \
    "$@" "$folder/preview.json"
}

reviewed=0
review --fail-on "${FAIL_ON:-high}" >"$folder/comment.md" || reviewed=$?
case $reviewed in
  0 | 1 | 3) ;;
  *) exit "$reviewed" ;;
esac
if [ "$(head -n 1 "$folder/comment.md")" != "$MARKER" ]; then
  echo "oss-replication ended with $reviewed and has not written a review." >&2
  exit 1
fi
changes=0
review --quiet-if-unchanged --format text >"$folder/changes" 2>"$folder/failure" || changes=$?
if [ -s "$folder/changes" ]; then changes=1; fi

post
exit "$reviewed"
