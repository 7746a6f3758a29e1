import type { AuditEvent, AuditEventField, FieldValue } from "./model.ts";
import type { Scene } from "./scene.ts";
import { otherOption, someValue, writtenText } from "./values.ts";

/** What a step of a story contributes to its event; who and when is the story's. */
export type Step = Pick<AuditEvent, "type" | "relatedItemType" | "fields">;

/** The case as it was opened. */
export function startCase(scene: Scene): Step {
  const { random, setting } = scene;
  const initial: Record<string, FieldValue> = {
    title: {
      stringValue: `${random.pick(["Water damage", "Wrong invoice", "Moving house", "Car stolen"])}: ${scene.customer}`,
    },
    status: { stringValue: "open" },
    case_reason: { stringValue: otherOption(scene, "case_reason") },
    customer_id: {
      stringValue: `arn:aws:profile:${setting.region}:${setting.account}:domains/care/profiles/${random.uuid()}`,
    },
    reference_number: { stringValue: String(random.integer(0, 99_999_999)).padStart(8, "0") },
    assigned_queue: { stringValue: random.pick(setting.queueArns) },
  };
  const edits = [
    ...Object.entries(initial).map(([fieldId, value]) => change(scene, fieldId, value)),
    ...customEdits(scene, random.integer(0, 4)),
  ];
  // A creation has no old values: there was nothing before.
  const fields = edits.map(({ eventFieldId, newValue }) => ({ eventFieldId, newValue }));
  return { type: "Case.Created", fields };
}

/** What happens most in the life of a case happens most here. */
const steps: readonly { readonly weight: number; readonly step: (scene: Scene) => Step }[] = [
  { weight: 26, step: (scene) => updated(customEdits(scene, scene.random.integer(1, 3))) },
  { weight: 16, step: changeStatus },
  { weight: 10, step: assign },
  { weight: 5, step: (scene) => updated([change(scene, "summary", { stringValue: writtenText(scene) })]) },
  { weight: 3, step: changeReason },
  { weight: 18, step: comment },
  { weight: 12, step: contact },
  { weight: 4, step: file },
  { weight: 3, step: sla },
  { weight: 1, step: correctComment },
  { weight: 1, step: removeItem },
  { weight: 0.5, step: linkCase },
  { weight: 0.5, step: customItem },
];
const totalWeight = steps.reduce((sum, { weight }) => sum + weight, 0);

export function takeStep(scene: Scene): Step {
  let dice = scene.random.fraction() * totalWeight;
  const chosen = steps.find(({ weight }) => {
    dice -= weight;
    return dice < 0;
  });
  return (chosen?.step ?? comment)(scene);
}

function updated(fields: readonly AuditEventField[]): Step {
  return { type: "Case.Updated", fields };
}

function created(
  relatedItemType: Step["relatedItemType"] & string,
  values: Readonly<Record<string, FieldValue>>,
): Step {
  const fields = Object.entries(values).map(([eventFieldId, value]) => ({ eventFieldId, newValue: value }));
  return { type: "RelatedItem.Created", relatedItemType, fields };
}

/** Sets a field and says what it was: a field without a value was empty. */
function change(scene: Scene, fieldId: string, value: FieldValue): AuditEventField {
  const oldValue = scene.values.get(fieldId) ?? { emptyValue: {} };
  if ("emptyValue" in value) {
    scene.values.delete(fieldId);
  } else {
    scene.values.set(fieldId, value);
  }
  return { eventFieldId: fieldId, oldValue, newValue: value };
}

/** Edits of different custom fields; one that has a value is sometimes cleared. */
function customEdits(scene: Scene, count: number): readonly AuditEventField[] {
  const { random, setting } = scene;
  // The survey's many questions come last; people mostly edit the fields before them.
  const custom = setting.fields.filter((field) => field.namespace === "Custom");
  const chosen = new Set(
    Array.from({ length: count }, () => random.pick(random.chance(0.85) ? custom.slice(0, 15) : custom)),
  );
  return [...chosen].map((field) => {
    const isCleared = scene.values.has(field.fieldId) && random.chance(0.15);
    return change(scene, field.fieldId, isCleared ? { emptyValue: {} } : someValue(scene, field));
  });
}

function changeStatus(scene: Scene): Step {
  const status = otherOption(scene, "status");
  const fields = [change(scene, "status", { stringValue: status })];
  if (status === "closed") {
    fields.push(change(scene, "last_closed_datetime", { stringValue: new Date(scene.now).toISOString() }));
  }
  return updated(fields);
}

function changeReason(scene: Scene): Step {
  const reason = otherOption(scene, "case_reason");
  return updated([change(scene, "case_reason", { stringValue: reason })]);
}

function assign(scene: Scene): Step {
  const { random, setting, values } = scene;
  if (values.has("assigned_user") && random.chance(0.2)) {
    return updated([change(scene, "assigned_user", { emptyValue: {} })]);
  }
  const fields = [change(scene, "assigned_user", { userArnValue: random.pick(setting.agentArns) })];
  if (random.chance(0.3)) {
    fields.push(change(scene, "assigned_queue", { stringValue: random.pick(setting.queueArns) }));
  }
  return updated(fields);
}

function comment(scene: Scene): Step {
  const body = writtenText(scene);
  return created("Comment", { body: { stringValue: body }, contentType: { stringValue: "Text/Plain" } });
}

function contact(scene: Scene): Step {
  const { random, setting } = scene;
  return created("Contact", {
    contactArn: { stringValue: `${setting.instanceArn}/contact/${random.uuid()}` },
    channel: { stringValue: random.pick(["VOICE", "CHAT", "EMAIL", "TASK"]) },
    connectedToSystemTime: { stringValue: new Date(scene.now).toISOString() },
  });
}

function file(scene: Scene): Step {
  const { random, setting } = scene;
  return created("File", { fileArn: { stringValue: `${setting.instanceArn}/file/${random.uuid()}` } });
}

function sla(scene: Scene): Step {
  const { random } = scene;
  return created("Sla", {
    name: { stringValue: random.pick(["First answer within 4 h", "Settled within 30 days"]) },
    status: { stringValue: random.pick(["Active", "Overdue", "Met", "NotMet"]) },
    targetTime: { stringValue: new Date(scene.now + random.integer(1, 720) * 3_600_000).toISOString() },
  });
}

function correctComment(scene: Scene): Step {
  const [oldText, newText] = [writtenText(scene), writtenText(scene)];
  const body = { eventFieldId: "body", oldValue: { stringValue: oldText }, newValue: { stringValue: newText } };
  return { type: "RelatedItem.Updated", relatedItemType: "Comment", fields: [body] };
}

function removeItem(scene: Scene): Step {
  const { random, setting } = scene;
  const stringValue = `${setting.instanceArn}/file/${random.uuid()}`;
  const field = { eventFieldId: "fileArn", oldValue: { stringValue }, newValue: { emptyValue: {} } };
  return { type: "RelatedItem.Deleted", relatedItemType: "File", fields: [field] };
}

function linkCase(scene: Scene): Step {
  return created("ConnectCase", { caseId: { stringValue: scene.random.uuid() } });
}

function customItem(scene: Scene): Step {
  return created("Custom", { shipment: { stringValue: `RET-${scene.random.integer(1000, 9999)}` } });
}
