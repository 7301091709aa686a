# Interactive shells that are no login shells (`bash`, `exec bash`) get the prompt and the marks, too.
[ -z "$PS1" ] || . /etc/profile.d/essaim.sh
