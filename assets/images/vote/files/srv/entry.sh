#!/usr/bin/busybox sh
# PID 1 of the stand-in images: busybox httpd, stopped at once on request (as PID 1 it would not hear SIGTERM itself).

listen=${SERVE_LISTEN:-80}
root=${SERVE_ROOT:-/srv/www}

# The container's id, unless `--hostname` says otherwise; from the kernel, so that DNS and /etc have no part in it.
read -r CONTAINER_ID </proc/sys/kernel/hostname
export CONTAINER_ID

stop() {
	[ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null
	exit 0
}
trap stop TERM INT

/usr/bin/busybox httpd -f -p "$listen" -h "$root" &
server=$!
wait "$server"
