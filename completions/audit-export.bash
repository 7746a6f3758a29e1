# bash completion of audit-export, generated from its commands and options.
# For bash 3.2 and newer; the package bash-completion is not needed.

# Goes to the command that the word $1 chooses at the command in `at`.
__audit_export_enter() {
  case $at in
    '')
      case $1 in
        'cases' | 'connect-cases') at='cases' ;;
        'incidents' | 'security-ir') at='incidents' ;;
        'codecatalyst' | 'space-events') at='codecatalyst' ;;
        'genesys' | 'purecloud') at='genesys' ;;
        'doctor') at='doctor' ;;
        'plan') at='plan' ;;
        'verify') at='verify' ;;
        'coverage') at='coverage' ;;
        'summarize') at='summarize' ;;
        'run') at='run' ;;
        'unit') at='unit' ;;
        'sandbox') at='sandbox' ;;
        'completion') at='completion' ;;
        'help') at='help' ;;
        *) return 1 ;;
      esac
      ;;
    'genesys')
      case $1 in
        'realtime') at='genesys realtime' ;;
        'related') at='genesys related' ;;
        'services') at='genesys services' ;;
        'status') at='genesys status' ;;
        'results') at='genesys results' ;;
        *) return 1 ;;
      esac
      ;;
    'plan')
      case $1 in
        'cases' | 'connect-cases') at='plan cases' ;;
        'incidents' | 'security-ir') at='plan incidents' ;;
        'codecatalyst' | 'space-events') at='plan codecatalyst' ;;
        'genesys' | 'purecloud') at='plan genesys' ;;
        *) return 1 ;;
      esac
      ;;
    'plan genesys')
      case $1 in
        'realtime') at='plan genesys realtime' ;;
        'related') at='plan genesys related' ;;
        'services') at='plan genesys services' ;;
        'status') at='plan genesys status' ;;
        'results') at='plan genesys results' ;;
        *) return 1 ;;
      esac
      ;;
    'help')
      case $1 in
        'cases' | 'connect-cases') at='help cases' ;;
        'incidents' | 'security-ir') at='help incidents' ;;
        'codecatalyst' | 'space-events') at='help codecatalyst' ;;
        'genesys' | 'purecloud') at='help genesys' ;;
        'doctor') at='help doctor' ;;
        'plan') at='help plan' ;;
        'verify') at='help verify' ;;
        'coverage') at='help coverage' ;;
        'summarize') at='help summarize' ;;
        'run') at='help run' ;;
        'unit') at='help unit' ;;
        'sandbox') at='help sandbox' ;;
        'completion') at='help completion' ;;
        *) return 1 ;;
      esac
      ;;
    'help genesys')
      case $1 in
        'realtime') at='help genesys realtime' ;;
        'related') at='help genesys related' ;;
        'services') at='help genesys services' ;;
        'status') at='help genesys status' ;;
        'results') at='help genesys results' ;;
        *) return 1 ;;
      esac
      ;;
    'help plan')
      case $1 in
        'cases' | 'connect-cases') at='help plan cases' ;;
        'incidents' | 'security-ir') at='help plan incidents' ;;
        'codecatalyst' | 'space-events') at='help plan codecatalyst' ;;
        'genesys' | 'purecloud') at='help plan genesys' ;;
        *) return 1 ;;
      esac
      ;;
    'help plan genesys')
      case $1 in
        'realtime') at='help plan genesys realtime' ;;
        'related') at='help plan genesys related' ;;
        'services') at='help plan genesys services' ;;
        'status') at='help plan genesys status' ;;
        'results') at='help plan genesys results' ;;
        *) return 1 ;;
      esac
      ;;
    *) return 1 ;;
  esac
}

