# How .ci/run and scripts/full run their parts; they source it.

# What the parts write, and what the lanes tell each other.
parts=$(mktemp -d)
# Each lane is a process group of its own, so that all of it ends with this script.
set -o monitor
trap 'for lane in $(jobs -pr); do kill -- "-$lane"; done; rm -rf "$parts"' EXIT

# Runs a part, and prints how many seconds it took and all that it wrote, when it has ended. `held_back` names a file
# that gets this instead.
#
# It fails when the part does, and when the compiler warns about our own sources; SwiftPM itself warns about a linker
# flag in Pango's pkg-config file, which does no harm. Status 77 says that this machine cannot run the part: no failure.
part() {
    if [[ -e $parts/failed ]]; then return 1; fi
    echo "-- $*"
    local begin=$SECONDS status=0 ending='' log
    log=$(mktemp -p "$parts")
    "$@" >"$log" 2>&1 || status=$?
    if ((status == 77)); then
        status=0 ending=', cannot run here'
    elif ((status != 0)); then
        ending=", failed with status $status"
    elif grep -qE "^$PWD/(Sources|Tests)/.* warning:" "$log"; then
        status=1 ending=', has warnings'
    fi
    if ((status != 0)); then
        echo "$*" >>"$parts/failed"
        tail -n 40 "$log" >>"$parts/failures"
    fi
    if [[ -n ${held_back:-} ]]; then
        report "$begin" "$log" "$ending" "$@" >"$held_back"
    else
        report "$begin" "$log" "$ending" "$@"
    fi
    return "$status"
}

report() {
    local begin=$1 log=$2 ending=$3
    shift 3
    # One piece after the other.
    {
        flock 9
        echo "== $*: $((SECONDS - begin)) s$ending"
        cat "$log"
    } 9>"$parts/printing"
}

# Runs functions side by side. When a part of one fails, the others end with the part that they are at.
lanes() {
    local lane running=() status=0
    for lane; do
        "$lane" &
        running+=($!)
    done
    for lane in "${running[@]}"; do wait "$lane" || status=1; done
    return "$status"
}

# Says which parts have failed, and repeats the ends of what they wrote.
failures() {
    echo "$1: failed: $(paste -sd, "$parts/failed")"
    cat "$parts/failures"
}

# Waits until another lane has made the file; fails when a part of it does.
await() {
    until [[ -e $1 ]]; do
        if [[ -e $parts/failed ]]; then return 1; fi
        sleep 1
    done
}
