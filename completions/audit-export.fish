# fish completion of audit-export, generated from its commands and options.

# Where the line is: the command, the number of the word to come, and after `--` the words of another program.
function __audit_export_at
    set -l at ''
    set -l count 1
    set -l option
    set -l ended
    set -l words (commandline -opc)
    set -e words[1]
    while set -q words[1]
        set -l word $words[1]
        set -e words[1]
        if set -q option[1]
            set -e option[1]
        else if set -q ended[1]
            set count (math $count + 1)
        else if test "$word" = --
            if contains -- "$at" 'sandbox'
                printf '%s\n' $at $count -- $words
                return
            end
            set ended yes
        else if contains -- "$at/$word" 'cases/--case-id' 'cases/--domain-id' 'cases/--updated-since' 'cases/--profile' 'cases/--region' 'cases/--endpoint-url' 'cases/--since' 'cases/--until' 'cases/--limit' 'cases/--max-attempts' 'cases/--timeout' 'cases/--page-size' 'cases/--concurrency' 'cases/-f' 'cases/--format' 'cases/-o' 'cases/--output' 'cases/--fields' 'cases/--schema' 'cases/--log-format' 'incidents/--case-id' 'incidents/--profile' 'incidents/--region' 'incidents/--endpoint-url' 'incidents/--since' 'incidents/--until' 'incidents/--limit' 'incidents/--max-attempts' 'incidents/--timeout' 'incidents/--page-size' 'incidents/--concurrency' 'incidents/-f' 'incidents/--format' 'incidents/-o' 'incidents/--output' 'incidents/--fields' 'incidents/--schema' 'incidents/--log-format' 'codecatalyst/--space' 'codecatalyst/--event-name' 'codecatalyst/--profile' 'codecatalyst/--region' 'codecatalyst/--endpoint-url' 'codecatalyst/--since' 'codecatalyst/--until' 'codecatalyst/--limit' 'codecatalyst/--max-attempts' 'codecatalyst/--timeout' 'codecatalyst/--page-size' 'codecatalyst/--concurrency' 'codecatalyst/-f' 'codecatalyst/--format' 'codecatalyst/-o' 'codecatalyst/--output' 'codecatalyst/--fields' 'codecatalyst/--schema' 'codecatalyst/--log-format' 'sandbox/--port' 'sandbox/--seed'
            set option yes
        else if string match -q -- '-*' "$word"
            continue
        else if test $count -gt 1
            set count (math $count + 1)
        else if contains -- "$at/$word" '/cases' '/connect-cases'
            set at 'cases'
        else if contains -- "$at/$word" '/incidents' '/security-ir'
            set at 'incidents'
        else if contains -- "$at/$word" '/codecatalyst' '/space-events'
            set at 'codecatalyst'
        else if contains -- "$at/$word" '/sandbox'
            set at 'sandbox'
        else if contains -- "$at/$word" '/completion'
            set at 'completion'
        else if contains -- "$at/$word" '/help'
            set at 'help'
        else
            set count (math $count + 1)
        end
    end
    printf '%s\n' "$at" $count
end

function __audit_export_is -a path count
    set -l place (__audit_export_at)
    test (count $place) -eq 2; and test "$place[1]" = "$path"; and test -z "$count" -o "$place[2]" = "$count"
end

function __audit_export_child
    set -l words (__audit_export_at)[4..-1]
    complete -C (string join ' ' -- (string escape -- $words) (commandline -ct))
end

# File names only where a file can stand.
complete -c 'audit-export' -f

