# Tells Essaim where prompts, commands and their ends are (OSC 133) and names the node in the prompt.
# A node's login shells source it as /etc/profile.d/essaim.sh; the learner's own bash sources it with
# ESSAIM_KEEP_PROMPT=1, which leaves their prompt as it is. It prints nothing where nobody types.

# /etc/profile.d is read by sh too, and by shells without a person. PS0 came with bash 4.4 (macOS still has 3.2).
[ -n "${BASH_VERSION-}" ] || return 0
case $- in *i*) ;; *) return 0 ;; esac
[ "${TERM-dumb}" != dumb ] || return 0
((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) || return 0
# Once per shell: `$$` rather than a mark, since `set -a` would export a mark to the shells started from this one.
[ "${__essaim_shell-}" != "$$" ] || return 0
__essaim_shell=$$

__essaim_ran=
__essaim_status=

# First of PROMPT_COMMAND: D with the status if a command ran, and A. A is printed here and not by PS1, because readline
# prints PS1 again whenever it redraws the line. A status that changed though nothing ran is a syntax error (130 is Ctrl-C).
# It returns 0: a status would end a shell with `set -e` at the next Ctrl-C.
__essaim_before() {
  local status=$?
  if [ -n "$__essaim_ran" ]; then
    printf '\e]133;D;%s\a' "$status"
  elif [ -n "$__essaim_status" ] && [ "$status" != "$__essaim_status" ] && [ "$status" != 130 ]; then
    printf '\e]133;D;%s\a' "$status"
  fi
  __essaim_ran=
  __essaim_status=$status
  printf '\e]133;A\a'
}

# Before bash 5.1 PROMPT_COMMAND is one string: what the learner put there finds the status of their command.
__essaim_give_back() {
  return "$__essaim_status"
}

# Last of PROMPT_COMMAND: B closes the prompt, also where something set PS1 anew.
__essaim_after() {
  case ${PS1-} in
    *'\e]133;B\a'*) ;;
    *) PS1="${PS1-}"'\[\e]133;B\a\]' ;;
  esac
}

if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then
  PROMPT_COMMAND=(__essaim_before "${PROMPT_COMMAND[@]}" __essaim_after)
else
  PROMPT_COMMAND="__essaim_before"$'\n'"__essaim_give_back"$'\n'"${PROMPT_COMMAND-}"$'\n'"__essaim_after"
fi

# C as a command starts; D before it where several lines were pasted, since bash runs PROMPT_COMMAND only after the last.
# The last expansion prints nothing; it is there for its assignment, in this very shell.
PS0="${PS0-}"'${__essaim_ran:+\e]133;D;$?\a}\e]133;C\a${__essaim_ran:$((__essaim_ran=1)):1}'

if [ -z "${ESSAIM_KEEP_PROMPT-}" ]; then
  # `[node1] (172.31.0.11) ~ # `: the address as Docker wrote it in /etc/hosts, read without starting a process.
  __essaim_address=
  while read -r __essaim_candidate __essaim_names; do
    case $__essaim_candidate in *:* | '#'* | 127.*) continue ;; esac
    case " ${__essaim_names//$'\t'/ } " in
      *" $HOSTNAME "*)
        __essaim_address=" \[\e[90m\]($__essaim_candidate)\[\e[0m\]"
        break
        ;;
    esac
  done </etc/hosts
  PS1="\[\e[36m\][\h]\[\e[0m\]$__essaim_address \w \\\$ "
  unset __essaim_address __essaim_candidate __essaim_names

  if [ -z "${BASH_COMPLETION_VERSINFO-}" ] && [ -r /usr/share/bash-completion/bash_completion ]; then
    . /usr/share/bash-completion/bash_completion
  fi
fi
