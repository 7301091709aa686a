# Found by the learner's own zsh through ZDOTDIR: gives ZDOTDIR back, reads their .zshenv, then marks prompts (OSC 133).
if [[ -n ${ESSAIM_ZDOTDIR-} ]]; then
  export ZDOTDIR=$ESSAIM_ZDOTDIR
else
  unset ZDOTDIR
fi
unset ESSAIM_ZDOTDIR
[[ ! -r ${ZDOTDIR-$HOME}/.zshenv ]] || source "${ZDOTDIR-$HOME}/.zshenv"
[[ -o interactive ]] || return 0

__essaim_ran=

# Before the prompt: D with the status if a command ran, and A.
__essaim_before() {
  local exit_status=$?
  [[ -z $__essaim_ran ]] || printf '\e]133;D;%s\a' $exit_status
  __essaim_ran=
  printf '\e]133;A\a'
  return $exit_status
}

# After the theme has set its prompt: B closes it.
__essaim_after() {
  [[ $PS1 == *$'\e]133;B\a'* ]] || PS1=$PS1$'%{\e]133;B\a%}'
}

__essaim_preexec() {
  __essaim_ran=1
  printf '\e]133;C\a'
}

# The first prompt, when the learner's own files were read: stand around what they installed.
__essaim_start() {
  __essaim_before
  precmd_functions=(__essaim_before ${precmd_functions:#__essaim_*} __essaim_after)
  preexec_functions+=(__essaim_preexec)
  __essaim_after
}
precmd_functions+=(__essaim_start)