# What the option $1 takes at the command in `at`; fails for an option that takes nothing.
__audit_export_value() {
  case $at in
    'cases')
      case $1 in
        '--case-id' | '--domain-id' | '--updated-since' | '--profile' | '--region' | '--endpoint-url' | '--since' | '--until' | '--where' | '--limit' | '--max-attempts' | '--timeout' | '--page-size' | '--concurrency' | '--buffer' | '--fields' | '--tz' | '--overlap' | '--lag' | '--lock-wait' | '--max-runtime') ;;
        '--sort') choices=('time') ;;
        '-f' | '--format') choices=('table' 'ndjson' 'jsonl' 'csv' 'json') files=yes ;;
        '-o' | '--output' | '--archive' | '--checkpoint' | '--sign-key' | '--summary' | '--metrics' | '--config') files=yes ;;
        '--schema') choices=('audit' 'raw') ;;
        '--explode') choices=('changes') ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'incidents')
      case $1 in
        '--case-id' | '--profile' | '--region' | '--endpoint-url' | '--since' | '--until' | '--where' | '--limit' | '--max-attempts' | '--timeout' | '--page-size' | '--concurrency' | '--buffer' | '--fields' | '--tz' | '--overlap' | '--lag' | '--lock-wait' | '--max-runtime') ;;
        '--sort') choices=('time') ;;
        '-f' | '--format') choices=('table' 'ndjson' 'jsonl' 'csv' 'json') files=yes ;;
        '-o' | '--output' | '--archive' | '--checkpoint' | '--sign-key' | '--summary' | '--metrics' | '--config') files=yes ;;
        '--schema') choices=('audit' 'raw') ;;
        '--explode') choices=('changes') ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'codecatalyst')
      case $1 in
        '--space' | '--event-name' | '--profile' | '--region' | '--endpoint-url' | '--since' | '--until' | '--where' | '--limit' | '--max-attempts' | '--timeout' | '--page-size' | '--concurrency' | '--buffer' | '--fields' | '--tz' | '--overlap' | '--lag' | '--lock-wait' | '--max-runtime') ;;
        '--sort') choices=('time') ;;
        '-f' | '--format') choices=('table' 'ndjson' 'jsonl' 'csv' 'json') files=yes ;;
        '-o' | '--output' | '--archive' | '--checkpoint' | '--sign-key' | '--summary' | '--metrics' | '--config') files=yes ;;
        '--schema') choices=('audit' 'raw') ;;
        '--explode') choices=('changes') ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'genesys')
      case $1 in
        '--service' | '--genesys-region' | '--genesys-profile' | '--since' | '--until' | '--where' | '--limit' | '--max-attempts' | '--timeout' | '--page-size' | '--concurrency' | '--buffer' | '--fields' | '--tz' | '--overlap' | '--lag' | '--lock-wait' | '--max-runtime') ;;
        '--filter') choices=('UserId=' 'TrusteeOrganizationId=' 'ClientId=' 'Action=' 'EntityType=' 'EntityId=') ;;
        '--expand') choices=('user') ;;
        '--sort') choices=('time') ;;
        '-f' | '--format') choices=('table' 'ndjson' 'jsonl' 'csv' 'json') files=yes ;;
        '-o' | '--output' | '--archive' | '--checkpoint' | '--sign-key' | '--summary' | '--metrics' | '--config') files=yes ;;
        '--schema') choices=('audit' 'raw') ;;
        '--explode') choices=('changes') ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'genesys realtime')
      case $1 in
        '--service' | '--genesys-region' | '--genesys-profile' | '--since' | '--until' | '--where' | '--limit' | '--max-attempts' | '--timeout' | '--page-size' | '--concurrency' | '--buffer' | '--fields' | '--tz' | '--overlap' | '--lag' | '--lock-wait' | '--max-runtime') ;;
        '--filter') choices=('UserId=' 'TrusteeOrganizationId=' 'ClientId=' 'Action=' 'EntityType=' 'EntityId=') ;;
        '--expand') choices=('user') ;;
        '--sort') choices=('time') ;;
        '-f' | '--format') choices=('table' 'ndjson' 'jsonl' 'csv' 'json') files=yes ;;
        '-o' | '--output' | '--archive' | '--checkpoint' | '--sign-key' | '--summary' | '--metrics' | '--config') files=yes ;;
        '--schema') choices=('audit' 'raw') ;;
        '--explode') choices=('changes') ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'genesys related')
      case $1 in
        '--trustor-org' | '--genesys-region' | '--genesys-profile' | '--since' | '--until' | '--where' | '--limit' | '--max-attempts' | '--timeout' | '--concurrency' | '--buffer' | '--fields' | '--tz' | '--overlap' | '--lag' | '--lock-wait' | '--max-runtime') ;;
        '--expand') choices=('user') ;;
        '--sort') choices=('time') ;;
        '-f' | '--format') choices=('table' 'ndjson' 'jsonl' 'csv' 'json') files=yes ;;
        '-o' | '--output' | '--archive' | '--checkpoint' | '--sign-key' | '--summary' | '--metrics' | '--config') files=yes ;;
        '--schema') choices=('audit' 'raw') ;;
        '--explode') choices=('changes') ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'genesys services')
      case $1 in
        '--genesys-region' | '--genesys-profile' | '--where' | '--limit' | '--max-attempts' | '--timeout' | '--fields' | '--tz') ;;
        '-f' | '--format') choices=('table' 'ndjson' 'jsonl' 'csv' 'json') files=yes ;;
        '-o' | '--output' | '--summary' | '--metrics' | '--config') files=yes ;;
        '--schema') choices=('audit' 'raw') ;;
        '--explode') choices=('changes') ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'genesys status')
      case $1 in
        '--genesys-region' | '--genesys-profile' | '--where' | '--limit' | '--max-attempts' | '--timeout' | '--fields' | '--tz') ;;
        '-f' | '--format') choices=('table' 'ndjson' 'jsonl' 'csv' 'json') files=yes ;;
        '-o' | '--output' | '--summary' | '--metrics' | '--config') files=yes ;;
        '--schema') choices=('audit' 'raw') ;;
        '--explode') choices=('changes') ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'genesys results')
      case $1 in
        '--expand') choices=('user') ;;
        '--genesys-region' | '--genesys-profile' | '--since' | '--until' | '--where' | '--limit' | '--max-attempts' | '--timeout' | '--page-size' | '--concurrency' | '--buffer' | '--fields' | '--tz' | '--overlap' | '--lag' | '--lock-wait' | '--max-runtime') ;;
        '--sort') choices=('time') ;;
        '-f' | '--format') choices=('table' 'ndjson' 'jsonl' 'csv' 'json') files=yes ;;
        '-o' | '--output' | '--archive' | '--checkpoint' | '--sign-key' | '--summary' | '--metrics' | '--config') files=yes ;;
        '--schema') choices=('audit' 'raw') ;;
        '--explode') choices=('changes') ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'doctor')
      case $1 in
        '--genesys-region' | '--genesys-profile' | '--space' | '--profile' | '--region' | '--endpoint-url' | '--case-id' | '--domain-id' | '--max-attempts' | '--timeout') ;;
        '-f' | '--format' | '--log-format') choices=('text' 'json') ;;
        '--archive' | '--config') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'plan cases')
      case $1 in
        '--case-id' | '--domain-id' | '--updated-since' | '--profile' | '--region' | '--endpoint-url' | '--since' | '--until' | '--page-size' | '--concurrency' | '--max-attempts' | '--timeout') ;;
        '-f' | '--format') choices=('text' 'json' 'policy') ;;
        '--log-format') choices=('text' 'json') ;;
        '--config') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'plan incidents')
      case $1 in
        '--case-id' | '--profile' | '--region' | '--endpoint-url' | '--since' | '--until' | '--page-size' | '--concurrency' | '--max-attempts' | '--timeout') ;;
        '-f' | '--format') choices=('text' 'json' 'policy') ;;
        '--log-format') choices=('text' 'json') ;;
        '--config') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'plan codecatalyst')
      case $1 in
        '--space' | '--event-name' | '--profile' | '--region' | '--endpoint-url' | '--since' | '--until' | '--page-size' | '--concurrency' | '--max-attempts' | '--timeout') ;;
        '-f' | '--format') choices=('text' 'json' 'policy') ;;
        '--log-format') choices=('text' 'json') ;;
        '--config') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'plan genesys')
      case $1 in
        '--service' | '--genesys-region' | '--genesys-profile' | '--since' | '--until' | '--page-size' | '--concurrency' | '--max-attempts' | '--timeout') ;;
        '--filter') choices=('UserId=' 'TrusteeOrganizationId=' 'ClientId=' 'Action=' 'EntityType=' 'EntityId=') ;;
        '--expand') choices=('user') ;;
        '-f' | '--format') choices=('text' 'json' 'policy') ;;
        '--log-format') choices=('text' 'json') ;;
        '--config') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'plan genesys realtime')
      case $1 in
        '--service' | '--genesys-region' | '--genesys-profile' | '--since' | '--until' | '--page-size' | '--concurrency' | '--max-attempts' | '--timeout') ;;
        '--filter') choices=('UserId=' 'TrusteeOrganizationId=' 'ClientId=' 'Action=' 'EntityType=' 'EntityId=') ;;
        '--expand') choices=('user') ;;
        '-f' | '--format') choices=('text' 'json' 'policy') ;;
        '--log-format') choices=('text' 'json') ;;
        '--config') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'plan genesys related')
      case $1 in
        '--trustor-org' | '--genesys-region' | '--genesys-profile' | '--since' | '--until' | '--concurrency' | '--max-attempts' | '--timeout') ;;
        '--expand') choices=('user') ;;
        '-f' | '--format') choices=('text' 'json' 'policy') ;;
        '--log-format') choices=('text' 'json') ;;
        '--config') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'plan genesys services')
      case $1 in
        '--genesys-region' | '--genesys-profile' | '--max-attempts' | '--timeout') ;;
        '-f' | '--format') choices=('text' 'json' 'policy') ;;
        '--log-format') choices=('text' 'json') ;;
        '--config') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'plan genesys status')
      case $1 in
        '--genesys-region' | '--genesys-profile' | '--max-attempts' | '--timeout') ;;
        '-f' | '--format') choices=('text' 'json' 'policy') ;;
        '--log-format') choices=('text' 'json') ;;
        '--config') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'plan genesys results')
      case $1 in
        '--expand') choices=('user') ;;
        '--genesys-region' | '--genesys-profile' | '--since' | '--until' | '--page-size' | '--concurrency' | '--max-attempts' | '--timeout') ;;
        '-f' | '--format') choices=('text' 'json' 'policy') ;;
        '--log-format') choices=('text' 'json') ;;
        '--config') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'verify')
      case $1 in
        '--public-key') files=yes ;;
        '--anchor') ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'coverage')
      case $1 in
        '-f' | '--format') choices=('table' 'ndjson' 'jsonl' 'csv' 'json') files=yes ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'summarize')
      case $1 in
        '--by') choices=('actor' 'action' 'day' 'month' 'hour' 'source' 'target' 'outcome') ;;
        '--since' | '--until' | '--where' | '--top') ;;
        '-f' | '--format') choices=('table' 'ndjson' 'jsonl' 'csv' 'json') files=yes ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'run')
      case $1 in
        '--config' | '--summary' | '--metrics') files=yes ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'unit')
      case $1 in
        '--every') choices=('hour' 'day' 'week') ;;
        '--at' | '--user' | '--image') ;;
        '-o' | '--output' | '--config') files=yes ;;
        '--log-format') choices=('text' 'json') ;;
        *) return 1 ;;
      esac
      ;;
    'sandbox')
      case $1 in
        '--port' | '--seed' | '--faults') ;;
        *) return 1 ;;
      esac
      ;;
    *) return 1 ;;
  esac
}

