import { peopleNames } from "../people.ts";
import type { Random } from "../random.ts";
import { startCase, takeStep } from "./steps.ts";
import type { AuditEvent, CaseData, PerformedBy } from "./model.ts";
import type { Scene, Setting } from "./scene.ts";

export interface Plot {
  readonly caseId: string;
  readonly eventCount: number;
  /** The place of the case in its domain: what a story shows in turn (a name, a hostile text) starts there. */
  readonly ordinal: number;
}

const earliest = Date.UTC(2025, 0, 7);
const latestStart = Date.UTC(2026, 9, 20);
const latest = Date.UTC(2026, 10, 1);
const hour = 3_600_000;

/** The life of one case: every change as an event, and the fields as they are at the end. */
export function tellStory(setting: Setting, plot: Plot, random: Random): Pick<CaseData, "values" | "events"> {
  const times = eventTimes(Math.max(plot.eventCount, 1), random);
  const scene: Scene = {
    setting,
    random,
    customer: peopleNames[plot.ordinal % peopleNames.length] ?? "",
    values: new Map(),
    now: Math.floor((times[0] ?? earliest) / 1000),
    told: 0,
    turn: plot.ordinal,
  };
  setText(scene, "case_id", plot.caseId);
  setText(scene, "created_datetime", new Date(scene.now).toISOString());
  const created = startCase(scene);

  const events: string[] = [];
  let changed = scene.now;
  for (const time of times.slice(0, plot.eventCount)) {
    scene.now = Math.floor(time / 1000);
    scene.told = events.length;
    const { type, relatedItemType, fields } = events.length === 0 ? created : takeStep(scene);
    changed = type === "Case.Updated" ? scene.now : changed;
    const performedBy = performer(scene);
    const event = {
      eventId: random.uuid(),
      type,
      ...(relatedItemType === undefined ? {} : { relatedItemType }),
      performedTime: timeText(time),
      fields,
      ...(performedBy === undefined ? {} : { performedBy }),
    } satisfies AuditEvent;
    events.push(JSON.stringify(event));
  }
  setText(scene, "last_updated_datetime", new Date(changed).toISOString());
  return { values: Object.fromEntries(scene.values), events };
}

function setText(scene: Scene, fieldId: string, stringValue: string): void {
  scene.values.set(fieldId, { stringValue });
}

/**
 * Points in time in microseconds, in order, of uneven distance as life has it. Rounding each to the precision its text
 * will have must not turn two around, so one that would fall before the last keeps all its digits.
 */
function eventTimes(count: number, random: Random): readonly number[] {
  const isLong = count > 1000;
  const start = isLong ? earliest : random.integer(earliest, latestStart);
  const planned = isLong ? latest : count * hour * (2 + 30 * random.fraction());
  const duration = Math.min(planned, latest - start) * 1000;
  const gaps = Array.from({ length: count }, () => (random.fraction() + 0.001) ** 6);
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  let elapsed = 0;
  let last = 0;
  return gaps.map((gap) => {
    const exact = start * 1000 + Math.floor((elapsed / total) * duration);
    elapsed += gap;
    const coarse = exact - (exact % random.pick([1, 1000, 1000, 1_000_000]));
    last = Math.max(coarse < last ? exact : coarse, last);
    return last;
  });
}

/** As many digits of the second as it has: none, three or six. */
function timeText(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1000);
  const text = new Date(milliseconds).toISOString();
  const rest = microseconds % 1000;
  if (rest !== 0) {
    return `${text.slice(0, -1)}${String(rest).padStart(3, "0")}Z`;
  }
  return milliseconds % 1000 === 0 ? text.replace(".000Z", "Z") : text;
}

/** Who did it. Some events name nobody: the service itself acted. */
function performer({ random, setting }: Scene): PerformedBy | undefined {
  const { account } = setting;
  const connectRole = `arn:aws:iam::${account}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_x7Qd`;
  const dice = random.fraction();
  if (dice < 0.5) {
    return { user: { userArn: random.pick(setting.agentArns) }, iamPrincipalArn: connectRole };
  }
  if (dice < 0.62) {
    const customEntity = random.pick(["crm-sync@partner.example", "vendor/queue-7: nightly", "Robo_Clerk-2.1"]);
    return { user: { customEntity }, iamPrincipalArn: `arn:aws:iam::${account}:role/CaseIntegration` };
  }
  if (dice < 0.92) {
    const iamPrincipalArn = random.pick([
      connectRole,
      `arn:aws:iam::${account}:role/CaseIntakeFunction`,
      `arn:aws:sts::${account}:assumed-role/CaseAutomation/botocore-session-1767225600`,
      `arn:aws:sts::${account}:assumed-role/SupportAdmin/z.lindqvist@alder-finch.example`,
      `arn:aws:iam::${account}:user/migration/import-2025`,
    ]);
    return { iamPrincipalArn };
  }
  return undefined;
}
