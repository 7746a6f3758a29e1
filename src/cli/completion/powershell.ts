import { type CommandDescription, type LocatedCommand, locateCommands, type ValueDescription } from "./tree.ts";

/** The script for PowerShell: the commands as data, and one completer that walks them along the line. */
export function powerShellScript(program: CommandDescription): string {
  const commands = locateCommands(program).map(commandData);
  return `# PowerShell completion of ${program.name}, generated from its commands and options.
# For PowerShell 7. Windows PowerShell 5.1 asks nobody to complete a word that begins with a dash.

Register-ArgumentCompleter -Native -CommandName ${quote(program.name)} -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commands = @(
${commands.join("\n")}
    )
${reader}}
`;
}

function commandData({ path, runsCommand, commands, options, values, repeats }: LocatedCommand): string {
  const children = commands.map(({ name, aliases, summary }) => {
    const target = quote(`${path} ${name}`.trimStart());
    return `@{ Names = ${list([name, ...aliases])}; Path = ${target}; Summary = ${quote(summary)} }`;
  });
  const flags = options.map(({ flags, summary, value }) => {
    const takes = value === undefined ? "$null" : valueData(value);
    return `@{ Names = ${list(flags)}; Summary = ${quote(summary)}; Takes = ${takes} }`;
  });
  return `        @{
            Path = ${quote(path)}
            Runs = ${runsCommand ? "$true" : "$false"}
            Commands = ${block(children)}
            Options = ${block(flags)}
            Words = ${block(values.map(valueData))}
            Repeats = ${repeats ? "$true" : "$false"}
        }`;
}

function valueData({ choices, files }: ValueDescription): string {
  return `@{ Choices = ${list(choices)}; Files = ${files ? "$true" : "$false"} }`;
}

function block(lines: readonly string[]): string {
  return lines.length === 0 ? "@()" : `@(\n${lines.map((line) => `                ${line}\n`).join("")}            )`;
}

function list(words: readonly string[]): string {
  return `@(${words.map(quote).join(", ")})`;
}

/**
 * Windows PowerShell 5.1 reads a file without byte order mark in the system's code page, where a byte of any longer
 * character may be a quotation mark to it. So the script is ASCII.
 */
function quote(text: string): string {
  const parts = text.split(/([^ -~])/).map((part, index) => {
    return index % 2 === 1 ? `[char]${part.charCodeAt(0)}` : `'${part.replaceAll("'", "''")}'`;
  });
  return parts.length === 1 ? parts.join("") : `(${parts.join(" + ")})`;
}

const reader = `
    # What stands before the word to complete, without quotation marks.
    $elements = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition })
    $words = @($elements | ForEach-Object { $_.Extent.Text.Trim([char]34, [char]39) })

    $at = $commands[0]
    $count = 0
    $option = $null
    $ended = $false
    for ($index = 1; $index -lt $words.Count; $index++) {
        $word = $words[$index]
        if ($null -ne $option) {
            $option = $null
        } elseif ($ended) {
            $count++
        } elseif ($word -ceq '--') {
            if ($at.Runs) {
                # The line of another program: PowerShell completes it as if it stood alone.
                $start = $elements[$index].Extent.EndOffset
                $text = $commandAst.Extent.Text.Substring($start - $commandAst.Extent.StartOffset)
                $length = $cursorPosition - $start
                $text = $text.PadRight($length).Substring(0, $length).TrimStart()
                if ($text -ne '') { (TabExpansion2 -inputScript $text -cursorColumn $text.Length).CompletionMatches }
                return
            }
            $ended = $true
        } elseif ($word.StartsWith('-')) {
            $option = $at.Options | Where-Object { $null -ne $_.Takes -and $_.Names -ccontains $word } | Select-Object -First 1
        } else {
            $child = $null
            if ($count -eq 0) { $child = $at.Commands | Where-Object { $_.Names -ccontains $word } | Select-Object -First 1 }
            if ($null -eq $child) {
                $count++
            } else {
                $at = $commands | Where-Object { $_.Path -ceq $child.Path } | Select-Object -First 1
            }
        }
    }

    $prefix = ''
    $value = $null
    $offered = @()
    $kind = 'ParameterValue'
    if ($null -ne $option) {
        $value = $option.Takes
    } elseif (-not $ended -and $wordToComplete -clike '--*=*') {
        $flag = ($wordToComplete -split '=', 2)[0]
        $option = $at.Options | Where-Object { $null -ne $_.Takes -and $_.Names -ccontains $flag } | Select-Object -First 1
        if ($null -ne $option) {
            $prefix = "$flag="
            $value = $option.Takes
        }
    } elseif (-not $ended -and $wordToComplete -clike '-*') {
        $kind = 'ParameterName'
        $offered = @($at.Options | ForEach-Object { foreach ($name in $_.Names) { @{ Text = $name; Summary = $_.Summary } } })
    } elseif ($at.Commands.Count -gt 0) {
        if ($count -eq 0) { $offered = @($at.Commands | ForEach-Object { @{ Text = $_.Names[0]; Summary = $_.Summary } }) }
    } elseif ($count -lt $at.Words.Count) {
        $value = $at.Words[$count]
    } elseif ($at.Repeats) {
        $value = $at.Words[-1]
    }
    if ($null -ne $value) { $offered = @($value.Choices | ForEach-Object { @{ Text = $_; Summary = $_ } }) }

    foreach ($candidate in $offered) {
        $text = $candidate.Text
        if ($text -cnotmatch '^[A-Za-z0-9_./=-]+$') { $text = "'" + $text.Replace("'", "''") + "'" }
        $text = $prefix + $text
        if (-not $text.StartsWith($wordToComplete, [System.StringComparison]::OrdinalIgnoreCase)) { continue }
        # An empty tip is an error.
        $tip = $candidate.Text
        if ($candidate.Summary) { $tip = $candidate.Summary }
        [System.Management.Automation.CompletionResult]::new($text, $candidate.Text, $kind, $tip)
    }
    # Where nothing is offered PowerShell names files by itself, but not behind an option's = and not beside choices.
    if ($null -ne $value -and $value.Files) {
        $path = $wordToComplete.Substring($prefix.Length)
        foreach ($file in [System.Management.Automation.CompletionCompleters]::CompleteFilename($path)) {
            $text = $prefix + $file.CompletionText
            [System.Management.Automation.CompletionResult]::new($text, $file.ListItemText, $file.ResultType, $file.ToolTip)
        }
    }
`;
