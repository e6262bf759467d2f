#!/usr/bin/env bash
# Runs tessera check over what a pull request or a push changed. It annotates lines, writes the step's summary and its outputs.
set -uo pipefail

words_of() { # one word a line, blank lines left out
  mapfile -t words < <(grep -v '^[[:space:]]*$' <<< "$1")
}

# The commit that the change started from: fetched where the checkout has only the newest one.
started_from() {
  local tip=
  if [[ -n ${GITHUB_BASE_REF:-} ]]; then
    git fetch --quiet --no-tags --depth=1 origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/origin/$GITHUB_BASE_REF" 2> /dev/null
    tip=$(git rev-parse --verify --quiet "refs/remotes/origin/$GITHUB_BASE_REF")
  elif [[ ${EVENT_BEFORE:-} =~ ^[0-9a-f]*[1-9a-f][0-9a-f]*$ ]]; then # zeros: the branch is new
    git cat-file -e "$EVENT_BEFORE" 2> /dev/null || git fetch --quiet --no-tags --depth=1 origin "$EVENT_BEFORE" 2> /dev/null
    tip=$(git rev-parse --verify --quiet "$EVENT_BEFORE^{commit}")
  fi
  [[ -n $tip ]] && { git merge-base HEAD "$tip" 2> /dev/null || echo "$tip"; }
}

# What is empty was not given.
for name in TESSERA_URL TESSERA_API_KEY; do
  [[ -n ${!name:-} ]] || unset "$name"
done

options=(--no-pager --fail-on "${INPUT_FAIL_ON:-breaking}")
if [[ -n ${INPUT_AGAINST:-} ]]; then
  options+=(--against "$INPUT_AGAINST")
elif [[ -z ${TESSERA_URL:-} || -z ${TESSERA_API_KEY:-} ]]; then
  base=$(started_from) && options+=(--against "git:$base")
fi
[[ -z ${INPUT_SARIF:-} ]] || options+=(--output "sarif=$INPUT_SARIF")
[[ -z ${INPUT_JUNIT:-} ]] || options+=(--output "junit=$INPUT_JUNIT")
options+=(--output "markdown=${RUNNER_TEMP:-/tmp}/tessera-comment.md")
words_of "${INPUT_ARGS:-}"
options+=("${words[@]}")
words_of "${INPUT_FILES:-}"
files=("${words[@]}")

tessera check "${options[@]}" -- "${files[@]}"
status=$?
printf 'status=%d\n' "$status" >> "$GITHUB_OUTPUT"
if [[ ${INPUT_LINT:-} == true ]]; then
  # Its outputs would take the place of those above.
  GITHUB_OUTPUT='' tessera lint --no-pager -- "${files[@]}"
  linted=$?
  ((status != 0)) || status=$linted
fi
exit "$status"
