import { peopleNames } from "../people.ts";
import type { Random } from "../random.ts";
import type { AuditMessage, EntityChange, PropertyChange } from "./model.ts";

const properties: readonly (readonly [name: string, values: readonly string[]])[] = [
  ["name", peopleNames],
  ["state", ["active", "inactive", "deleted"]],
  ["title", ["Agent", "Supervisor", "Quality, evaluator", 'Team "Lead"', ""]],
  ["acdAutoAnswer", ["true", "false"]],
  ["servicelevel.percentage", ["0.8", "0.85", "12345678901234567890.10"]],
  ["divisionId", ["Home", "EMEA", "*"]],
];

/** What an act changed: properties of its entity, and sometimes other entities. */
export function tellChanges(
  random: Random,
  index: number,
): Pick<AuditMessage, "propertyChanges" | "entityChanges" | "context"> {
  const count = index % 5 === 0 ? 0 : random.integer(1, 3);
  return {
    propertyChanges: Array.from({ length: count }, () => propertyChange(random)),
    ...(random.chance(0.1) ? { entityChanges: [entityChange(random)] } : { entityChanges: [] }),
    ...(random.chance(0.3) ? { context: { divisionId: "*", origin: random.pick(["UI", "API", "SCIM"]) } } : {}),
  };
}

/** Most lists have one value; a creation has no old ones, and some properties have several. */
function propertyChange(random: Random): PropertyChange {
  const [property, values] = random.pick(properties);
  const several = random.chance(0.1);
  return {
    property,
    ...(random.chance(0.2) ? {} : { oldValues: [random.pick(values)] }),
    newValues: several ? [random.pick(values), random.pick(values)] : [random.pick(values)],
  };
}

function entityChange(random: Random): EntityChange {
  return {
    entityId: random.uuid(),
    entityName: random.pick(peopleNames),
    entityType: "User",
    oldValues: [],
    newValues: ["member"],
  };
}
