# Sourced: run_cli COMMAND [ARGUMENT…] builds the commands if their sources are newer, and runs one.

_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$_root/scripts/lib/help.sh"
. "$_root/scripts/lib/jdk25.sh"
. "$_root/scripts/lib/built.sh"

_jar="$_root/cli/target/cli.jar"
_cache="$_root/cli/target/cli.aot"
# The cache is discarded when these differ from those it was made with.
_flags=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1)

_out_of_date() {
  [ ! -f "$_jar" ] || unusable "$_root/cli/target/class-path.txt" || [ -n "$(find "$_root"/pom.xml "$_root"/cli/pom.xml "$_root"/cli/src/main -newer "$_jar" -type f -print -quit 2>/dev/null)" ]
}

_build() {
  echo "Building the commands (the first time takes a minute) …" >&2
  (cd "$_root" && ./mvnw -B -q -ntp -pl cli process-classes -Dspotless.check.skip=true >&2) || exit 1
  rm -f "$_cache"
  "$JAVA_HOME/bin/jar" --create --file "$_jar.new" -C "$_root/cli/target/classes" . && mv "$_jar.new" "$_jar"
}

# What the JVM has to find out at each start is kept from a run on a deployment made of canned answers. Never needed: without it
# a command is slower.
_learn() {
  "$JAVA_HOME/bin/java" "${_flags[@]}" -XX:AOTCacheOutput="$_cache" -cp "$_class_path" io.rdsmaint.cli.Practice >/dev/null 2>&1 ||
    rm -f "$_cache"
}

_prepare() {
  if _out_of_date; then _build; fi
  _class_path="$_jar:$(cat "$_root/cli/target/class-path.txt")"
  [ -f "$_cache" ] || [ -n "${RDS_MAINT_NO_AOT:-}" ] || _learn
}

run_cli() {
  _prepare
  export RDS_MAINT_SCRIPTS="$_root/scripts"
  . "$_root/scripts/lib/terminal.sh"
  if [ -f "$_cache" ] && [ -z "${RDS_MAINT_NO_AOT:-}" ]; then
    _flags+=("-XX:AOTCache=$_cache" -Xlog:aot=off -Xlog:cds=off)
  fi
  exec "$JAVA_HOME/bin/java" "${_flags[@]}" -cp "$_class_path" io.rdsmaint.cli.Main "$@"
}