complete -c 'audit-export' -n '__audit_export_is \'\' 1' -a '\'cases\'' -d 'audit history of Amazon Connect Cases (GetCaseAuditEvents)'
complete -c 'audit-export' -n '__audit_export_is \'\' 1' -a '\'incidents\'' -d 'edits of AWS Security Incident Response cases (ListCaseEdits)'
complete -c 'audit-export' -n '__audit_export_is \'\' 1' -a '\'codecatalyst\'' -d 'event log of an Amazon CodeCatalyst space (ListEventLogs)'
complete -c 'audit-export' -n '__audit_export_is \'\' 1' -a '\'sandbox\'' -d 'run a local emulator of the services'
complete -c 'audit-export' -n '__audit_export_is \'\' 1' -a '\'completion\'' -d 'print a shell\'s completion script'
complete -c 'audit-export' -n '__audit_export_is \'\' 1' -a '\'help\'' -d 'show help for a command'
complete -c 'audit-export' -n '__audit_export_is \'\'' -s 'V' -l 'version' -d 'print the version'
complete -c 'audit-export' -n '__audit_export_is \'\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'case-id' -r -f -d 'the case; repeatable; - reads ids from standard input, one a line'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'all' -d 'every case of the domain'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'domain-id' -r -f -d 'the Cases domain (default: the account\'s only one)'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'updated-since' -r -f -d 'with --all: only cases updated since then'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'no-field-names' -d 'do not look up the names of changed fields'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'profile' -r -f -d 'named profile of the AWS configuration'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'region' -r -f -d 'AWS region; else AWS_REGION, AWS_DEFAULT_REGION or the profile\'s'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'endpoint-url' -r -f -d 'another endpoint for the service, such as an emulator\'s'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'since' -r -f -d 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'until' -r -f -d 'events before then'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'limit' -r -f -d 'stop after n records'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 10)'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'page-size' -r -f -d 'events in one request, 1 to 25 (default: 25)'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'concurrency' -r -f -d 'slices read at the same time; the order stays (default: 8)'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -s 'f' -l 'format' -r -F -a '\'table\' \'ndjson\' \'jsonl\' \'csv\' \'json\'' -d 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -s 'o' -l 'output' -r -F -d 'write to a file, which appears when it is complete; .gz compresses'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'fields' -r -f -d 'dotted paths: time,actor.id,raw.requestId'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'schema' -r -f -a '\'audit\' \'raw\'' -d 'audit: the record; raw: the event exactly as the service sent it'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'no-escape-formulas' -d 'csv: do not defuse cells that a spreadsheet would run'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -s 'q' -l 'quiet' -d 'no progress and no summary; warnings and errors stay'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'verbose' -d 'say what is used: region, profile, domain'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'debug' -d 'show each request, and stack traces'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'log-format' -r -f -a '\'text\' \'json\'' -d 'how messages look'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'no-color' -d 'no colours; NO_COLOR does the same'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'case-id' -r -f -d 'the case; repeatable; - reads ids from standard input, one a line'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'all' -d 'every case of the membership'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'profile' -r -f -d 'named profile of the AWS configuration'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'region' -r -f -d 'AWS region; else AWS_REGION, AWS_DEFAULT_REGION or the profile\'s'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'endpoint-url' -r -f -d 'another endpoint for the service, such as an emulator\'s'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'since' -r -f -d 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'until' -r -f -d 'events before then'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'limit' -r -f -d 'stop after n records'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 10)'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'page-size' -r -f -d 'events in one request, 1 to 25 (default: 25)'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'concurrency' -r -f -d 'slices read at the same time; the order stays (default: 4)'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -s 'f' -l 'format' -r -F -a '\'table\' \'ndjson\' \'jsonl\' \'csv\' \'json\'' -d 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -s 'o' -l 'output' -r -F -d 'write to a file, which appears when it is complete; .gz compresses'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'fields' -r -f -d 'dotted paths: time,actor.id,raw.requestId'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'schema' -r -f -a '\'audit\' \'raw\'' -d 'audit: the record; raw: the event exactly as the service sent it'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'no-escape-formulas' -d 'csv: do not defuse cells that a spreadsheet would run'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -s 'q' -l 'quiet' -d 'no progress and no summary; warnings and errors stay'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'verbose' -d 'say what is used: region, profile, domain'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'debug' -d 'show each request, and stack traces'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'log-format' -r -f -a '\'text\' \'json\'' -d 'how messages look'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'no-color' -d 'no colours; NO_COLOR does the same'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'space' -r -f -d 'the space (default: the only one there is)'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'event-name' -r -f -d 'only events of this exact name, such as createProject'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'profile' -r -f -d 'named profile of the AWS configuration, with an sso_session'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'region' -r -f -d 'of no effect: CodeCatalyst is one service for all regions'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'endpoint-url' -r -f -d 'another endpoint for the service, such as an emulator\'s'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'since' -r -f -d 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday (default: 24h)'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'until' -r -f -d 'events before then'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'limit' -r -f -d 'stop after n records'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 10)'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'page-size' -r -f -d 'events in one request, 1 to 250 (default: 250)'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'concurrency' -r -f -d 'slices read at the same time; the order stays (default: 8)'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -s 'f' -l 'format' -r -F -a '\'table\' \'ndjson\' \'jsonl\' \'csv\' \'json\'' -d 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -s 'o' -l 'output' -r -F -d 'write to a file, which appears when it is complete; .gz compresses'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'fields' -r -f -d 'dotted paths: time,actor.id,raw.requestId'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'schema' -r -f -a '\'audit\' \'raw\'' -d 'audit: the record; raw: the event exactly as the service sent it'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'no-escape-formulas' -d 'csv: do not defuse cells that a spreadsheet would run'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -s 'q' -l 'quiet' -d 'no progress and no summary; warnings and errors stay'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'verbose' -d 'say what is used: region, profile, domain'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'debug' -d 'show each request, and stack traces'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'log-format' -r -f -a '\'text\' \'json\'' -d 'how messages look'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'no-color' -d 'no colours; NO_COLOR does the same'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'sandbox\'' -l 'port' -r -f -d 'port to listen on; 0 or none: any free one'
complete -c 'audit-export' -n '__audit_export_is \'sandbox\'' -l 'seed' -r -f -d 'another number makes other data (default: 1)'
complete -c 'audit-export' -n '__audit_export_is \'sandbox\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'completion\' 1' -f -a '\'bash\' \'zsh\' \'fish\' \'powershell\''
complete -c 'audit-export' -n '__audit_export_is \'completion\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'help\' 1' -f -a '\'cases\' \'incidents\' \'codecatalyst\' \'sandbox\' \'completion\''

# The line of another program, after `--`.
complete -c 'audit-export' -n 'test (__audit_export_at | count) -gt 2' -a '(__audit_export_child)'
