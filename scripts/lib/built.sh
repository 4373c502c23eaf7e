# Sourced: unusable FILE is true of a class path that can't be run: a file that it names is gone, or it names classes of another
# checkout, as the copy of a built one does.

unusable() {
  local entry
  while IFS= read -r -d: entry || [ -n "$entry" ]; do
    entry=${entry%$'\n'}
    [ -e "$entry" ] || return 0
    case $entry in
    "$_root"/*) ;;
    */target/classes) return 0 ;;
    esac
  done <"$1"
  return 1
}
