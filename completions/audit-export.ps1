# PowerShell completion of audit-export, generated from its commands and options.
# For PowerShell 7. Windows PowerShell 5.1 asks nobody to complete a word that begins with a dash.

Register-ArgumentCompleter -Native -CommandName 'audit-export' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commands = @(
        @{
            Path = ''
            Runs = $false
            Commands = @(
                @{ Names = @('cases', 'connect-cases'); Path = 'cases'; Summary = 'audit history of Amazon Connect Cases (GetCaseAuditEvents)' }
                @{ Names = @('incidents', 'security-ir'); Path = 'incidents'; Summary = 'edits of AWS Security Incident Response cases (ListCaseEdits)' }
                @{ Names = @('codecatalyst', 'space-events'); Path = 'codecatalyst'; Summary = 'event log of an Amazon CodeCatalyst space (ListEventLogs)' }
                @{ Names = @('genesys', 'purecloud'); Path = 'genesys'; Summary = 'audits of a Genesys Cloud organization (postAuditsQuery and its results)' }
                @{ Names = @('doctor'); Path = 'doctor'; Summary = 'check what an export needs: credentials, permissions, network' }
                @{ Names = @('plan'); Path = 'plan'; Summary = 'what an export would read, how long it takes, and the least policy' }
                @{ Names = @('verify'); Path = 'verify'; Summary = 'check an archive: nothing changed, removed or added' }
                @{ Names = @('coverage'); Path = 'coverage'; Summary = 'what time an archive covers, and what is missing' }
                @{ Names = @('summarize'); Path = 'summarize'; Summary = 'count records: who did how much of what, and when' }
                @{ Names = @('run'); Path = 'run'; Summary = 'make the exports that the configuration file has as jobs' }
                @{ Names = @('unit'); Path = 'unit'; Summary = 'print a schedule: for cron, systemd or Kubernetes' }
                @{ Names = @('sandbox'); Path = 'sandbox'; Summary = 'run a local emulator of the services' }
                @{ Names = @('completion'); Path = 'completion'; Summary = 'print a shell''s completion script' }
                @{ Names = @('help'); Path = 'help'; Summary = 'show help for a command' }
            )
            Options = @(
                @{ Names = @('-V', '--version'); Summary = 'print the version'; Takes = $null }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'cases'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--case-id'); Summary = 'the case; repeatable; - reads ids from standard input, one a line'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--all'); Summary = 'every case of the domain'; Takes = $null }
                @{ Names = @('--domain-id'); Summary = 'the Cases domain (default: the account''s only one)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--updated-since'); Summary = 'with --all: only cases updated since then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-field-names'); Summary = 'do not look up the names of changed fields'; Takes = $null }
                @{ Names = @('--profile'); Summary = 'named profile of the AWS configuration'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--region'); Summary = 'AWS region; else AWS_REGION, AWS_DEFAULT_REGION or the profile''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--endpoint-url'); Summary = 'another endpoint for the service, such as an emulator''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--where'); Summary = 'only records of which it holds: action=Case.Updated, actor.type!=user, raw.ip~^10; repeatable, all must'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sort'); Summary = 'time: in the order of time, once all is read; --limit is then of the first'; Takes = @{ Choices = @('time'); Files = $false } }
                @{ Names = @('--limit'); Summary = 'stop after n records'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request, 1 to 25 (default: 25)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 8)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--buffer'); Summary = 'what slices read at the same time may hold back for their turn (default: 64MiB)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'; Takes = @{ Choices = @('table', 'ndjson', 'jsonl', 'csv', 'json'); Files = $true } }
                @{ Names = @('-o', '--output'); Summary = 'write to a file, which appears when it is complete; .gz compresses'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--fields'); Summary = 'dotted paths: time,actor.id,raw.requestId'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--schema'); Summary = 'audit: the record; raw: the event exactly as the service sent it'; Takes = @{ Choices = @('audit', 'raw'); Files = $false } }
                @{ Names = @('--explode'); Summary = 'changes: a row for each changed field, with change.field, .name, .old and .new'; Takes = @{ Choices = @('changes'); Files = $false } }
                @{ Names = @('--tz'); Summary = 'table: times of a zone, such as Europe/Berlin, local or utc; all else stays UTC'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-escape-formulas'); Summary = 'csv: do not defuse cells that a spreadsheet would run'; Takes = $null }
                @{ Names = @('--archive'); Summary = 'keep the records in an archive: what is new since the last run, each once, and what is missing'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--checkpoint'); Summary = 'write only what is new since the last run, which this file remembers; saved when all was taken'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--overlap'); Summary = 'ask again for so much of what was covered, for late events (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lag'); Summary = 'leave out what is younger, which may still be on its way (default: 15m)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lock-wait'); Summary = 'wait so long for a run that is under way'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-runtime'); Summary = 'end after so long, with what was read; exit 75, and the next run goes on'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sign-key'); Summary = 'archive: sign the manifest with this private key (Ed25519)'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--full-sweep'); Summary = 'read every case, whether it has changed or not'; Takes = $null }
                @{ Names = @('--summary'); Summary = 'write what the run came to, as JSON'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--metrics'); Summary = 'write it as metrics of Prometheus, for its textfile collector'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'incidents'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--case-id'); Summary = 'the case; repeatable; - reads ids from standard input, one a line'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--all'); Summary = 'every case of the membership'; Takes = $null }
                @{ Names = @('--profile'); Summary = 'named profile of the AWS configuration'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--region'); Summary = 'AWS region; else AWS_REGION, AWS_DEFAULT_REGION or the profile''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--endpoint-url'); Summary = 'another endpoint for the service, such as an emulator''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--where'); Summary = 'only records of which it holds: action=Case.Updated, actor.type!=user, raw.ip~^10; repeatable, all must'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sort'); Summary = 'time: in the order of time, once all is read; --limit is then of the first'; Takes = @{ Choices = @('time'); Files = $false } }
                @{ Names = @('--limit'); Summary = 'stop after n records'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request, 1 to 25 (default: 25)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 4)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--buffer'); Summary = 'what slices read at the same time may hold back for their turn (default: 64MiB)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'; Takes = @{ Choices = @('table', 'ndjson', 'jsonl', 'csv', 'json'); Files = $true } }
                @{ Names = @('-o', '--output'); Summary = 'write to a file, which appears when it is complete; .gz compresses'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--fields'); Summary = 'dotted paths: time,actor.id,raw.requestId'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--schema'); Summary = 'audit: the record; raw: the event exactly as the service sent it'; Takes = @{ Choices = @('audit', 'raw'); Files = $false } }
                @{ Names = @('--explode'); Summary = 'changes: a row for each changed field, with change.field, .name, .old and .new'; Takes = @{ Choices = @('changes'); Files = $false } }
                @{ Names = @('--tz'); Summary = 'table: times of a zone, such as Europe/Berlin, local or utc; all else stays UTC'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-escape-formulas'); Summary = 'csv: do not defuse cells that a spreadsheet would run'; Takes = $null }
                @{ Names = @('--archive'); Summary = 'keep the records in an archive: what is new since the last run, each once, and what is missing'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--checkpoint'); Summary = 'write only what is new since the last run, which this file remembers; saved when all was taken'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--overlap'); Summary = 'ask again for so much of what was covered, for late events (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lag'); Summary = 'leave out what is younger, which may still be on its way (default: 15m)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lock-wait'); Summary = 'wait so long for a run that is under way'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-runtime'); Summary = 'end after so long, with what was read; exit 75, and the next run goes on'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sign-key'); Summary = 'archive: sign the manifest with this private key (Ed25519)'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--full-sweep'); Summary = 'read every case, whether it has changed or not'; Takes = $null }
                @{ Names = @('--summary'); Summary = 'write what the run came to, as JSON'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--metrics'); Summary = 'write it as metrics of Prometheus, for its textfile collector'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'codecatalyst'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--space'); Summary = 'the space (default: the only one there is)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--event-name'); Summary = 'only events of this exact name, such as createProject'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--profile'); Summary = 'named profile of the AWS configuration, with an sso_session'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--region'); Summary = 'of no effect: CodeCatalyst is one service for all regions'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--endpoint-url'); Summary = 'another endpoint for the service, such as an emulator''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--where'); Summary = 'only records of which it holds: action=Case.Updated, actor.type!=user, raw.ip~^10; repeatable, all must'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sort'); Summary = 'time: in the order of time, once all is read; --limit is then of the first'; Takes = @{ Choices = @('time'); Files = $false } }
                @{ Names = @('--limit'); Summary = 'stop after n records'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request, 1 to 250 (default: 250)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 8)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--buffer'); Summary = 'what slices read at the same time may hold back for their turn (default: 64MiB)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'; Takes = @{ Choices = @('table', 'ndjson', 'jsonl', 'csv', 'json'); Files = $true } }
                @{ Names = @('-o', '--output'); Summary = 'write to a file, which appears when it is complete; .gz compresses'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--fields'); Summary = 'dotted paths: time,actor.id,raw.requestId'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--schema'); Summary = 'audit: the record; raw: the event exactly as the service sent it'; Takes = @{ Choices = @('audit', 'raw'); Files = $false } }
                @{ Names = @('--explode'); Summary = 'changes: a row for each changed field, with change.field, .name, .old and .new'; Takes = @{ Choices = @('changes'); Files = $false } }
                @{ Names = @('--tz'); Summary = 'table: times of a zone, such as Europe/Berlin, local or utc; all else stays UTC'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-escape-formulas'); Summary = 'csv: do not defuse cells that a spreadsheet would run'; Takes = $null }
                @{ Names = @('--archive'); Summary = 'keep the records in an archive: what is new since the last run, each once, and what is missing'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--checkpoint'); Summary = 'write only what is new since the last run, which this file remembers; saved when all was taken'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--overlap'); Summary = 'ask again for so much of what was covered, for late events (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lag'); Summary = 'leave out what is younger, which may still be on its way (default: 15m)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lock-wait'); Summary = 'wait so long for a run that is under way'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-runtime'); Summary = 'end after so long, with what was read; exit 75, and the next run goes on'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sign-key'); Summary = 'archive: sign the manifest with this private key (Ed25519)'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--summary'); Summary = 'write what the run came to, as JSON'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--metrics'); Summary = 'write it as metrics of Prometheus, for its textfile collector'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'genesys'
            Runs = $false
            Commands = @(
                @{ Names = @('realtime'); Path = 'genesys realtime'; Summary = 'audits of the last 14 days, of some services, at once (postAuditsQueryRealtime)' }
                @{ Names = @('related'); Path = 'genesys related'; Summary = 'audits that one act caused, by one of them (postAuditsQueryRealtimeRelated)' }
                @{ Names = @('services'); Path = 'genesys services'; Summary = 'services, entities and actions that are audited (the service mappings)' }
                @{ Names = @('status'); Path = 'genesys status'; Summary = 'state of a query that was submitted earlier (getAuditsQueryTransactionId)' }
                @{ Names = @('results'); Path = 'genesys results'; Summary = 'results of a query that was submitted earlier (getAuditsQueryTransactionIdResults)' }
            )
            Options = @(
                @{ Names = @('--service'); Summary = 'one service only; `genesys services` lists them'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--filter'); Summary = 'UserId, TrusteeOrganizationId, ClientId, Action, EntityType or EntityId; repeatable'; Takes = @{ Choices = @('UserId=', 'TrusteeOrganizationId=', 'ClientId=', 'Action=', 'EntityType=', 'EntityId='); Files = $false } }
                @{ Names = @('--expand'); Summary = 'ask for the names of users'; Takes = @{ Choices = @('user'); Files = $false } }
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--where'); Summary = 'only records of which it holds: action=Case.Updated, actor.type!=user, raw.ip~^10; repeatable, all must'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sort'); Summary = 'time: in the order of time, once all is read; --limit is then of the first'; Takes = @{ Choices = @('time'); Files = $false } }
                @{ Names = @('--limit'); Summary = 'stop after n records'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request, 1 to 500 (default: 500)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 2)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--buffer'); Summary = 'what slices read at the same time may hold back for their turn (default: 64MiB)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'; Takes = @{ Choices = @('table', 'ndjson', 'jsonl', 'csv', 'json'); Files = $true } }
                @{ Names = @('-o', '--output'); Summary = 'write to a file, which appears when it is complete; .gz compresses'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--fields'); Summary = 'dotted paths: time,actor.id,raw.requestId'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--schema'); Summary = 'audit: the record; raw: the event exactly as the service sent it'; Takes = @{ Choices = @('audit', 'raw'); Files = $false } }
                @{ Names = @('--explode'); Summary = 'changes: a row for each changed field, with change.field, .name, .old and .new'; Takes = @{ Choices = @('changes'); Files = $false } }
                @{ Names = @('--tz'); Summary = 'table: times of a zone, such as Europe/Berlin, local or utc; all else stays UTC'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-escape-formulas'); Summary = 'csv: do not defuse cells that a spreadsheet would run'; Takes = $null }
                @{ Names = @('--archive'); Summary = 'keep the records in an archive: what is new since the last run, each once, and what is missing'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--checkpoint'); Summary = 'write only what is new since the last run, which this file remembers; saved when all was taken'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--overlap'); Summary = 'ask again for so much of what was covered, for late events (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lag'); Summary = 'leave out what is younger, which may still be on its way (default: 15m)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lock-wait'); Summary = 'wait so long for a run that is under way'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-runtime'); Summary = 'end after so long, with what was read; exit 75, and the next run goes on'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sign-key'); Summary = 'archive: sign the manifest with this private key (Ed25519)'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--summary'); Summary = 'write what the run came to, as JSON'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--metrics'); Summary = 'write it as metrics of Prometheus, for its textfile collector'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'genesys realtime'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--service'); Summary = 'one service only; `genesys services` lists them'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--filter'); Summary = 'UserId, TrusteeOrganizationId, ClientId, Action, EntityType or EntityId; repeatable'; Takes = @{ Choices = @('UserId=', 'TrusteeOrganizationId=', 'ClientId=', 'Action=', 'EntityType=', 'EntityId='); Files = $false } }
                @{ Names = @('--expand'); Summary = 'ask for the names of users'; Takes = @{ Choices = @('user'); Files = $false } }
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--where'); Summary = 'only records of which it holds: action=Case.Updated, actor.type!=user, raw.ip~^10; repeatable, all must'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sort'); Summary = 'time: in the order of time, once all is read; --limit is then of the first'; Takes = @{ Choices = @('time'); Files = $false } }
                @{ Names = @('--limit'); Summary = 'stop after n records'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request, 1 to 500 (default: 500)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 2)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--buffer'); Summary = 'what slices read at the same time may hold back for their turn (default: 64MiB)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'; Takes = @{ Choices = @('table', 'ndjson', 'jsonl', 'csv', 'json'); Files = $true } }
                @{ Names = @('-o', '--output'); Summary = 'write to a file, which appears when it is complete; .gz compresses'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--fields'); Summary = 'dotted paths: time,actor.id,raw.requestId'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--schema'); Summary = 'audit: the record; raw: the event exactly as the service sent it'; Takes = @{ Choices = @('audit', 'raw'); Files = $false } }
                @{ Names = @('--explode'); Summary = 'changes: a row for each changed field, with change.field, .name, .old and .new'; Takes = @{ Choices = @('changes'); Files = $false } }
                @{ Names = @('--tz'); Summary = 'table: times of a zone, such as Europe/Berlin, local or utc; all else stays UTC'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-escape-formulas'); Summary = 'csv: do not defuse cells that a spreadsheet would run'; Takes = $null }
                @{ Names = @('--archive'); Summary = 'keep the records in an archive: what is new since the last run, each once, and what is missing'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--checkpoint'); Summary = 'write only what is new since the last run, which this file remembers; saved when all was taken'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--overlap'); Summary = 'ask again for so much of what was covered, for late events (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lag'); Summary = 'leave out what is younger, which may still be on its way (default: 15m)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lock-wait'); Summary = 'wait so long for a run that is under way'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-runtime'); Summary = 'end after so long, with what was read; exit 75, and the next run goes on'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sign-key'); Summary = 'archive: sign the manifest with this private key (Ed25519)'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--summary'); Summary = 'write what the run came to, as JSON'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--metrics'); Summary = 'write it as metrics of Prometheus, for its textfile collector'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'genesys related'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--trustor-org'); Summary = 'the organization that trusts the audit''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--expand'); Summary = 'ask for the names of users'; Takes = @{ Choices = @('user'); Files = $false } }
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--where'); Summary = 'only records of which it holds: action=Case.Updated, actor.type!=user, raw.ip~^10; repeatable, all must'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sort'); Summary = 'time: in the order of time, once all is read; --limit is then of the first'; Takes = @{ Choices = @('time'); Files = $false } }
                @{ Names = @('--limit'); Summary = 'stop after n records'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 1)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--buffer'); Summary = 'what slices read at the same time may hold back for their turn (default: 64MiB)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'; Takes = @{ Choices = @('table', 'ndjson', 'jsonl', 'csv', 'json'); Files = $true } }
                @{ Names = @('-o', '--output'); Summary = 'write to a file, which appears when it is complete; .gz compresses'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--fields'); Summary = 'dotted paths: time,actor.id,raw.requestId'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--schema'); Summary = 'audit: the record; raw: the event exactly as the service sent it'; Takes = @{ Choices = @('audit', 'raw'); Files = $false } }
                @{ Names = @('--explode'); Summary = 'changes: a row for each changed field, with change.field, .name, .old and .new'; Takes = @{ Choices = @('changes'); Files = $false } }
                @{ Names = @('--tz'); Summary = 'table: times of a zone, such as Europe/Berlin, local or utc; all else stays UTC'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-escape-formulas'); Summary = 'csv: do not defuse cells that a spreadsheet would run'; Takes = $null }
                @{ Names = @('--archive'); Summary = 'keep the records in an archive: what is new since the last run, each once, and what is missing'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--checkpoint'); Summary = 'write only what is new since the last run, which this file remembers; saved when all was taken'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--overlap'); Summary = 'ask again for so much of what was covered, for late events (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lag'); Summary = 'leave out what is younger, which may still be on its way (default: 15m)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lock-wait'); Summary = 'wait so long for a run that is under way'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-runtime'); Summary = 'end after so long, with what was read; exit 75, and the next run goes on'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sign-key'); Summary = 'archive: sign the manifest with this private key (Ed25519)'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--full-sweep'); Summary = 'read every case, whether it has changed or not'; Takes = $null }
                @{ Names = @('--summary'); Summary = 'write what the run came to, as JSON'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--metrics'); Summary = 'write it as metrics of Prometheus, for its textfile collector'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @(); Files = $false }
            )
            Repeats = $false
        }
        @{
            Path = 'genesys services'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--realtime'); Summary = 'those that `genesys realtime` knows'; Takes = $null }
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--where'); Summary = 'only records of which it holds: action=Case.Updated, actor.type!=user, raw.ip~^10; repeatable, all must'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--limit'); Summary = 'stop after n records'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'; Takes = @{ Choices = @('table', 'ndjson', 'jsonl', 'csv', 'json'); Files = $true } }
                @{ Names = @('-o', '--output'); Summary = 'write to a file, which appears when it is complete; .gz compresses'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--fields'); Summary = 'dotted paths: time,actor.id,raw.requestId'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--schema'); Summary = 'audit: the record; raw: the event exactly as the service sent it'; Takes = @{ Choices = @('audit', 'raw'); Files = $false } }
                @{ Names = @('--explode'); Summary = 'changes: a row for each changed field, with change.field, .name, .old and .new'; Takes = @{ Choices = @('changes'); Files = $false } }
                @{ Names = @('--tz'); Summary = 'table: times of a zone, such as Europe/Berlin, local or utc; all else stays UTC'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-escape-formulas'); Summary = 'csv: do not defuse cells that a spreadsheet would run'; Takes = $null }
                @{ Names = @('--summary'); Summary = 'write what the run came to, as JSON'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--metrics'); Summary = 'write it as metrics of Prometheus, for its textfile collector'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'genesys status'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--where'); Summary = 'only records of which it holds: action=Case.Updated, actor.type!=user, raw.ip~^10; repeatable, all must'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--limit'); Summary = 'stop after n records'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'; Takes = @{ Choices = @('table', 'ndjson', 'jsonl', 'csv', 'json'); Files = $true } }
                @{ Names = @('-o', '--output'); Summary = 'write to a file, which appears when it is complete; .gz compresses'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--fields'); Summary = 'dotted paths: time,actor.id,raw.requestId'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--schema'); Summary = 'audit: the record; raw: the event exactly as the service sent it'; Takes = @{ Choices = @('audit', 'raw'); Files = $false } }
                @{ Names = @('--explode'); Summary = 'changes: a row for each changed field, with change.field, .name, .old and .new'; Takes = @{ Choices = @('changes'); Files = $false } }
                @{ Names = @('--tz'); Summary = 'table: times of a zone, such as Europe/Berlin, local or utc; all else stays UTC'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-escape-formulas'); Summary = 'csv: do not defuse cells that a spreadsheet would run'; Takes = $null }
                @{ Names = @('--summary'); Summary = 'write what the run came to, as JSON'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--metrics'); Summary = 'write it as metrics of Prometheus, for its textfile collector'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @(); Files = $false }
            )
            Repeats = $false
        }
        @{
            Path = 'genesys results'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--expand'); Summary = 'ask for the names of users'; Takes = @{ Choices = @('user'); Files = $false } }
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--where'); Summary = 'only records of which it holds: action=Case.Updated, actor.type!=user, raw.ip~^10; repeatable, all must'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sort'); Summary = 'time: in the order of time, once all is read; --limit is then of the first'; Takes = @{ Choices = @('time'); Files = $false } }
                @{ Names = @('--limit'); Summary = 'stop after n records'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request, 1 to 500 (default: 500)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 1)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--buffer'); Summary = 'what slices read at the same time may hold back for their turn (default: 64MiB)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'table, ndjson (jsonl), csv, json, or the path of a module; default: by --output, table on a terminal, else ndjson'; Takes = @{ Choices = @('table', 'ndjson', 'jsonl', 'csv', 'json'); Files = $true } }
                @{ Names = @('-o', '--output'); Summary = 'write to a file, which appears when it is complete; .gz compresses'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--fields'); Summary = 'dotted paths: time,actor.id,raw.requestId'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--schema'); Summary = 'audit: the record; raw: the event exactly as the service sent it'; Takes = @{ Choices = @('audit', 'raw'); Files = $false } }
                @{ Names = @('--explode'); Summary = 'changes: a row for each changed field, with change.field, .name, .old and .new'; Takes = @{ Choices = @('changes'); Files = $false } }
                @{ Names = @('--tz'); Summary = 'table: times of a zone, such as Europe/Berlin, local or utc; all else stays UTC'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-escape-formulas'); Summary = 'csv: do not defuse cells that a spreadsheet would run'; Takes = $null }
                @{ Names = @('--archive'); Summary = 'keep the records in an archive: what is new since the last run, each once, and what is missing'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--checkpoint'); Summary = 'write only what is new since the last run, which this file remembers; saved when all was taken'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--overlap'); Summary = 'ask again for so much of what was covered, for late events (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lag'); Summary = 'leave out what is younger, which may still be on its way (default: 15m)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--lock-wait'); Summary = 'wait so long for a run that is under way'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-runtime'); Summary = 'end after so long, with what was read; exit 75, and the next run goes on'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--sign-key'); Summary = 'archive: sign the manifest with this private key (Ed25519)'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--full-sweep'); Summary = 'read every case, whether it has changed or not'; Takes = $null }
                @{ Names = @('--summary'); Summary = 'write what the run came to, as JSON'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--metrics'); Summary = 'write it as metrics of Prometheus, for its textfile collector'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @(); Files = $false }
            )
            Repeats = $false
        }
        @{
            Path = 'doctor'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--space'); Summary = 'the space (default: the only one there is)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--profile'); Summary = 'named profile of the AWS configuration'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--region'); Summary = 'AWS region; else AWS_REGION, AWS_DEFAULT_REGION or the profile''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--endpoint-url'); Summary = 'another endpoint for the service, such as an emulator''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--case-id'); Summary = 'a case to try it with'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--domain-id'); Summary = 'the Cases domain (default: the account''s only one)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-field-names'); Summary = 'do not look up the names of changed fields'; Takes = $null }
                @{ Names = @('-f', '--format'); Summary = 'a checklist, or one JSON document'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--archive'); Summary = 'an archive: how long until what it lacks is lost at the source'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 2)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 10)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @('cases', 'incidents', 'codecatalyst', 'genesys'); Files = $false }
            )
            Repeats = $false
        }
        @{
            Path = 'plan'
            Runs = $false
            Commands = @(
                @{ Names = @('cases', 'connect-cases'); Path = 'plan cases'; Summary = 'audit history of Amazon Connect Cases (GetCaseAuditEvents)' }
                @{ Names = @('incidents', 'security-ir'); Path = 'plan incidents'; Summary = 'edits of AWS Security Incident Response cases (ListCaseEdits)' }
                @{ Names = @('codecatalyst', 'space-events'); Path = 'plan codecatalyst'; Summary = 'event log of an Amazon CodeCatalyst space (ListEventLogs)' }
                @{ Names = @('genesys', 'purecloud'); Path = 'plan genesys'; Summary = 'audits of a Genesys Cloud organization (postAuditsQuery and its results)' }
            )
            Options = @(
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'plan cases'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--case-id'); Summary = 'the case; repeatable; - reads ids from standard input, one a line'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--all'); Summary = 'every case of the domain'; Takes = $null }
                @{ Names = @('--domain-id'); Summary = 'the Cases domain (default: the account''s only one)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--updated-since'); Summary = 'with --all: only cases updated since then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--no-field-names'); Summary = 'do not look up the names of changed fields'; Takes = $null }
                @{ Names = @('--profile'); Summary = 'named profile of the AWS configuration'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--region'); Summary = 'AWS region; else AWS_REGION, AWS_DEFAULT_REGION or the profile''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--endpoint-url'); Summary = 'another endpoint for the service, such as an emulator''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 8)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'text, one JSON document, or the IAM policy alone, for which nothing is asked'; Takes = @{ Choices = @('text', 'json', 'policy'); Files = $false } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'plan incidents'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--case-id'); Summary = 'the case; repeatable; - reads ids from standard input, one a line'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--all'); Summary = 'every case of the membership'; Takes = $null }
                @{ Names = @('--profile'); Summary = 'named profile of the AWS configuration'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--region'); Summary = 'AWS region; else AWS_REGION, AWS_DEFAULT_REGION or the profile''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--endpoint-url'); Summary = 'another endpoint for the service, such as an emulator''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 4)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'text, one JSON document, or the IAM policy alone, for which nothing is asked'; Takes = @{ Choices = @('text', 'json', 'policy'); Files = $false } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'plan codecatalyst'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--space'); Summary = 'the space (default: the only one there is)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--event-name'); Summary = 'only events of this exact name, such as createProject'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--profile'); Summary = 'named profile of the AWS configuration, with an sso_session'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--region'); Summary = 'of no effect: CodeCatalyst is one service for all regions'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--endpoint-url'); Summary = 'another endpoint for the service, such as an emulator''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 8)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'text, one JSON document, or the IAM policy alone, for which nothing is asked'; Takes = @{ Choices = @('text', 'json', 'policy'); Files = $false } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'plan genesys'
            Runs = $false
            Commands = @(
                @{ Names = @('realtime'); Path = 'plan genesys realtime'; Summary = 'audits of the last 14 days, of some services, at once (postAuditsQueryRealtime)' }
                @{ Names = @('related'); Path = 'plan genesys related'; Summary = 'audits that one act caused, by one of them (postAuditsQueryRealtimeRelated)' }
                @{ Names = @('services'); Path = 'plan genesys services'; Summary = 'services, entities and actions that are audited (the service mappings)' }
                @{ Names = @('status'); Path = 'plan genesys status'; Summary = 'state of a query that was submitted earlier (getAuditsQueryTransactionId)' }
                @{ Names = @('results'); Path = 'plan genesys results'; Summary = 'results of a query that was submitted earlier (getAuditsQueryTransactionIdResults)' }
            )
            Options = @(
                @{ Names = @('--service'); Summary = 'one service only; `genesys services` lists them'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--filter'); Summary = 'UserId, TrusteeOrganizationId, ClientId, Action, EntityType or EntityId; repeatable'; Takes = @{ Choices = @('UserId=', 'TrusteeOrganizationId=', 'ClientId=', 'Action=', 'EntityType=', 'EntityId='); Files = $false } }
                @{ Names = @('--expand'); Summary = 'ask for the names of users'; Takes = @{ Choices = @('user'); Files = $false } }
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 2)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'text, one JSON document, or the IAM policy alone, for which nothing is asked'; Takes = @{ Choices = @('text', 'json', 'policy'); Files = $false } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'plan genesys realtime'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--service'); Summary = 'one service only; `genesys services` lists them'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--filter'); Summary = 'UserId, TrusteeOrganizationId, ClientId, Action, EntityType or EntityId; repeatable'; Takes = @{ Choices = @('UserId=', 'TrusteeOrganizationId=', 'ClientId=', 'Action=', 'EntityType=', 'EntityId='); Files = $false } }
                @{ Names = @('--expand'); Summary = 'ask for the names of users'; Takes = @{ Choices = @('user'); Files = $false } }
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday (default: 24h)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 2)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'text, one JSON document, or the IAM policy alone, for which nothing is asked'; Takes = @{ Choices = @('text', 'json', 'policy'); Files = $false } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'plan genesys related'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--trustor-org'); Summary = 'the organization that trusts the audit''s'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--expand'); Summary = 'ask for the names of users'; Takes = @{ Choices = @('user'); Files = $false } }
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 1)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'text, one JSON document, or the IAM policy alone, for which nothing is asked'; Takes = @{ Choices = @('text', 'json', 'policy'); Files = $false } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @(); Files = $false }
            )
            Repeats = $false
        }
        @{
            Path = 'plan genesys services'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--realtime'); Summary = 'those that `genesys realtime` knows'; Takes = $null }
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'text, one JSON document, or the IAM policy alone, for which nothing is asked'; Takes = @{ Choices = @('text', 'json', 'policy'); Files = $false } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'plan genesys status'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'text, one JSON document, or the IAM policy alone, for which nothing is asked'; Takes = @{ Choices = @('text', 'json', 'policy'); Files = $false } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @(); Files = $false }
            )
            Repeats = $false
        }
        @{
            Path = 'plan genesys results'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--expand'); Summary = 'ask for the names of users'; Takes = @{ Choices = @('user'); Files = $false } }
                @{ Names = @('--genesys-region'); Summary = 'AWS region or host of the organization; else GENESYSCLOUD_REGION'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--genesys-profile'); Summary = 'take credentials from a profile of ~/.gc/config.toml'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--since'); Summary = 'events from then on: 2026-11-01, 2026-11-01T10:00:00Z, 7d, yesterday'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'events before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--page-size'); Summary = 'events in one request'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--concurrency'); Summary = 'slices read at the same time; the order stays (default: 1)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--max-attempts'); Summary = 'tries for one request (default: 20)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--timeout'); Summary = 'seconds a request may be silent (default: 30)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'text, one JSON document, or the IAM policy alone, for which nothing is asked'; Takes = @{ Choices = @('text', 'json', 'policy'); Files = $false } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @(); Files = $false }
            )
            Repeats = $false
        }
        @{
            Path = 'verify'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--public-key'); Summary = 'the last manifest is signed for this key, and none for another; repeatable'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--anchor'); Summary = 'HEAD leads to this manifest, whose SHA-256 was noted elsewhere'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @(); Files = $true }
            )
            Repeats = $false
        }
        @{
            Path = 'coverage'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('-f', '--format'); Summary = 'table, ndjson, csv or json; default: table on a terminal, else ndjson'; Takes = @{ Choices = @('table', 'ndjson', 'jsonl', 'csv', 'json'); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @(); Files = $true }
            )
            Repeats = $false
        }
        @{
            Path = 'summarize'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--by'); Summary = 'actor, target, month, day, hour (of the day), or a path such as action, outcome, raw.ip; repeatable (default: actor, action, day)'; Takes = @{ Choices = @('actor', 'action', 'day', 'month', 'hour', 'source', 'target', 'outcome'); Files = $false } }
                @{ Names = @('--since'); Summary = 'records from then on: 2026-11-01, 7d, yesterday'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--until'); Summary = 'records before then'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--where'); Summary = 'only records of which it holds: action=Case.Updated, actor.type!=user, raw.ip~^10; repeatable, all must'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--top'); Summary = 'so many values of each (default: of a table 10, and 31 of days; of other formats all)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-f', '--format'); Summary = 'table, ndjson, csv or json; default: table on a terminal, else ndjson'; Takes = @{ Choices = @('table', 'ndjson', 'jsonl', 'csv', 'json'); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @(); Files = $true }
            )
            Repeats = $true
        }
        @{
            Path = 'run'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--dry-run'); Summary = 'show the jobs as commands, and run none'; Takes = $null }
                @{ Names = @('--summary'); Summary = 'write what the run came to, as JSON'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--metrics'); Summary = 'write it as metrics of Prometheus, for its textfile collector'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @(); Files = $false }
            )
            Repeats = $true
        }
        @{
            Path = 'unit'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('--every'); Summary = 'how often (default: day)'; Takes = @{ Choices = @('hour', 'day', 'week'); Files = $false } }
                @{ Names = @('--at'); Summary = 'when; of an hour only the minute counts (default: 02:15)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-o', '--output'); Summary = 'write the files there, instead of printing them'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('--user'); Summary = 'systemd: who runs it (default: audit-export)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--image'); Summary = 'kubernetes: the image that has this program'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--config'); Summary = 'settings from this file; default: audit-export/config.toml in ~/.config or XDG_CONFIG_HOME'; Takes = @{ Choices = @(); Files = $true } }
                @{ Names = @('-q', '--quiet'); Summary = 'no progress and no summary; warnings and errors stay'; Takes = $null }
                @{ Names = @('--verbose'); Summary = 'say what is used: region, profile, domain'; Takes = $null }
                @{ Names = @('--debug'); Summary = 'show each request, and stack traces'; Takes = $null }
                @{ Names = @('--log-format'); Summary = 'how messages look'; Takes = @{ Choices = @('text', 'json'); Files = $false } }
                @{ Names = @('--no-color'); Summary = 'no colours; NO_COLOR does the same'; Takes = $null }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @('cron', 'systemd', 'kubernetes'); Files = $false }
                @{ Choices = @(); Files = $false }
            )
            Repeats = $true
        }
        @{
            Path = 'sandbox'
            Runs = $true
            Commands = @()
            Options = @(
                @{ Names = @('--port'); Summary = 'port to listen on; 0 or none: any free one'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--seed'); Summary = 'another number makes other data (default: 1)'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('--faults'); Summary = 'what is to go wrong, like throttle:every=3,reset:on=genesys; see below'; Takes = @{ Choices = @(); Files = $false } }
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'completion'
            Runs = $false
            Commands = @()
            Options = @(
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @(
                @{ Choices = @('bash', 'zsh', 'fish', 'powershell'); Files = $false }
            )
            Repeats = $false
        }
        @{
            Path = 'help'
            Runs = $false
            Commands = @(
                @{ Names = @('cases', 'connect-cases'); Path = 'help cases'; Summary = 'audit history of Amazon Connect Cases (GetCaseAuditEvents)' }
                @{ Names = @('incidents', 'security-ir'); Path = 'help incidents'; Summary = 'edits of AWS Security Incident Response cases (ListCaseEdits)' }
                @{ Names = @('codecatalyst', 'space-events'); Path = 'help codecatalyst'; Summary = 'event log of an Amazon CodeCatalyst space (ListEventLogs)' }
                @{ Names = @('genesys', 'purecloud'); Path = 'help genesys'; Summary = 'audits of a Genesys Cloud organization (postAuditsQuery and its results)' }
                @{ Names = @('doctor'); Path = 'help doctor'; Summary = 'check what an export needs: credentials, permissions, network' }
                @{ Names = @('plan'); Path = 'help plan'; Summary = 'what an export would read, how long it takes, and the least policy' }
                @{ Names = @('verify'); Path = 'help verify'; Summary = 'check an archive: nothing changed, removed or added' }
                @{ Names = @('coverage'); Path = 'help coverage'; Summary = 'what time an archive covers, and what is missing' }
                @{ Names = @('summarize'); Path = 'help summarize'; Summary = 'count records: who did how much of what, and when' }
                @{ Names = @('run'); Path = 'help run'; Summary = 'make the exports that the configuration file has as jobs' }
                @{ Names = @('unit'); Path = 'help unit'; Summary = 'print a schedule: for cron, systemd or Kubernetes' }
                @{ Names = @('sandbox'); Path = 'help sandbox'; Summary = 'run a local emulator of the services' }
                @{ Names = @('completion'); Path = 'help completion'; Summary = 'print a shell''s completion script' }
            )
            Options = @(
                @{ Names = @('-h', '--help'); Summary = 'show help'; Takes = $null }
            )
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help cases'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help incidents'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help codecatalyst'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help genesys'
            Runs = $false
            Commands = @(
                @{ Names = @('realtime'); Path = 'help genesys realtime'; Summary = 'audits of the last 14 days, of some services, at once (postAuditsQueryRealtime)' }
                @{ Names = @('related'); Path = 'help genesys related'; Summary = 'audits that one act caused, by one of them (postAuditsQueryRealtimeRelated)' }
                @{ Names = @('services'); Path = 'help genesys services'; Summary = 'services, entities and actions that are audited (the service mappings)' }
                @{ Names = @('status'); Path = 'help genesys status'; Summary = 'state of a query that was submitted earlier (getAuditsQueryTransactionId)' }
                @{ Names = @('results'); Path = 'help genesys results'; Summary = 'results of a query that was submitted earlier (getAuditsQueryTransactionIdResults)' }
            )
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help genesys realtime'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help genesys related'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help genesys services'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help genesys status'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help genesys results'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help doctor'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help plan'
            Runs = $false
            Commands = @(
                @{ Names = @('cases', 'connect-cases'); Path = 'help plan cases'; Summary = 'audit history of Amazon Connect Cases (GetCaseAuditEvents)' }
                @{ Names = @('incidents', 'security-ir'); Path = 'help plan incidents'; Summary = 'edits of AWS Security Incident Response cases (ListCaseEdits)' }
                @{ Names = @('codecatalyst', 'space-events'); Path = 'help plan codecatalyst'; Summary = 'event log of an Amazon CodeCatalyst space (ListEventLogs)' }
                @{ Names = @('genesys', 'purecloud'); Path = 'help plan genesys'; Summary = 'audits of a Genesys Cloud organization (postAuditsQuery and its results)' }
            )
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help plan cases'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help plan incidents'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help plan codecatalyst'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help plan genesys'
            Runs = $false
            Commands = @(
                @{ Names = @('realtime'); Path = 'help plan genesys realtime'; Summary = 'audits of the last 14 days, of some services, at once (postAuditsQueryRealtime)' }
                @{ Names = @('related'); Path = 'help plan genesys related'; Summary = 'audits that one act caused, by one of them (postAuditsQueryRealtimeRelated)' }
                @{ Names = @('services'); Path = 'help plan genesys services'; Summary = 'services, entities and actions that are audited (the service mappings)' }
                @{ Names = @('status'); Path = 'help plan genesys status'; Summary = 'state of a query that was submitted earlier (getAuditsQueryTransactionId)' }
                @{ Names = @('results'); Path = 'help plan genesys results'; Summary = 'results of a query that was submitted earlier (getAuditsQueryTransactionIdResults)' }
            )
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help plan genesys realtime'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help plan genesys related'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help plan genesys services'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help plan genesys status'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help plan genesys results'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help verify'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help coverage'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help summarize'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help run'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help unit'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help sandbox'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
        @{
            Path = 'help completion'
            Runs = $false
            Commands = @()
            Options = @()
            Words = @()
            Repeats = $false
        }
    )

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
}
