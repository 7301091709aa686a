#!/usr/bin/busybox sh
# Answers `/`: GET draws the page, POST keeps the choice in a cookie. Built-ins only, no further process: six of these
# run under emulation. What the request says is compared with known words, never expanded or run.
set -f

# Longest form that is read, in bytes: `vote=a` has 6.
longest_form=256

main() {
	[ "${REQUEST_URI%%\?*}" = / ] || refuse '404 Not Found'
	case $REQUEST_METHOD in
	GET | HEAD) show_page ;;
	POST) take_vote ;;
	*) refuse '405 Method Not Allowed' ;;
	esac
}

take_vote() {
	case ${CONTENT_LENGTH:-0} in
	*[!0-9]* | ????*) refuse '413 Content Too Large' ;;
	esac
	[ "${CONTENT_LENGTH:-0}" -le "$longest_form" ] || refuse '413 Content Too Large'
	# A form has no newline; a client that announces more than it sends is left after two seconds.
	read -r -t 2 -n "$longest_form" form
	case "&$form&" in
	*'&vote=a&'*) choice=a ;;
	*'&vote=b&'*) choice=b ;;
	*) refuse '400 Bad Request' ;;
	esac
	# Back to a GET, so that reloading meets the next container instead of a question about sending the form again.
	headers '303 See Other' 'text/plain; charset=utf-8'
	printf 'Location: /\r\nSet-Cookie: vote=%s; Path=/; SameSite=Lax; HttpOnly\r\n\r\n' "$choice"
}

show_page() {
	case "; $HTTP_COOKIE;" in
	*'; vote=a;'*) choice=a ;;
	*'; vote=b;'*) choice=b ;;
	*) choice= ;;
	esac
	case $VOTE_LAYOUT in indent) layout=indent ;; *) layout=plain ;; esac
	case $layout in indent) tag=indent ;; *) tag=latest ;; esac
	escape "${VOTE_TAG:-$tag}" && tag=$escaped
	escape "${OPTION_A:-Cats}" && option_a=$escaped
	escape "${OPTION_B:-Dogs}" && option_b=$escaped
	escape "${CONTAINER_ID:-?}" && container=$escaped
	# One colour per container: the eye sees that another one answered before it reads the id.
	case $CONTAINER_ID in
	[0-9a-f][0-9a-f][0-9a-f]*) hue=$((0x${CONTAINER_ID:0:3} % 360)) ;;
	*) hue=210 ;;
	esac
	headers '200 OK' 'text/html; charset=utf-8'
	printf 'Vary: Accept-Language, Cookie\r\n%s: %s\r\n\r\n' Content-Security-Policy \
		"default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'"
	[ "$REQUEST_METHOD" = HEAD ] && return
	. ../../page.sh
}

refuse() {
	headers "$1" 'text/plain; charset=utf-8'
	printf '\r\n%s\n' "$1"
	exit
}

headers() {
	printf 'Status: %s\r\nContent-Type: %s\r\nCache-Control: no-store\r\nConnection: close\r\n' "$1" "$2"
}

# Leaves its argument, safe in HTML text and attributes, in `escaped`.
escape() {
	escaped=${1//&/&amp;}
	escaped=${escaped//</&lt;}
	escaped=${escaped//>/&gt;}
	escaped=${escaped//\"/&quot;}
	escaped=${escaped//\'/&#39;}
}

main
