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
        else if contains -- "$at/$word" 'cases/--case-id' 'cases/--domain-id' 'cases/--updated-since' 'cases/--profile' 'cases/--region' 'cases/--endpoint-url' 'cases/--since' 'cases/--until' 'cases/--limit' 'cases/--max-attempts' 'cases/--timeout' 'cases/--page-size' 'cases/--concurrency' 'cases/--buffer' 'cases/-f' 'cases/--format' 'cases/-o' 'cases/--output' 'cases/--fields' 'cases/--schema' 'cases/--log-format' 'incidents/--case-id' 'incidents/--profile' 'incidents/--region' 'incidents/--endpoint-url' 'incidents/--since' 'incidents/--until' 'incidents/--limit' 'incidents/--max-attempts' 'incidents/--timeout' 'incidents/--page-size' 'incidents/--concurrency' 'incidents/--buffer' 'incidents/-f' 'incidents/--format' 'incidents/-o' 'incidents/--output' 'incidents/--fields' 'incidents/--schema' 'incidents/--log-format' 'codecatalyst/--space' 'codecatalyst/--event-name' 'codecatalyst/--profile' 'codecatalyst/--region' 'codecatalyst/--endpoint-url' 'codecatalyst/--since' 'codecatalyst/--until' 'codecatalyst/--limit' 'codecatalyst/--max-attempts' 'codecatalyst/--timeout' 'codecatalyst/--page-size' 'codecatalyst/--concurrency' 'codecatalyst/--buffer' 'codecatalyst/-f' 'codecatalyst/--format' 'codecatalyst/-o' 'codecatalyst/--output' 'codecatalyst/--fields' 'codecatalyst/--schema' 'codecatalyst/--log-format' 'genesys/--service' 'genesys/--filter' 'genesys/--expand' 'genesys/--genesys-region' 'genesys/--genesys-profile' 'genesys/--since' 'genesys/--until' 'genesys/--limit' 'genesys/--max-attempts' 'genesys/--timeout' 'genesys/--page-size' 'genesys/--concurrency' 'genesys/--buffer' 'genesys/-f' 'genesys/--format' 'genesys/-o' 'genesys/--output' 'genesys/--fields' 'genesys/--schema' 'genesys/--log-format' 'genesys realtime/--service' 'genesys realtime/--filter' 'genesys realtime/--expand' 'genesys realtime/--genesys-region' 'genesys realtime/--genesys-profile' 'genesys realtime/--since' 'genesys realtime/--until' 'genesys realtime/--limit' 'genesys realtime/--max-attempts' 'genesys realtime/--timeout' 'genesys realtime/--page-size' 'genesys realtime/--concurrency' 'genesys realtime/--buffer' 'genesys realtime/-f' 'genesys realtime/--format' 'genesys realtime/-o' 'genesys realtime/--output' 'genesys realtime/--fields' 'genesys realtime/--schema' 'genesys realtime/--log-format' 'genesys related/--trustor-org' 'genesys related/--expand' 'genesys related/--genesys-region' 'genesys related/--genesys-profile' 'genesys related/--since' 'genesys related/--until' 'genesys related/--limit' 'genesys related/--max-attempts' 'genesys related/--timeout' 'genesys related/--concurrency' 'genesys related/--buffer' 'genesys related/-f' 'genesys related/--format' 'genesys related/-o' 'genesys related/--output' 'genesys related/--fields' 'genesys related/--schema' 'genesys related/--log-format' 'genesys services/--genesys-region' 'genesys services/--genesys-profile' 'genesys services/--limit' 'genesys services/--max-attempts' 'genesys services/--timeout' 'genesys services/-f' 'genesys services/--format' 'genesys services/-o' 'genesys services/--output' 'genesys services/--fields' 'genesys services/--schema' 'genesys services/--log-format' 'genesys status/--genesys-region' 'genesys status/--genesys-profile' 'genesys status/--limit' 'genesys status/--max-attempts' 'genesys status/--timeout' 'genesys status/-f' 'genesys status/--format' 'genesys status/-o' 'genesys status/--output' 'genesys status/--fields' 'genesys status/--schema' 'genesys status/--log-format' 'genesys results/--expand' 'genesys results/--genesys-region' 'genesys results/--genesys-profile' 'genesys results/--since' 'genesys results/--until' 'genesys results/--limit' 'genesys results/--max-attempts' 'genesys results/--timeout' 'genesys results/--page-size' 'genesys results/--concurrency' 'genesys results/--buffer' 'genesys results/-f' 'genesys results/--format' 'genesys results/-o' 'genesys results/--output' 'genesys results/--fields' 'genesys results/--schema' 'genesys results/--log-format' 'sandbox/--port' 'sandbox/--seed' 'sandbox/--faults'
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
        else if contains -- "$at/$word" '/genesys' '/purecloud'
            set at 'genesys'
        else if contains -- "$at/$word" '/sandbox'
            set at 'sandbox'
        else if contains -- "$at/$word" '/completion'
            set at 'completion'
        else if contains -- "$at/$word" '/help'
            set at 'help'
        else if contains -- "$at/$word" 'genesys/realtime'
            set at 'genesys realtime'
        else if contains -- "$at/$word" 'genesys/related'
            set at 'genesys related'
        else if contains -- "$at/$word" 'genesys/services'
            set at 'genesys services'
        else if contains -- "$at/$word" 'genesys/status'
            set at 'genesys status'
        else if contains -- "$at/$word" 'genesys/results'
            set at 'genesys results'
        else if contains -- "$at/$word" 'help/cases' 'help/connect-cases'
            set at 'help cases'
        else if contains -- "$at/$word" 'help/incidents' 'help/security-ir'
            set at 'help incidents'
        else if contains -- "$at/$word" 'help/codecatalyst' 'help/space-events'
            set at 'help codecatalyst'
        else if contains -- "$at/$word" 'help/genesys' 'help/purecloud'
            set at 'help genesys'
        else if contains -- "$at/$word" 'help/sandbox'
            set at 'help sandbox'
        else if contains -- "$at/$word" 'help/completion'
            set at 'help completion'
        else if contains -- "$at/$word" 'help genesys/realtime'
            set at 'help genesys realtime'
        else if contains -- "$at/$word" 'help genesys/related'
            set at 'help genesys related'
        else if contains -- "$at/$word" 'help genesys/services'
            set at 'help genesys services'
        else if contains -- "$at/$word" 'help genesys/status'
            set at 'help genesys status'
        else if contains -- "$at/$word" 'help genesys/results'
            set at 'help genesys results'
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
complete -c 'audit-export' -n '__audit_export_is \'\' 1' -a '\'genesys\'' -d 'audits of a Genesys Cloud organization (postAuditsQuery and its results)'
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
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 20)'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'page-size' -r -f -d 'events in one request, 1 to 25 (default: 25)'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'concurrency' -r -f -d 'slices read at the same time; the order stays (default: 8)'
complete -c 'audit-export' -n '__audit_export_is \'cases\'' -l 'buffer' -r -f -d 'what slices read at the same time may hold back for their turn (default: 64MiB)'
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
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 20)'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'page-size' -r -f -d 'events in one request, 1 to 25 (default: 25)'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'concurrency' -r -f -d 'slices read at the same time; the order stays (default: 4)'
complete -c 'audit-export' -n '__audit_export_is \'incidents\'' -l 'buffer' -r -f -d 'what slices read at the same time may hold back for their turn (default: 64MiB)'
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
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 20)'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'page-size' -r -f -d 'events in one request, 1 to 250 (default: 250)'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'concurrency' -r -f -d 'slices read at the same time; the order stays (default: 8)'
complete -c 'audit-export' -n '__audit_export_is \'codecatalyst\'' -l 'buffer' -r -f -d 'what slices read at the same time may hold back for their turn (default: 64MiB)'
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

