# shellcheck shell=bash
# Debian's Pacemaker for a comparison, and its removal afterwards. Sourced by bin/compare and bin/compare-real, which have "$work".
packages="pacemaker pacemaker-cli-utils corosync crmsh resource-agents"
policy= installed=()

known() { dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' 2>/dev/null | awk '$1 == "ii" { print $2 }' | sort; }

install_pacemaker() {
    local missing=() package
    for package in $packages; do known | grep -qx "$package" || missing+=("$package"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "Installing from Debian's packages: ${missing[*]}" >&2
    known >"$work/before"
    # Its services are for the nodes of the lab, not for this machine.
    [ -e /usr/sbin/policy-rc.d ] || { policy=/usr/sbin/policy-rc.d && printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy; }
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    local status=$?
    mapfile -t installed < <(known | comm -13 "$work/before" -)
    [ $status = 0 ] || { echo "${0##*/}: apt-get could not install ${missing[*]}" >&2; return 1; }
}

remove_pacemaker() { # what install_pacemaker has installed
    if [ ${#installed[@]} -gt 0 ]; then
        echo "Removing what was installed: ${installed[*]}" >&2
        DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq "${installed[@]}" >/dev/null 2>&1
    fi
    [ -z "$policy" ] || rm -f "$policy"
}