# What can stand at the command in `at` as its word number $1.
__audit_export_words() {
  case $at in
    '')
      case $1 in
        '1') choices=('cases' 'incidents' 'codecatalyst' 'genesys' 'doctor' 'plan' 'verify' 'coverage' 'summarize' 'run' 'unit' 'sandbox' 'completion' 'help') ;;
        *) return 1 ;;
      esac
      ;;
    'genesys')
      case $1 in
        '1') choices=('realtime' 'related' 'services' 'status' 'results') ;;
        *) return 1 ;;
      esac
      ;;
    'genesys related')
      case $1 in
        '1') ;;
        *) return 1 ;;
      esac
      ;;
    'genesys status')
      case $1 in
        '1') ;;
        *) return 1 ;;
      esac
      ;;
    'genesys results')
      case $1 in
        '1') ;;
        *) return 1 ;;
      esac
      ;;
    'doctor')
      case $1 in
        '1') choices=('cases' 'incidents' 'codecatalyst' 'genesys') ;;
        *) return 1 ;;
      esac
      ;;
    'plan')
      case $1 in
        '1') choices=('cases' 'incidents' 'codecatalyst' 'genesys') ;;
        *) return 1 ;;
      esac
      ;;
    'plan genesys')
      case $1 in
        '1') choices=('realtime' 'related' 'services' 'status' 'results') ;;
        *) return 1 ;;
      esac
      ;;
    'plan genesys related')
      case $1 in
        '1') ;;
        *) return 1 ;;
      esac
      ;;
    'plan genesys status')
      case $1 in
        '1') ;;
        *) return 1 ;;
      esac
      ;;
    'plan genesys results')
      case $1 in
        '1') ;;
        *) return 1 ;;
      esac
      ;;
    'verify')
      case $1 in
        '1') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'coverage')
      case $1 in
        '1') files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'summarize')
      case $1 in
        *) files=yes ;;
        *) return 1 ;;
      esac
      ;;
    'run')
      case $1 in
        *)  ;;
        *) return 1 ;;
      esac
      ;;
    'unit')
      case $1 in
        '1') choices=('cron' 'systemd' 'kubernetes') ;;
        *)  ;;
        *) return 1 ;;
      esac
      ;;
    'completion')
      case $1 in
        '1') choices=('bash' 'zsh' 'fish' 'powershell') ;;
        *) return 1 ;;
      esac
      ;;
    'help')
      case $1 in
        '1') choices=('cases' 'incidents' 'codecatalyst' 'genesys' 'doctor' 'plan' 'verify' 'coverage' 'summarize' 'run' 'unit' 'sandbox' 'completion') ;;
        *) return 1 ;;
      esac
      ;;
    'help genesys')
      case $1 in
        '1') choices=('realtime' 'related' 'services' 'status' 'results') ;;
        *) return 1 ;;
      esac
      ;;
    'help plan')
      case $1 in
        '1') choices=('cases' 'incidents' 'codecatalyst' 'genesys') ;;
        *) return 1 ;;
      esac
      ;;
    'help plan genesys')
      case $1 in
        '1') choices=('realtime' 'related' 'services' 'status' 'results') ;;
        *) return 1 ;;
      esac
      ;;
    *) return 1 ;;
  esac
}

