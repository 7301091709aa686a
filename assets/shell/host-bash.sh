# Start-up file (--init-file) of the learner's own bash: their own files first, then the marks for Essaim.
ESSAIM_KEEP_PROMPT=1
if [ -n "${ESSAIM_LOGIN-}" ]; then
  [ ! -r /etc/profile ] || . /etc/profile
  for __essaim_file in ~/.bash_profile ~/.bash_login ~/.profile; do
    [ -r "$__essaim_file" ] || continue
    . "$__essaim_file"
    break
  done
  unset __essaim_file
elif [ -r ~/.bashrc ]; then
  . ~/.bashrc
fi
. "${BASH_SOURCE[0]%/*}/bash-integration.sh"
unset ESSAIM_KEEP_PROMPT ESSAIM_LOGIN
