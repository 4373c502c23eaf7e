# Sourced: with --help among the arguments, shows lib/help/SCRIPT.txt and ends. The texts are the commands' own, written by
# scripts/generate --help-texts, so that nothing has to be built to read them.

_text="$(dirname "${BASH_SOURCE[0]}")/help/$(basename "$(readlink -f "$0")").txt"
if [ -f "$_text" ]; then
  for _argument in "$@"; do
    case $_argument in -h | --help) cat "$_text" && exit 0 ;; esac
  done
fi
