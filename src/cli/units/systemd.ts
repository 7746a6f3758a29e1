import type { Schedule } from "./schedule.ts";

/** The folder in which a service of systemd may write by itself, below /var/lib. */
const stateDirectory = "audit-export";

/**
 * A service and its timer. Only what may pass by itself (75) is tried again. A signal goes to the main process alone, which
 * passes it on: a second one would end an export without its clean end. V8 writes machine code, hence no
 * MemoryDenyWriteExecute.
 */
export function systemdUnits(schedule: Schedule): Readonly<Record<string, string>> {
  const { program, parameters, writes, user } = schedule;
  const command = [...program, ...parameters].map(word).join(" ");
  const writable = writes.map((path) => `ReadWritePaths=-${quoted(path.replaceAll("%", "%%"))}\n`).join("");
  return {
    "audit-export.service": `[Unit]
Description=Export of audit histories
Documentation=man:audit-export(1)
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=6h
StartLimitBurst=4

[Service]
Type=oneshot
ExecStart=${command}
# Credentials as variables, if they are not in files: AWS_…, GENESYSCLOUD_…; for root alone (chmod 600).
EnvironmentFile=-/etc/audit-export/environment
# useradd --system --home-dir /var/lib/${stateDirectory} ${user}
User=${user}
StateDirectory=${stateDirectory}
${writable}UMask=0077
KillMode=mixed
Restart=on-failure
RestartSec=15min
RestartPreventExitStatus=1 2 3 4 5 6 74 78
CapabilityBoundingSet=
LockPersonality=yes
NoNewPrivileges=yes
PrivateDevices=yes
PrivateTmp=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=read-only
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectSystem=strict
RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged
`,
    "audit-export.timer": `[Unit]
Description=Export of audit histories, ${schedule.every === "hour" ? "every" : "once a"} ${schedule.every}

[Timer]
OnCalendar=${calendar(schedule)}
# What was missed while the machine was off is made up for.
Persistent=yes
RandomizedDelaySec=5min

[Install]
WantedBy=timers.target
`,
  };
}

/** systemd.time(7). */
function calendar({ every, hour, minute }: Schedule): string {
  const time = `${every === "hour" ? "*" : String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00`;
  return `${every === "week" ? "Sun " : ""}*-*-* ${time}`;
}

/** A word of a command line: systemd.service(5). */
function word(text: string): string {
  return quoted(text.replaceAll("%", "%%").replaceAll("$", "$$$$"));
}

/** systemd.syntax(7). */
function quoted(text: string): string {
  return /^[\w@%+=:,./$-]+$/.test(text) ? text : `"${text.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
}
