// What runs inside a node around its shell, in plain sh without a process of its own where it can.

/** Where a shell's session is written down: `<session id> <start time of its leader>`. */
const FILE = '/run/essaim/shell-$1.pid';

/**
 * Becomes the shell. Arguments: id, columns, rows. An exec with a TTY leads a session of its own, so `$$` is the
 * session's id. The window size comes from stty where the engine did not set it (API below 1.42 cannot).
 */
export const START = `
{
  mkdir -p /run/essaim
  read -r line </proc/$$/stat
  set -- "$1" "$2" "$3" \${line##*") "}
  echo "$$ \${23}" >${FILE}
  [ "$(stty size)" != "0 0" ] || stty cols "$2" rows "$3"
} 2>/dev/null
exec bash -l
`;

/**
 * Ends a shell's session: asks with SIGHUP, as a closed terminal does, then kills. Arguments: id, and how many times to
 * wait 50 ms for a shell that has only just been started. Fails where something survived.
 */
export const END = `
file=${FILE}
left=$2
until [ -s "$file" ]; do
  [ "$left" -gt 0 ] || exit 0
  left=$((left - 1))
  sleep 0.05
done
read -r session born <"$file"
rm -f "$file"

# Sets $found to the living members of the session; a zombie is nobody.
members() {
  found=
  for stat in /proc/[0-9]*/stat; do
    { read -r line <"$stat"; } 2>/dev/null || continue
    set -- \${line##*") "}
    [ "$4" != "$session" ] || [ "$1" = Z ] || [ "$1" = X ] || found="$found \${line%% *}"
  done
}

# The leader's number may belong to another process by now: then the whole session had ended before.
if { read -r line </proc/$session/stat; } 2>/dev/null; then
  set -- \${line##*") "}
  [ "\${20}" = "$born" ] || exit 0
fi

members
# CONT, since a stopped job takes no notice of a hang-up.
kill -HUP $found 2>/dev/null
kill -CONT $found 2>/dev/null
left=10
while members && [ -n "$found" ] && [ "$left" -gt 0 ]; do
  left=$((left - 1))
  sleep 0.05
done
left=40
while [ -n "$found" ] && [ "$left" -gt 0 ]; do
  kill -KILL $found 2>/dev/null
  left=$((left - 1))
  sleep 0.05
  members
done
[ -z "$found" ]
`;
