# shellcheck shell=bash
# What the scripts of this folder share.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
log_folder=$root/artifacts/local-images
# shellcheck source=images.env
source "$here/images.env"

fail() {
  echo "$(basename "$0"): $1" >&2
  exit 1
}

# How to have an engine and a registry, for the messages of what needs them.
# shellcheck disable=SC2034
in_engine="Run this as: eng/local-images/engine run eng/local-images/$(basename "$0")"

# The server's API version, when an engine answers.
engine_answers() {
  timeout 10 docker version --format '{{.Server.APIVersion}}' 2>/dev/null
}

# The command of "logged" that has not ended.
running=""
end_running() {
  [[ -z $running ]] || { kill "$running" && wait "$running"; } 2>/dev/null || true
}

# Runs a command for at most so many seconds, with its output in the log of that name.
logged() {
  local seconds=$1 name=$2 log=$log_folder/$2.log
  shift 2
  mkdir -p "$log_folder"
  timeout --kill-after 10 "$seconds" "$@" >"$log" 2>&1 &
  running=$!
  if ! wait "$running"; then
    running=""
    fail "$name failed; the last lines of $log:
$(tail -n 5 "$log")"
  fi
  running=""
}

# Installs what is missing of PROGRAM:PACKAGE …; only Debian, and only root.
need() {
  local wanted missing=()
  for wanted; do
    command -v "${wanted%:*}" >/dev/null || missing+=("${wanted#*:}")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    fail "this needs packages that are missing on this machine: apt-get install ${missing[*]} (Debian, as root)."
  fi
  echo "Installing ${missing[*]} …" >&2
  logged 300 packages apt-get update
  # Without their own services: the engine and the registry are started by hand.
  logged 600 packages env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends "${missing[@]}"
}

# Removes a folder; what is still mounted below it must not be removed with it.
remove() {
  local mounted
  awk -v folder="$1/" 'index($2, folder) == 1 { print $2 }' /proc/self/mounts | sort -r | while read -r mounted; do
    umount --lazy "$mounted"
  done
  rm -rf --one-file-system "$1"
}