complete -c 'audit-export' -n '__audit_export_is \'genesys\' 1' -a '\'realtime\'' -d 'audits of the last 14 days, of some services, at once (postAuditsQueryRealtime)'
complete -c 'audit-export' -n '__audit_export_is \'genesys\' 1' -a '\'related\'' -d 'audits that one act caused, by one of them (postAuditsQueryRealtimeRelated)'
complete -c 'audit-export' -n '__audit_export_is \'genesys\' 1' -a '\'services\'' -d 'services, entities and actions that are audited (the service mappings)'
complete -c 'audit-export' -n '__audit_export_is \'genesys\' 1' -a '\'status\'' -d 'state of a query that was submitted earlier (getAuditsQueryTransactionId)'
complete -c 'audit-export' -n '__audit_export_is \'genesys\' 1' -a '\'results\'' -d 'results of a query that was submitted earlier (getAuditsQueryTransactionIdResults)'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'service' -r -f -d 'one service only; `genesys services` lists them'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'filter' -r -f -a '\'UserId=\' \'TrusteeOrganizationId=\' \'ClientId=\' \'Action=\' \'EntityType=\' \'EntityId=\'' -d 'UserId, TrusteeOrganizationId, ClientId, Action, EntityType or EntityId; repeatable'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'expand' -r -f -a '\'user\'' -d 'ask for the names of users'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'genesys-region' -r -f -d 'AWS region or host of the organization; else GENESYSCLOUD_REGION'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'genesys-profile' -r -f -d 'take credentials from a profile of ~/.gc/config.toml'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'since' -r -f -d 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday (default: 24h)'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'until' -r -f -d 'events before then'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'limit' -r -f -d 'stop after n records'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 20)'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'page-size' -r -f -d 'events in one request, 1 to 500 (default: 500)'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'concurrency' -r -f -d 'slices read at the same time; the order stays (default: 2)'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'buffer' -r -f -d 'what slices read at the same time may hold back for their turn (default: 64MiB)'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -s 'f' -l 'format' -r -F -a '\'table\' \'ndjson\' \'jsonl\' \'csv\' \'json\'' -d 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -s 'o' -l 'output' -r -F -d 'write to a file, which appears when it is complete; .gz compresses'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'fields' -r -f -d 'dotted paths: time,actor.id,raw.requestId'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'schema' -r -f -a '\'audit\' \'raw\'' -d 'audit: the record; raw: the event exactly as the service sent it'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'no-escape-formulas' -d 'csv: do not defuse cells that a spreadsheet would run'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -s 'q' -l 'quiet' -d 'no progress and no summary; warnings and errors stay'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'verbose' -d 'say what is used: region, profile, domain'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'debug' -d 'show each request, and stack traces'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'log-format' -r -f -a '\'text\' \'json\'' -d 'how messages look'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -l 'no-color' -d 'no colours; NO_COLOR does the same'
complete -c 'audit-export' -n '__audit_export_is \'genesys\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'service' -r -f -d 'one service only; `genesys services` lists them'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'filter' -r -f -a '\'UserId=\' \'TrusteeOrganizationId=\' \'ClientId=\' \'Action=\' \'EntityType=\' \'EntityId=\'' -d 'UserId, TrusteeOrganizationId, ClientId, Action, EntityType or EntityId; repeatable'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'expand' -r -f -a '\'user\'' -d 'ask for the names of users'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'genesys-region' -r -f -d 'AWS region or host of the organization; else GENESYSCLOUD_REGION'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'genesys-profile' -r -f -d 'take credentials from a profile of ~/.gc/config.toml'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'since' -r -f -d 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday (default: 24h)'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'until' -r -f -d 'events before then'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'limit' -r -f -d 'stop after n records'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 20)'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'page-size' -r -f -d 'events in one request, 1 to 500 (default: 500)'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'concurrency' -r -f -d 'slices read at the same time; the order stays (default: 2)'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'buffer' -r -f -d 'what slices read at the same time may hold back for their turn (default: 64MiB)'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -s 'f' -l 'format' -r -F -a '\'table\' \'ndjson\' \'jsonl\' \'csv\' \'json\'' -d 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -s 'o' -l 'output' -r -F -d 'write to a file, which appears when it is complete; .gz compresses'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'fields' -r -f -d 'dotted paths: time,actor.id,raw.requestId'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'schema' -r -f -a '\'audit\' \'raw\'' -d 'audit: the record; raw: the event exactly as the service sent it'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'no-escape-formulas' -d 'csv: do not defuse cells that a spreadsheet would run'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -s 'q' -l 'quiet' -d 'no progress and no summary; warnings and errors stay'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'verbose' -d 'say what is used: region, profile, domain'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'debug' -d 'show each request, and stack traces'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'log-format' -r -f -a '\'text\' \'json\'' -d 'how messages look'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -l 'no-color' -d 'no colours; NO_COLOR does the same'
complete -c 'audit-export' -n '__audit_export_is \'genesys realtime\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'genesys related\' 1' -f
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'trustor-org' -r -f -d 'the organization that trusts the audit\'s'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'expand' -r -f -a '\'user\'' -d 'ask for the names of users'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'genesys-region' -r -f -d 'AWS region or host of the organization; else GENESYSCLOUD_REGION'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'genesys-profile' -r -f -d 'take credentials from a profile of ~/.gc/config.toml'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'since' -r -f -d 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'until' -r -f -d 'events before then'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'limit' -r -f -d 'stop after n records'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 20)'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'concurrency' -r -f -d 'slices read at the same time; the order stays (default: 1)'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'buffer' -r -f -d 'what slices read at the same time may hold back for their turn (default: 64MiB)'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -s 'f' -l 'format' -r -F -a '\'table\' \'ndjson\' \'jsonl\' \'csv\' \'json\'' -d 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -s 'o' -l 'output' -r -F -d 'write to a file, which appears when it is complete; .gz compresses'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'fields' -r -f -d 'dotted paths: time,actor.id,raw.requestId'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'schema' -r -f -a '\'audit\' \'raw\'' -d 'audit: the record; raw: the event exactly as the service sent it'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'no-escape-formulas' -d 'csv: do not defuse cells that a spreadsheet would run'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -s 'q' -l 'quiet' -d 'no progress and no summary; warnings and errors stay'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'verbose' -d 'say what is used: region, profile, domain'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'debug' -d 'show each request, and stack traces'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'log-format' -r -f -a '\'text\' \'json\'' -d 'how messages look'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -l 'no-color' -d 'no colours; NO_COLOR does the same'
complete -c 'audit-export' -n '__audit_export_is \'genesys related\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'realtime' -d 'those that `genesys realtime` knows'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'genesys-region' -r -f -d 'AWS region or host of the organization; else GENESYSCLOUD_REGION'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'genesys-profile' -r -f -d 'take credentials from a profile of ~/.gc/config.toml'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'limit' -r -f -d 'stop after n records'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 20)'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -s 'f' -l 'format' -r -F -a '\'table\' \'ndjson\' \'jsonl\' \'csv\' \'json\'' -d 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -s 'o' -l 'output' -r -F -d 'write to a file, which appears when it is complete; .gz compresses'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'fields' -r -f -d 'dotted paths: time,actor.id,raw.requestId'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'schema' -r -f -a '\'audit\' \'raw\'' -d 'audit: the record; raw: the event exactly as the service sent it'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'no-escape-formulas' -d 'csv: do not defuse cells that a spreadsheet would run'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -s 'q' -l 'quiet' -d 'no progress and no summary; warnings and errors stay'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'verbose' -d 'say what is used: region, profile, domain'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'debug' -d 'show each request, and stack traces'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'log-format' -r -f -a '\'text\' \'json\'' -d 'how messages look'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -l 'no-color' -d 'no colours; NO_COLOR does the same'
complete -c 'audit-export' -n '__audit_export_is \'genesys services\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'genesys status\' 1' -f
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'genesys-region' -r -f -d 'AWS region or host of the organization; else GENESYSCLOUD_REGION'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'genesys-profile' -r -f -d 'take credentials from a profile of ~/.gc/config.toml'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'limit' -r -f -d 'stop after n records'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 20)'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -s 'f' -l 'format' -r -F -a '\'table\' \'ndjson\' \'jsonl\' \'csv\' \'json\'' -d 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -s 'o' -l 'output' -r -F -d 'write to a file, which appears when it is complete; .gz compresses'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'fields' -r -f -d 'dotted paths: time,actor.id,raw.requestId'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'schema' -r -f -a '\'audit\' \'raw\'' -d 'audit: the record; raw: the event exactly as the service sent it'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'no-escape-formulas' -d 'csv: do not defuse cells that a spreadsheet would run'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -s 'q' -l 'quiet' -d 'no progress and no summary; warnings and errors stay'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'verbose' -d 'say what is used: region, profile, domain'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'debug' -d 'show each request, and stack traces'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'log-format' -r -f -a '\'text\' \'json\'' -d 'how messages look'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -l 'no-color' -d 'no colours; NO_COLOR does the same'
complete -c 'audit-export' -n '__audit_export_is \'genesys status\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'genesys results\' 1' -f
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'expand' -r -f -a '\'user\'' -d 'ask for the names of users'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'genesys-region' -r -f -d 'AWS region or host of the organization; else GENESYSCLOUD_REGION'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'genesys-profile' -r -f -d 'take credentials from a profile of ~/.gc/config.toml'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'since' -r -f -d 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'until' -r -f -d 'events before then'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'limit' -r -f -d 'stop after n records'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'max-attempts' -r -f -d 'tries for one request (default: 20)'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'timeout' -r -f -d 'seconds a request may be silent (default: 30)'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'page-size' -r -f -d 'events in one request, 1 to 500 (default: 500)'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'concurrency' -r -f -d 'slices read at the same time; the order stays (default: 1)'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'buffer' -r -f -d 'what slices read at the same time may hold back for their turn (default: 64MiB)'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -s 'f' -l 'format' -r -F -a '\'table\' \'ndjson\' \'jsonl\' \'csv\' \'json\'' -d 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -s 'o' -l 'output' -r -F -d 'write to a file, which appears when it is complete; .gz compresses'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'fields' -r -f -d 'dotted paths: time,actor.id,raw.requestId'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'schema' -r -f -a '\'audit\' \'raw\'' -d 'audit: the record; raw: the event exactly as the service sent it'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'no-escape-formulas' -d 'csv: do not defuse cells that a spreadsheet would run'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -s 'q' -l 'quiet' -d 'no progress and no summary; warnings and errors stay'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'verbose' -d 'say what is used: region, profile, domain'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'debug' -d 'show each request, and stack traces'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'log-format' -r -f -a '\'text\' \'json\'' -d 'how messages look'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -l 'no-color' -d 'no colours; NO_COLOR does the same'
complete -c 'audit-export' -n '__audit_export_is \'genesys results\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'sandbox\'' -l 'port' -r -f -d 'port to listen on; 0 or none: any free one'
complete -c 'audit-export' -n '__audit_export_is \'sandbox\'' -l 'seed' -r -f -d 'another number makes other data (default: 1)'
complete -c 'audit-export' -n '__audit_export_is \'sandbox\'' -l 'faults' -r -f -d 'what is to go wrong, like throttle:every=3,reset:on=genesys; see below'
complete -c 'audit-export' -n '__audit_export_is \'sandbox\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'completion\' 1' -f -a '\'bash\' \'zsh\' \'fish\' \'powershell\''
complete -c 'audit-export' -n '__audit_export_is \'completion\'' -s 'h' -l 'help' -d 'show help'

