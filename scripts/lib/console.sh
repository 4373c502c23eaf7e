# Sourced: build_console builds the console's page if its sources are newer; without Node it says so, and the rest goes on.

build_console() {
  local folder="$_root/console" built="$_root/console/dist/index.html"
  [ -d "$folder/src" ] || return 0
  if [ -f "$built" ] && [ -z "$(find "$folder"/{src,public,scripts,index.html,package-lock.json,vite.config.ts} "$_root/docs/runbook.md" -newer "$built" -type f -print -quit)" ]; then
    return 0
  fi
  if ! command -v npm >/dev/null 2>&1; then
    echo "The console is not built: that takes Node 20 or newer with npm on the PATH. Everything else is there." >&2
    return 0
  fi
  echo "Building the console …" >&2
  (
    cd "$folder"
    [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --loglevel=error
    npm run --silent build
  ) >&2 || echo "The console could not be built, see above. Everything else is there." >&2
}
