#!/bin/sh
# Runs everything that must hold of a folder of pathways, and says at the end
# what did not. With a base (a branch or revision) it also looks at the version
# step, and writes who moves as Markdown to the file named by SUMMARY.
# usage: check.sh [FOLDER] [BASE]
set -u
folder=${1:-pathways}
base=${2:-}
failed=""

step() {
	name=$1
	shift
	echo "== $name"
	"$@" || failed="$failed $name"
}

step fmt signpost fmt --check "$folder"
if [ -n "$base" ]; then
	step check signpost check "$folder" --against "$base"
else
	step check signpost check "$folder"
fi
step lint signpost lint "$folder"
step test signpost test "$folder" --coverage --fail-on-empty
step prove signpost prove "$folder"

if [ -n "$base" ]; then
	echo "== diff"
	signpost diff "$base" "$folder" --format markdown > "${SUMMARY:-/dev/stdout}"
	[ $? -le 1 ] || failed="$failed diff" # 1 says that something differs
fi

if [ -n "$failed" ]; then
	echo "did not pass:$failed" >&2
	exit 1
fi
