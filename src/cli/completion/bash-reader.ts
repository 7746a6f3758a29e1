/**
 * The code of the script: reads the line, asks the tables, and answers in COMPREPLY.
 *
 * `name` stands in the names of functions, `quotedProgram` is a word of bash.
 */
export function bashReader(name: string, quotedProgram: string): string {
  return `
_${name}() {
  local IFS=$' \\t\\n' line=$COMP_LINE at='' option='' ended='' files='' prefix='' lead='' count=1 index piece gap word quoted
  local -a words starts choices
  words=() starts=() choices=() COMPREPLY=()

  # readline has cut the line at each = and : too; what stands together there is one word.
  for ((index = 0; index <= COMP_CWORD; index++)); do
    piece=\${COMP_WORDS[index]}
    gap=\${line%%"$piece"*}
    line=\${line#*"$piece"}
    if [[ $index -eq 0 || -z $piece || -n $gap ]]; then
      words+=("$piece") starts+=("$index")
    else
      words[\${#words[@]} - 1]+=$piece
    fi
  done

  for ((index = 1; index < \${#words[@]} - 1; index++)); do
    word=\${words[index]}
    if [[ -n $option ]]; then
      option=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=yes
      if __${name}_runs; then
        word=\${words[index + 1]}
        if [[ $index -eq \${#words[@]}-2 || $word != ${quotedProgram} ]]; then
          __${name}_child "$((index + 1))"
          return
        fi
        # Another line of our own: it starts anew.
        at='' ended='' count=1 index=$((index + 1))
      fi
    elif [[ -z $ended && $word == -* ]]; then
      if __${name}_value "$word"; then option=$word; fi
    elif [[ -n $ended || $count -gt 1 ]] || ! __${name}_enter "$word"; then
      count=$((count + 1))
    fi
  done

  files='' choices=()
  word=\${words[\${#words[@]} - 1]}
  if [[ -n $option ]]; then
    __${name}_value "$option"
  elif [[ -z $ended && $word == --*=* ]]; then
    if __${name}_value "\${word%%=*}"; then prefix=\${word%%=*}=; fi
  elif [[ -z $ended && $word == -* ]]; then
    __${name}_options
  elif ! __${name}_words "$count" && [[ -z $ended && -z $word ]]; then
    __${name}_options
  fi

  # readline replaces only what stands after the last = or :.
  piece=\${COMP_WORDBREAKS//[^=:]/}
  if [[ -n $piece ]]; then lead=\${word%"\${word##*[$piece]}"}; fi
  for piece in \${choices[@]+"\${choices[@]}"}; do
    printf -v quoted '%q' "$piece"
    quoted=$prefix$quoted
    if [[ $quoted == "$word"* ]]; then COMPREPLY+=("\${quoted#"$lead"}"); fi
  done
  # No blank behind a word that goes on.
  if [[ \${choices[0]-} == *= ]]; then compopt -o nospace 2>/dev/null; fi
  if [[ -z $files ]]; then
    # Where no file can stand, readline's own file names would mislead; bash 3.2 cannot be told.
    compopt +o default 2>/dev/null
  elif [[ \${#COMPREPLY[@]} -gt 0 ]] && compopt -o filenames 2>/dev/null; then
    # Without a choice that fits, readline's own file names stand here, which know ~ and quotes.
    while IFS= read -r piece; do
      piece=$prefix$piece
      COMPREPLY+=("\${piece#"$lead"}")
    done < <(compgen -f -- "\${word#"$prefix"}")
  fi
  return 0
}

# The line of another program, which starts with the word number $1.
__${name}_child() {
  local offset
  for offset in _comp_command_offset _command_offset; do
    if declare -F "$offset" >/dev/null; then
      "$offset" "\${starts[$1]}"
      return
    fi
  done
  if [[ $1 -eq \${#words[@]}-1 ]]; then
    while IFS= read -r piece; do COMPREPLY+=("$piece"); done < <(compgen -c -- "\${words[$1]}")
  fi
}

complete -o default -F _${name} ${quotedProgram}
`;
}
