import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { cronTab } from "../../src/cli/units/cron.ts";
import { kubernetesCronJob } from "../../src/cli/units/kubernetes.ts";
import type { Schedule } from "../../src/cli/units/schedule.ts";
import { systemdUnits } from "../../src/cli/units/systemd.ts";
import { exitCodes } from "../../src/core/errors.ts";
import { runInProcess } from "../support/in-process.ts";

const directory = mkdtempSync(join(tmpdir(), "unit-"));
after(() => rmSync(directory, { recursive: true }));

/** Programs that are there on every machine, and paths that nobody should have. */
const schedule: Schedule = {
  every: "day",
  hour: 2,
  minute: 5,
  program: [process.execPath, "/opt/audit export/50%/$bin"],
  parameters: ["run", "--config", '/etc/a "b"/it\'s.toml', "--quiet"],
  writes: ["/var/audit", "/srv/a b"],
  user: "audit",
  image: "audit-export:1",
};

/** What is tried again must be that alone which may pass. */
const final = Object.entries(exitCodes)
  .filter(([name]) => !["temporary", "interrupted", "terminated"].includes(name))
  .map(([, code]) => code)
  .toSorted((a, b) => a - b);

describe("a line for cron", () => {
  it("is read by a shell as it is meant, once cron has read it", () => {
    const line =
      cronTab(schedule)
        .split("\n")
        .find((text) => !text.startsWith("#")) ?? "";
    const [, fields, command = ""] = /^((?:\S+ ){5})(.*)$/.exec(line) ?? [];
    assert.equal(fields, "5 2 * * * ");
    assert.doesNotMatch(command, /[^\\]%/);
    const script = `set -- ${command.replaceAll(String.raw`\%`, "%")}; printf '%s\\n' "$@"`;
    const words = execFileSync("sh", ["-c", script], { encoding: "utf8" }).trimEnd().split("\n");
    assert.deepEqual(words, [...schedule.program, ...schedule.parameters]);
  });

  it("has the span that is asked for", () => {
    assert.match(cronTab({ ...schedule, every: "hour" }), /^5 \* \* \* \* /m);
    assert.match(cronTab({ ...schedule, every: "week" }), /^5 2 \* \* 0 /m);
  });
});

describe("the units of systemd", () => {
  const units = systemdUnits(schedule);

  it("are units to systemd-analyze", (test) => {
    if (spawnSync("systemd-analyze", ["--version"]).status !== 0) return test.skip("systemd-analyze is not installed");
    for (const every of ["hour", "day", "week"] as const) {
      const folder = mkdtempSync(join(directory, "systemd-"));
      for (const [name, text] of Object.entries(systemdUnits({ ...schedule, every })))
        writeFileSync(join(folder, name), text);
      const { status, stderr } = spawnSync(
        "systemd-analyze",
        ["verify", "--man=no", join(folder, "audit-export.timer")],
        { encoding: "utf8" },
      );
      assert.deepEqual([status, stderr], [0, ""]);
    }
    return undefined;
  });

  it("read the command as it is meant", () => {
    const command = /^ExecStart=(.*)$/m.exec(units["audit-export.service"] ?? "")?.[1];
    assert.equal(
      command,
      `${process.execPath} "/opt/audit export/50%%/$$bin" run --config "/etc/a \\"b\\"/it's.toml" --quiet`,
    );
    assert.match(units["audit-export.service"] ?? "", /^ReadWritePaths=-\/var\/audit\nReadWritePaths=-"\/srv\/a b"\n/m);
  });

  it("try again what may pass, and nothing else", () => {
    assert.match(units["audit-export.service"] ?? "", new RegExp(`^RestartPreventExitStatus=${final.join(" ")}$`, "m"));
  });
});

