# Finds what a build and a run need; sourced by the commands of deploy/. Works with the bash 3.2 of macOS.

readonly JAVA_MIN=21
readonly MAVEN_MIN="3.8.6"

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# The feature number of the JDK in that folder; nothing when there is none, or only a runtime without compiler.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  "$1/bin/java" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.specification\.version = \([0-9][0-9]*\)$/\1/p'
}

# One folder a line, the preferred first.
jdk_candidates() {
  if [ -n "${JAVA_HOME:-}" ]; then printf '%s\n' "$JAVA_HOME"; fi
  if command -v java >/dev/null 2>&1; then
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
  fi
  if [ -x /usr/libexec/java_home ]; then /usr/libexec/java_home -v "$JAVA_MIN+" 2>/dev/null || true; fi
  local folder
  for folder in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/*; do
    if [ -x "$folder/bin/javac" ]; then printf '%s\n' "$folder"; fi
  done
}

# Sets JAVA_HOME to the first JDK that is new enough.
find_jdk() {
  local folder version seen=""
  while IFS= read -r folder; do
    version="$(jdk_version "$folder")"
    if [ -n "$version" ] && [ "$version" -ge "$JAVA_MIN" ]; then
      export JAVA_HOME="$folder"
      return
    fi
    seen="$seen
  $folder (${version:-no JDK})"
  done <<EOF
$(jdk_candidates)
EOF
  fail "Holdline needs a JDK (with javac) of version $JAVA_MIN or newer, and found none. Looked at:${seen}" \
    "Install one, for example Temurin from https://adoptium.net, or set JAVA_HOME to it."
}

# Maven's own libraries make the newer JDKs warn on every call, which is no news to anybody.
quiet_maven() {
  if [ "$(jdk_version "$JAVA_HOME")" -ge 24 ]; then
    export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
  fi
}

# Sets MAVEN to the installed Maven, or to the wrapper, which brings one.
find_maven() {
  quiet_maven
  MAVEN="$ROOT/mvnw"
  if command -v mvn >/dev/null 2>&1; then
    local version
    version="$(mvn -v 2>/dev/null | sed -n 's/^[^A]*Apache Maven \([0-9.]*\).*/\1/p')"
    if [ "$(printf '%s\n%s\n' "$MAVEN_MIN" "${version:-0}" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" = "$MAVEN_MIN" ]; then
      MAVEN=mvn
      return
    fi
  fi
  command -v curl >/dev/null 2>&1 || command -v wget >/dev/null 2>&1 ||
    fail "There is no Maven $MAVEN_MIN or newer here, and neither curl nor wget to fetch one. Install one of the three."
}
