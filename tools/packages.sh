# shellcheck shell=sh
# packages.sh - sourced by the other tools: installs Debian packages that are missing, without asking.

# need PACKAGE...: does nothing if all are there, or where there is no dpkg.
need() {
    command -v dpkg-query >/dev/null || return 0
    missing=
    for package; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "please install:$missing" >&2; exit 1; }
        root=sudo
    fi
    echo "installing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    $root apt-get update -qq
    # shellcheck disable=SC2086
    $root apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# What building adcc takes.
need_build() {
    need cmake make gcc libc6-dev libclang-19-dev
}
