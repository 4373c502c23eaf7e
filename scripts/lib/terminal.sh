# Sourced: exports what a program can't see by itself, or only slowly: whether standard output is a screen (RDS_MAINT_SCREEN),
# whether somebody sits at it (RDS_MAINT_TERMINAL), and its size.

RDS_MAINT_SCREEN=no RDS_MAINT_TERMINAL=no
if [ -t 1 ]; then
  RDS_MAINT_SCREEN=yes
  if [ -t 0 ]; then RDS_MAINT_TERMINAL=yes; fi
  [ -n "${COLUMNS:-}" ] || COLUMNS=$(tput cols 2>/dev/null || true)
  [ -n "${LINES:-}" ] || LINES=$(tput lines 2>/dev/null || true)
fi
export RDS_MAINT_SCREEN RDS_MAINT_TERMINAL COLUMNS="${COLUMNS:-}" LINES="${LINES:-}"
