# Sourced: exports JAVA_HOME of a JDK 25, from JAVA_HOME, java on the PATH or the usual places, or says what is missing.

# By the file that every JDK has: starting its compiler to ask takes longer than most commands.
_is_jdk25() {
  [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    grep -q '^JAVA_VERSION="25[."]' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | grep -q '^javac 25\b'
  fi
}

_find_jdk25() {
  for _home in \
    "${JAVA_HOME:-}" \
    "$(_java=$(command -v javac 2>/dev/null) && dirname "$(dirname "$(readlink -f "$_java")")")" \
    /usr/lib/jvm/*25* \
    /opt/*jdk*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    /opt/homebrew/opt/openjdk@25 \
    /usr/local/opt/openjdk@25 \
    "${HOME:-}"/.sdkman/candidates/java/25* \
    "${HOME:-}"/.jdks/*25*; do
    if [ -n "$_home" ] && _is_jdk25 "$_home"; then
      printf '%s\n' "$_home"
      return 0
    fi
  done
  return 1
}

# Without one Maven's launcher ends with a line that tells nobody what to do.
[ -n "${HOME:-}" ] || HOME=$(eval echo "~$(id -un)")
export HOME

if ! _found=$(_find_jdk25); then
  echo "JDK 25 is missing: neither JAVA_HOME nor the usual places hold one." >&2
  echo "Install it (for example 'apt-get install temurin-25-jdk', 'brew install openjdk@25' or 'sdk install java 25-tem')" >&2
  echo "or point JAVA_HOME at it, then run this again." >&2
  exit 1
fi
export JAVA_HOME="$_found"
