import type { Random } from "../random.ts";
import { type CaseStatus, caseStatuses, type IncidentCase } from "./model.ts";
import { bounded, nextName, titles, type Turn, writtenText } from "./texts.ts";

export interface Plot {
  readonly caseId: string;
  readonly editCount: number;
  /** The place of the case in the membership: what is shown in turn starts there. */
  readonly ordinal: number;
  readonly lastStatus: CaseStatus;
  /** The edits that repeat the one before to the letter, as a client does that tries again. */
  readonly repeated: (index: number) => boolean;
}

export interface Setting {
  readonly region: string;
  readonly account: string;
}

interface Scene extends Turn {
  readonly plot: Plot;
  readonly setting: Setting;
  readonly random: Random;
  status: CaseStatus;
  told: number;
}

const earliest = Date.UTC(2025, 0, 7) / 1000;
const latest = Date.UTC(2026, 9, 20) / 1000;

/** The life of one case: every edit, and what the service says of the case at the end. */
export function tellIncident(setting: Setting, plot: Plot, random: Random): Omit<IncidentCase, "caseId"> {
  const scene: Scene = { plot, setting, random, status: "Submitted", told: 0, turn: plot.ordinal };
  const title = titles[plot.ordinal % titles.length]?.replace("%", () => nextName(scene)) ?? "";
  let microseconds = random.integer(earliest, latest) * 1_000_000;
  const createdDate = microseconds / 1_000_000;
  let last = 0;
  const edits: string[] = [];
  for (; scene.told < plot.editCount; scene.told++) {
    const before = edits.at(-1);
    if (before !== undefined && plot.repeated(scene.told)) {
      edits.push(before);
      continue;
    }
    const { action, message } = takeStep(scene, title);
    const principal = actingPrincipal(scene);
    // Rounding must not turn two edits around: one that would fall before the last keeps all its digits.
    const rounded = microseconds - (microseconds % random.pick([1, 1000, 1000, 1000, 1_000_000]));
    last = rounded < last ? microseconds : rounded;
    const members = JSON.stringify({ principal, action, message: bounded(message) }).slice(1);
    edits.push(`{"eventTimestamp":${secondsText(last, random)},${members}`);
    microseconds += Math.floor(random.fraction() ** 4 * 40_000_000_000) + 1;
  }
  const lastUpdatedDate = Math.floor(microseconds / 1000) / 1000;
  const summary = {
    title,
    caseArn: `arn:aws:security-ir:${setting.region}:${setting.account}:case/${plot.caseId}`,
    engagementType: plot.ordinal % 4 === 0 ? "Investigation" : "Security Incident",
    caseStatus: plot.lastStatus,
    createdDate,
    lastUpdatedDate,
    ...(plot.lastStatus === "Closed" ? { closedDate: lastUpdatedDate } : {}),
    resolverType: plot.ordinal % 3 === 0 ? "Self" : "AWS",
    pendingAction: plot.ordinal % 5 === 0 ? "Customer" : "None",
  };
  return {
    edits,
    listed: JSON.stringify({ caseId: plot.caseId, ...summary }),
    details: JSON.stringify({ ...summary, ...detailsOf(scene) }),
  };
}

/**
 * Seconds as services write them: mostly with milliseconds, some whole, some to the microsecond, and some in the
 * notation of a Java double, which is the same number in other digits.
 */
function secondsText(microseconds: number, random: Random): string {
  const digits = String(microseconds).replace(/0{1,6}$/, "");
  const whole = String(Math.floor(microseconds / 1_000_000));
  const fraction = digits.slice(whole.length);
  if (random.chance(0.15)) return `${whole.slice(0, 1)}.${(whole + fraction).slice(1)}E9`;
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

interface Step {
  readonly action: string;
  readonly message: string;
}

/** The states are spread over the life of the case, so that it ends in its last one. */
function takeStep(scene: Scene, title: string): Step {
  const { plot, random, told } = scene;
  if (told === 0) return { action: "Case Created", message: `Case ${plot.caseId} was created: ${title}` };
  const due =
    caseStatuses[Math.round((told / Math.max(plot.editCount - 1, 1)) * caseStatuses.indexOf(plot.lastStatus))];
  if (due !== undefined && due !== scene.status) {
    const message = `Status changed: ${scene.status} → ${due}`;
    scene.status = due;
    return { action: due === "Closed" ? "Case Closed" : "Case Status Updated", message };
  }
  const dice = random.fraction();
  if (dice < 0.45) return { action: "Comment Added", message: writtenText(random, scene) };
  if (dice < 0.55) return { action: "Case Updated", message: `Description changed: ${writtenText(random, scene)}` };
  if (dice < 0.68) return { action: "Watcher Added", message: `${nextName(scene)} now watches this case` };
  if (dice < 0.76) return { action: "Watcher Removed", message: `${nextName(scene)} no longer watches this case` };
  if (dice < 0.88)
    return { action: "Attachment Added", message: `Attachment evidence-${random.integer(1, 999)}.zip uploaded` };
  if (dice < 0.95) return { action: "Impacted Account Added", message: `Account ${scene.setting.account} is impacted` };
  return { action: "Case Resolver Updated", message: "Resolver type changed from Self to AWS" };
}

/** The four kinds of principal that the model's PrincipalId names. */
function actingPrincipal({ random, setting }: Scene): string {
  const { account } = setting;
  return random.pick([
    `arn:aws:iam::${account}:user/incident/ada.whitcombe`,
    `arn:aws:iam::${account}:role/SecurityAudit`,
    `arn:aws:sts::${account}:assumed-role/IncidentResponder/z.lindqvist@alder-finch.example`,
    `arn:aws:iam::${account}:role/aws-service-role/triage.security-ir.amazonaws.com/AWSServiceRoleForSecurityIncidentResponse_Triage`,
    "security-ir.amazonaws.com",
    "AWS Responder",
    "AWS Responder",
    account,
  ]);
}

/** What GetCase says beside what ListCases does. */
function detailsOf(scene: Scene): Readonly<Record<string, unknown>> {
  const { plot, random, setting } = scene;
  return {
    description: writtenText(random, scene),
    impactedAccounts: [setting.account],
    impactedAwsRegions: [{ region: setting.region }],
    impactedServices: ["EC2", "IAM"],
    threatActorIpAddresses: [{ ipAddress: "203.0.113.7", userAgent: "aws-cli/2.0 (suspicious)" }],
    watchers: [{ email: "responder@alder-finch.example", name: nextName(scene) }],
    ...(plot.lastStatus === "Closed" ? { closureCode: "Investigation Completed" } : {}),
  };
}
