# Builds what is not built yet and starts the launcher; sourced by deploy/run and deploy/cluster, which say
# usage(). Works with the bash 3.2 of macOS.

LAUNCHER="$ROOT/deploy/launcher/target/holdline-launcher.jar"
BUILT="$ROOT/deploy/launcher/target/built"

# Everything that the build reads.
sources() {
  (cd "$ROOT" && find pom.xml .mvn persistence-module ejb-module web-module ear clients deploy \
    \( -name target -o -name node_modules \) -prune -o -type f -print | LC_ALL=C sort)
}

# Whether a file has changed, come or gone since the last good build.
is_stale() {
  [ -f "$LAUNCHER" ] && [ -f "$ROOT/deploy/server/target/holdline.jar" ] && [ -f "$BUILT" ] || return 0
  has_other_sources || [ -n "$(sources | while IFS= read -r file; do
    if [ "$ROOT/$file" -nt "$BUILT" ]; then echo "$file" && break; fi
  done)" ]
}

has_other_sources() {
  [ -f "$BUILT" ] && ! sources | cmp -s - "$BUILT"
}

build() {
  echo "Building Holdline (the first time, Maven also fetches what it is made of)"
  local begun goals=package
  # Maven leaves classes of deleted sources where they are, and they would be deployed.
  if has_other_sources; then goals="clean package"; fi
  begun="$(mktemp)"
  sources >"$begun"
  # Layout and style are gates of deploy/test; a start must not rewrite anybody's files.
  (cd "$ROOT" && "$MAVEN" -q -B -DskipTests -Dspotless.skip=true -Dcheckstyle.skip=true -Denforcer.skip=true \
    -pl deploy/launcher -am $goals) || {
    rm -f "$begun"
    fail "The build failed; the reason stands above."
  }
  # With the time at which the build began: what was changed meanwhile is stale.
  mv "$begun" "$BUILT"
}

# launch COMMAND ARGUMENT...: does not return.
launch() {
  local command="$1" build=yes argument
  local options=()
  shift
  for argument in "$@"; do
    case "$argument" in
      --help | -h)
        usage
        exit 0
        ;;
      --no-build) build=no ;;
      *) options+=("$argument") ;;
    esac
  done
  find_jdk
  if [ "$build" = yes ] && is_stale; then
    find_maven
    build
  fi
  [ -f "$LAUNCHER" ] || fail "Nothing is built yet. Run deploy/$command without --no-build."
  export HOLDLINE_DATA="${HOLDLINE_DATA:-$ROOT/.holdline}"
  exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m -jar "$LAUNCHER" "$command" \
    ${options[@]+"${options[@]}"}
}
