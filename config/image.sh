#!/bin/sh
# The image's entry: a role becomes the process itself, so that signals reach it.
set -eu
case "${1:-start:web}" in
  start:web) program=src/server ;;
  start:worker) program=src/worker ;;
  migrate) program=src/db/migrate-cli ;;
  books) program=src/books ;;
  *)
    echo "This image knows start:web, start:worker, migrate and books; not $1." >&2
    exit 64
    ;;
esac
[ $# -gt 0 ] && shift
exec node --enable-source-maps "build/js/$program.js" "$@"