describe("the CronJob", () => {
  const text = kubernetesCronJob(schedule);

  it("is YAML that says what it is to say", (test) => {
    const python = ["-c", "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))"];
    const { status, stdout } = spawnSync("python3", python, { input: text, encoding: "utf8" });
    if (status !== 0) return test.skip("python3 with yaml is not installed");
    const { spec } = JSON.parse(stdout) as {
      readonly spec: { readonly schedule: string; readonly jobTemplate: { readonly spec: JobSpec } };
    };
    assert.equal(spec.schedule, "5 2 * * *");
    const job = spec.jobTemplate.spec;
    const [container] = job.template.spec.containers;
    assert.deepEqual(container?.args, schedule.parameters);
    assert.deepEqual(
      container?.volumeMounts
        .filter(({ name }) => name === "archive")
        .map(({ mountPath, subPath }) => [mountPath, subPath]),
      [
        ["/var/audit", "var/audit"],
        ["/srv/a b", "srv/a b"],
      ],
    );
    assert.equal(job.template.spec.restartPolicy, "Never");
    assert.deepEqual(
      job.podFailurePolicy.rules.flatMap(({ onExitCodes }) => onExitCodes?.values ?? []),
      final,
    );
    return undefined;
  });
});

interface JobSpec {
  readonly podFailurePolicy: {
    readonly rules: readonly { readonly onExitCodes?: { readonly values: readonly number[] } }[];
  };
  readonly template: {
    readonly spec: {
      readonly restartPolicy: string;
      readonly containers: readonly {
        readonly args: readonly string[];
        readonly volumeMounts: readonly {
          readonly name: string;
          readonly mountPath: string;
          readonly subPath?: string;
        }[];
      }[];
    };
  };
}

describe("unit", () => {
  const config = join(directory, "config.toml");
  writeFileSync(
    config,
    '[[job]]\nsource = "cases"\narchive = "/var/audit/cases"\n[[job]]\nname = "g"\nsource = "genesys"\narchive = "/srv/g"',
  );

  it("takes the configuration file's jobs: where they write, and which are to run", async () => {
    const all = await runInProcess(["unit", "systemd", "--config", config, "--at", "3:07", "--every", "week"]);
    assert.equal(all.code, 0);
    assert.match(all.stdout, /^# audit-export\.service\n\[Unit\]\n/);
    assert.match(all.stdout, /^ReadWritePaths=-\/var\/audit\nReadWritePaths=-\/srv\n/m);
    assert.match(all.stdout, /^OnCalendar=Sun \*-\*-\* 03:07:00$/m);
    const one = await runInProcess(["unit", "cron", "g", "--config", config]);
    assert.match(one.stdout, new RegExp(`^15 2 \\* \\* \\* .* run g --config ${config} --quiet$`, "m"));
  });

  it("writes the files where they are wanted", async () => {
    const folder = mkdtempSync(join(directory, "written-"));
    const { code, stdout } = await runInProcess(["unit", "systemd", "--config", config, "-o", folder]);
    assert.deepEqual(
      [code, stdout, readdirSync(folder).toSorted()],
      [0, "", ["audit-export.service", "audit-export.timer"]],
    );
  });

  it("refuses a scheduler, a time and a job that there is none of", async () => {
    const relative = join(directory, "relative.toml");
    writeFileSync(relative, '[[job]]\nsource = "cases"\narchive = "rel"');
    const { code: ofRelative, stderr: why } = await runInProcess(["unit", "cron", "--config", relative]);
    assert.deepEqual([ofRelative, /the job cases has a relative path: archive = "rel"/.test(why)], [78, true]);
    const refused = [
      ["unit", "launchd"],
      ["unit", "systemd", "--config", config, "--user", "a\nExecStart=/x"],
      ["unit", "cron", "--at", "25:00"],
      ["unit", "cron", "nope", "--config", config],
    ];
    for (const argv of refused) {
      const { code, stdout, stderr } = await runInProcess(argv);
      assert.deepEqual([code, stdout], [2, ""], argv.join(" "));
      assert.match(stderr, /^error: .*\n {2}next: /m);
    }
  });
});
