#!/usr/bin/awk -f
# Reads PIT's mutations.xml: the score, and each survivor by class, method and line. Set aside is what only writes to the
# operation's log, or tells telemetry. A test that does not end any more counts as noticing; on a machine that is busy with other
# work one may just be late, so their number is told.
BEGIN { RS = "</mutation>" }
/<mutation / {
  status = attribute("status")
  what = element("description")
  if (status == "NON_VIABLE") next
  if (what ~ /removed call to io\/rdsmaint\/(engine\/(Session::log|Invocation::tell)|telemetry\/)/) { aside++; next }
  all++
  if (status == "KILLED" || status == "TIMED_OUT" || status == "MEMORY_ERROR" || status == "RUN_ERROR") {
    noticed++
    if (status == "TIMED_OUT") late++
    next
  }
  class = element("mutatedClass")
  sub(/^io\.rdsmaint\./, "", class)
  if (status == "NO_COVERAGE") uncovered++
  printf "  %s.%s:%s %s%s\n", class, element("mutatedMethod"), element("lineNumber"), what, status == "NO_COVERAGE" ? " (not reached)" : ""
}
END {
  if (all == 0) { print name ": nothing was changed"; exit 1 }
  score = 100 * noticed / all
  printf "%s: %d of %d noticed, %.1f %% (bar %d %%); %d by tests that did not end any more; %d not reached by any test; %d log and telemetry calls aside\n", \
    name, noticed, all, score, bar, late, uncovered, aside
  exit score < bar
}
function attribute(key,   r) { r = $0; if (!match(r, key "='[^']*'")) return ""; return substr(r, RSTART + length(key) + 2, RLENGTH - length(key) - 3) }
function element(key,   r) {
  r = $0
  if (!match(r, "<" key ">[^<]*</" key ">")) return ""
  r = substr(r, RSTART + length(key) + 2, RLENGTH - 2 * length(key) - 5)
  gsub(/&lt;/, "<", r); gsub(/&gt;/, ">", r); gsub(/&#39;/, "'", r); gsub(/&amp;/, "\\&", r)
  return r
}