# The options of the command in `at`.
__audit_export_options() {
  case $at in
    '') choices=('-V' '--version' '-h' '--help') ;;
    'cases') choices=('--case-id' '--all' '--domain-id' '--updated-since' '--no-field-names' '--profile' '--region' '--endpoint-url' '--since' '--until' '--where' '--sort' '--limit' '--max-attempts' '--timeout' '--page-size' '--concurrency' '--buffer' '-f' '--format' '-o' '--output' '--fields' '--schema' '--explode' '--tz' '--no-escape-formulas' '--archive' '--checkpoint' '--overlap' '--lag' '--lock-wait' '--max-runtime' '--sign-key' '--full-sweep' '--summary' '--metrics' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'incidents') choices=('--case-id' '--all' '--profile' '--region' '--endpoint-url' '--since' '--until' '--where' '--sort' '--limit' '--max-attempts' '--timeout' '--page-size' '--concurrency' '--buffer' '-f' '--format' '-o' '--output' '--fields' '--schema' '--explode' '--tz' '--no-escape-formulas' '--archive' '--checkpoint' '--overlap' '--lag' '--lock-wait' '--max-runtime' '--sign-key' '--full-sweep' '--summary' '--metrics' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'codecatalyst') choices=('--space' '--event-name' '--profile' '--region' '--endpoint-url' '--since' '--until' '--where' '--sort' '--limit' '--max-attempts' '--timeout' '--page-size' '--concurrency' '--buffer' '-f' '--format' '-o' '--output' '--fields' '--schema' '--explode' '--tz' '--no-escape-formulas' '--archive' '--checkpoint' '--overlap' '--lag' '--lock-wait' '--max-runtime' '--sign-key' '--summary' '--metrics' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'genesys') choices=('--service' '--filter' '--expand' '--genesys-region' '--genesys-profile' '--since' '--until' '--where' '--sort' '--limit' '--max-attempts' '--timeout' '--page-size' '--concurrency' '--buffer' '-f' '--format' '-o' '--output' '--fields' '--schema' '--explode' '--tz' '--no-escape-formulas' '--archive' '--checkpoint' '--overlap' '--lag' '--lock-wait' '--max-runtime' '--sign-key' '--summary' '--metrics' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'genesys realtime') choices=('--service' '--filter' '--expand' '--genesys-region' '--genesys-profile' '--since' '--until' '--where' '--sort' '--limit' '--max-attempts' '--timeout' '--page-size' '--concurrency' '--buffer' '-f' '--format' '-o' '--output' '--fields' '--schema' '--explode' '--tz' '--no-escape-formulas' '--archive' '--checkpoint' '--overlap' '--lag' '--lock-wait' '--max-runtime' '--sign-key' '--summary' '--metrics' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'genesys related') choices=('--trustor-org' '--expand' '--genesys-region' '--genesys-profile' '--since' '--until' '--where' '--sort' '--limit' '--max-attempts' '--timeout' '--concurrency' '--buffer' '-f' '--format' '-o' '--output' '--fields' '--schema' '--explode' '--tz' '--no-escape-formulas' '--archive' '--checkpoint' '--overlap' '--lag' '--lock-wait' '--max-runtime' '--sign-key' '--full-sweep' '--summary' '--metrics' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'genesys services') choices=('--realtime' '--genesys-region' '--genesys-profile' '--where' '--limit' '--max-attempts' '--timeout' '-f' '--format' '-o' '--output' '--fields' '--schema' '--explode' '--tz' '--no-escape-formulas' '--summary' '--metrics' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'genesys status') choices=('--genesys-region' '--genesys-profile' '--where' '--limit' '--max-attempts' '--timeout' '-f' '--format' '-o' '--output' '--fields' '--schema' '--explode' '--tz' '--no-escape-formulas' '--summary' '--metrics' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'genesys results') choices=('--expand' '--genesys-region' '--genesys-profile' '--since' '--until' '--where' '--sort' '--limit' '--max-attempts' '--timeout' '--page-size' '--concurrency' '--buffer' '-f' '--format' '-o' '--output' '--fields' '--schema' '--explode' '--tz' '--no-escape-formulas' '--archive' '--checkpoint' '--overlap' '--lag' '--lock-wait' '--max-runtime' '--sign-key' '--full-sweep' '--summary' '--metrics' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'doctor') choices=('--genesys-region' '--genesys-profile' '--space' '--profile' '--region' '--endpoint-url' '--case-id' '--domain-id' '--no-field-names' '-f' '--format' '--archive' '--max-attempts' '--timeout' '--config' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '-h' '--help') ;;
    'plan') choices=('-h' '--help') ;;
    'plan cases') choices=('--case-id' '--all' '--domain-id' '--updated-since' '--no-field-names' '--profile' '--region' '--endpoint-url' '--since' '--until' '--page-size' '--concurrency' '--max-attempts' '--timeout' '-f' '--format' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'plan incidents') choices=('--case-id' '--all' '--profile' '--region' '--endpoint-url' '--since' '--until' '--page-size' '--concurrency' '--max-attempts' '--timeout' '-f' '--format' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'plan codecatalyst') choices=('--space' '--event-name' '--profile' '--region' '--endpoint-url' '--since' '--until' '--page-size' '--concurrency' '--max-attempts' '--timeout' '-f' '--format' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'plan genesys') choices=('--service' '--filter' '--expand' '--genesys-region' '--genesys-profile' '--since' '--until' '--page-size' '--concurrency' '--max-attempts' '--timeout' '-f' '--format' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'plan genesys realtime') choices=('--service' '--filter' '--expand' '--genesys-region' '--genesys-profile' '--since' '--until' '--page-size' '--concurrency' '--max-attempts' '--timeout' '-f' '--format' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'plan genesys related') choices=('--trustor-org' '--expand' '--genesys-region' '--genesys-profile' '--since' '--until' '--concurrency' '--max-attempts' '--timeout' '-f' '--format' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'plan genesys services') choices=('--realtime' '--genesys-region' '--genesys-profile' '--max-attempts' '--timeout' '-f' '--format' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'plan genesys status') choices=('--genesys-region' '--genesys-profile' '--max-attempts' '--timeout' '-f' '--format' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'plan genesys results') choices=('--expand' '--genesys-region' '--genesys-profile' '--since' '--until' '--page-size' '--concurrency' '--max-attempts' '--timeout' '-f' '--format' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '--config' '-h' '--help') ;;
    'verify') choices=('--public-key' '--anchor' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '-h' '--help') ;;
    'coverage') choices=('-f' '--format' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '-h' '--help') ;;
    'summarize') choices=('--by' '--since' '--until' '--where' '--top' '-f' '--format' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '-h' '--help') ;;
    'run') choices=('--config' '--dry-run' '--summary' '--metrics' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '-h' '--help') ;;
    'unit') choices=('--every' '--at' '-o' '--output' '--user' '--image' '--config' '-q' '--quiet' '--verbose' '--debug' '--log-format' '--no-color' '-h' '--help') ;;
    'sandbox') choices=('--port' '--seed' '--faults' '-h' '--help') ;;
    'completion') choices=('-h' '--help') ;;
    'help') choices=('-h' '--help') ;;
    'help cases') choices=() ;;
    'help incidents') choices=() ;;
    'help codecatalyst') choices=() ;;
    'help genesys') choices=() ;;
    'help genesys realtime') choices=() ;;
    'help genesys related') choices=() ;;
    'help genesys services') choices=() ;;
    'help genesys status') choices=() ;;
    'help genesys results') choices=() ;;
    'help doctor') choices=() ;;
    'help plan') choices=() ;;
    'help plan cases') choices=() ;;
    'help plan incidents') choices=() ;;
    'help plan codecatalyst') choices=() ;;
    'help plan genesys') choices=() ;;
    'help plan genesys realtime') choices=() ;;
    'help plan genesys related') choices=() ;;
    'help plan genesys services') choices=() ;;
    'help plan genesys status') choices=() ;;
    'help plan genesys results') choices=() ;;
    'help verify') choices=() ;;
    'help coverage') choices=() ;;
    'help summarize') choices=() ;;
    'help run') choices=() ;;
    'help unit') choices=() ;;
    'help sandbox') choices=() ;;
    'help completion') choices=() ;;
  esac
}

