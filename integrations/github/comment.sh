#!/usr/bin/env bash
# Keeps one comment at a pull request: the one that begins with the mark is replaced, else one is made.
set -euo pipefail

comment=${RUNNER_TEMP:-/tmp}/tessera-comment.md
if [[ ! -s $comment ]]; then
  echo '::notice title=tessera::There is no report to comment with'
  exit 0
fi
mark=$(head -n 1 "$comment")
repository=${GITHUB_API_URL:-https://api.github.com}/repos/$GITHUB_REPOSITORY

ask() { # METHOD URL [FILE]: the token goes through standard input, where no list of processes shows it
  printf 'header = "Authorization: Bearer %s"\n' "$GITHUB_TOKEN" |
    curl --fail-with-body --silent --show-error --config - --request "$1" --header 'Accept: application/vnd.github+json' \
      --header 'X-GitHub-Api-Version: 2022-11-28' ${3:+--data-binary "@$3"} "$2"
}

body=$(mktemp)
trap 'rm -f "$body"' EXIT
jq --raw-input --slurp '{body: .}' "$comment" > "$body"
found=
for ((page = 1; page <= 50; page++)); do
  list=$(ask GET "$repository/issues/$PULL_REQUEST/comments?per_page=100&page=$page")
  found=$(jq --raw-output --arg mark "$mark" 'first(.[] | select(.body | startswith($mark)) | .id) // empty' <<< "$list")
  [[ -z $found && $(jq length <<< "$list") == 100 ]] || break
done
if [[ -n $found ]]; then
  ask PATCH "$repository/issues/comments/$found" "$body" > /dev/null
else
  ask POST "$repository/issues/$PULL_REQUEST/comments" "$body" > /dev/null
fi
