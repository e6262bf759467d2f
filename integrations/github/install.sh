#!/usr/bin/env bash
# Puts tessera on the path of the steps that follow: the one that is named, or a release whose checksum is known.
set -euo pipefail

fail() {
  printf '::error title=tessera::%s\n' "$1"
  exit 2
}

if [[ -n ${TESSERA_PROGRAM:-} ]]; then
  [[ -x $TESSERA_PROGRAM ]] || fail "program: $TESSERA_PROGRAM cannot be run"
  program=$(realpath -- "$TESSERA_PROGRAM")
elif [[ -z ${TESSERA_VERSION:-} ]]; then
  program=$(command -v tessera) || fail 'Name a version with its sha256, or a program that is there already'
else
  [[ ${TESSERA_SHA256:-} =~ ^[0-9a-f]{64}$ ]] || fail 'sha256: the checksum of the archive is needed, 64 hexadecimal digits'
  name=tessera-$TESSERA_VERSION-linux-$(uname -m).tar.gz
  url=${TESSERA_DOWNLOAD_URL:-${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_ACTION_REPOSITORY/releases/download/v$TESSERA_VERSION/$name}
  folder=$RUNNER_TEMP/tessera-$TESSERA_SHA256
  mkdir -p "$folder"
  curl --fail --silent --show-error --location --retry 3 --output "$folder/archive" "$url" || fail "$url cannot be downloaded"
  sha256sum --check --status <<< "$TESSERA_SHA256  $folder/archive" || fail "$url has another checksum than sha256 says: not unpacked"
  tar --extract --gzip --no-same-owner --directory "$folder" --file "$folder/archive"
  program=$(find "$folder" -type f -name tessera -perm -u+x -print -quit)
  [[ -n $program ]] || fail "$url holds no program tessera"
fi
"$program" version
dirname -- "$program" >> "$GITHUB_PATH"