# Whether the command in `at` runs another program, named after `--`.
__audit_export_runs() {
  case $at in
    'sandbox') ;;
    *) return 1 ;;
  esac
}

_audit_export() {
  local IFS=$' \t\n' line=$COMP_LINE at='' option='' ended='' files='' prefix='' lead='' count=1 index piece gap word quoted
  local -a words starts choices
  words=() starts=() choices=() COMPREPLY=()

  # readline has cut the line at each = and : too; what stands together there is one word.
  for ((index = 0; index <= COMP_CWORD; index++)); do
    piece=${COMP_WORDS[index]}
    gap=${line%%"$piece"*}
    line=${line#*"$piece"}
    if [[ $index -eq 0 || -z $piece || -n $gap ]]; then
      words+=("$piece") starts+=("$index")
    else
      words[${#words[@]} - 1]+=$piece
    fi
  done

  for ((index = 1; index < ${#words[@]} - 1; index++)); do
    word=${words[index]}
    if [[ -n $option ]]; then
      option=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=yes
      if __audit_export_runs; then
        word=${words[index + 1]}
        if [[ $index -eq ${#words[@]}-2 || $word != 'audit-export' ]]; then
          __audit_export_child "$((index + 1))"
          return
        fi
        # Another line of our own: it starts anew.
        at='' ended='' count=1 index=$((index + 1))
      fi
    elif [[ -z $ended && $word == -* ]]; then
      if __audit_export_value "$word"; then option=$word; fi
    elif [[ -n $ended || $count -gt 1 ]] || ! __audit_export_enter "$word"; then
      count=$((count + 1))
    fi
  done

  files='' choices=()
  word=${words[${#words[@]} - 1]}
  if [[ -n $option ]]; then
    __audit_export_value "$option"
  elif [[ -z $ended && $word == --*=* ]]; then
    if __audit_export_value "${word%%=*}"; then prefix=${word%%=*}=; fi
  elif [[ -z $ended && $word == -* ]]; then
    __audit_export_options
  elif ! __audit_export_words "$count" && [[ -z $ended && -z $word ]]; then
    __audit_export_options
  fi

  # readline replaces only what stands after the last = or :.
  piece=${COMP_WORDBREAKS//[^=:]/}
  if [[ -n $piece ]]; then lead=${word%"${word##*[$piece]}"}; fi
  for piece in ${choices[@]+"${choices[@]}"}; do
    printf -v quoted '%q' "$piece"
    quoted=$prefix$quoted
    if [[ $quoted == "$word"* ]]; then COMPREPLY+=("${quoted#"$lead"}"); fi
  done
  # No blank behind a word that goes on.
  if [[ ${choices[0]-} == *= ]]; then compopt -o nospace 2>/dev/null; fi
  if [[ -z $files ]]; then
    # Where no file can stand, readline's own file names would mislead; bash 3.2 cannot be told.
    compopt +o default 2>/dev/null
  elif [[ ${#COMPREPLY[@]} -gt 0 ]] && compopt -o filenames 2>/dev/null; then
    # Without a choice that fits, readline's own file names stand here, which know ~ and quotes.
    while IFS= read -r piece; do
      piece=$prefix$piece
      COMPREPLY+=("${piece#"$lead"}")
    done < <(compgen -f -- "${word#"$prefix"}")
  fi
  return 0
}

# The line of another program, which starts with the word number $1.
__audit_export_child() {
  local offset
  for offset in _comp_command_offset _command_offset; do
    if declare -F "$offset" >/dev/null; then
      "$offset" "${starts[$1]}"
      return
    fi
  done
  if [[ $1 -eq ${#words[@]}-1 ]]; then
    while IFS= read -r piece; do COMPREPLY+=("$piece"); done < <(compgen -c -- "${words[$1]}")
  fi
}

complete -o default -F _audit_export 'audit-export'
