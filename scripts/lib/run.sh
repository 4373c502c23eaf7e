# Sourced: run_main MODULE MAIN-CLASS [ARGUMENT…] builds the module if its sources are newer and runs the class.

_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$_root/scripts/lib/help.sh"
. "$_root/scripts/lib/jdk25.sh"
. "$_root/scripts/lib/built.sh"
. "$_root/scripts/lib/terminal.sh"

_out_of_date() {
  local built="$_root/$1/target/class-path.txt"
  [ ! -f "$built" ] || unusable "$built" || [ -n "$(find "$_root"/pom.xml "$_root"/{lambda,simulator,cli,local}/{pom.xml,src/main} "$_root/statemachine" \
    -newer "$built" -type f -print -quit 2>/dev/null)" ]
}

run_main() {
  local module=$1 main=$2
  shift 2
  if _out_of_date "$module"; then
    echo "Building (the first time takes a minute or two) …" >&2
    (cd "$_root" && ./mvnw -B -q -ntp -pl "$module" -am process-classes -Dmaven.test.skip=true -Dspotless.check.skip=true >&2) || exit 1
  fi
  cd "$_root"
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
    --enable-native-access=ALL-UNNAMED -cp "$_root/$module/target/classes:$(cat "$_root/$module/target/class-path.txt")" "$main" "$@"
}