complete -c 'audit-export' -n '__audit_export_is \'help\' 1' -a '\'cases\'' -d 'audit history of Amazon Connect Cases (GetCaseAuditEvents)'
complete -c 'audit-export' -n '__audit_export_is \'help\' 1' -a '\'incidents\'' -d 'edits of AWS Security Incident Response cases (ListCaseEdits)'
complete -c 'audit-export' -n '__audit_export_is \'help\' 1' -a '\'codecatalyst\'' -d 'event log of an Amazon CodeCatalyst space (ListEventLogs)'
complete -c 'audit-export' -n '__audit_export_is \'help\' 1' -a '\'genesys\'' -d 'audits of a Genesys Cloud organization (postAuditsQuery and its results)'
complete -c 'audit-export' -n '__audit_export_is \'help\' 1' -a '\'sandbox\'' -d 'run a local emulator of the services'
complete -c 'audit-export' -n '__audit_export_is \'help\' 1' -a '\'completion\'' -d 'print a shell\'s completion script'
complete -c 'audit-export' -n '__audit_export_is \'help\'' -s 'h' -l 'help' -d 'show help'




complete -c 'audit-export' -n '__audit_export_is \'help genesys\' 1' -a '\'realtime\'' -d 'audits of the last 14 days, of some services, at once (postAuditsQueryRealtime)'
complete -c 'audit-export' -n '__audit_export_is \'help genesys\' 1' -a '\'related\'' -d 'audits that one act caused, by one of them (postAuditsQueryRealtimeRelated)'
complete -c 'audit-export' -n '__audit_export_is \'help genesys\' 1' -a '\'services\'' -d 'services, entities and actions that are audited (the service mappings)'
complete -c 'audit-export' -n '__audit_export_is \'help genesys\' 1' -a '\'status\'' -d 'state of a query that was submitted earlier (getAuditsQueryTransactionId)'
complete -c 'audit-export' -n '__audit_export_is \'help genesys\' 1' -a '\'results\'' -d 'results of a query that was submitted earlier (getAuditsQueryTransactionIdResults)'








# The line of another program, after `--`.
complete -c 'audit-export' -n 'test (__audit_export_at | count) -gt 2' -a '(__audit_export_child)'
