// Fails if schema.graphql breaks what clients of the last version may use: node breaking.mjs NOW LAST EARLIER CHANGES.
// The first three are schemas: of now, of the last tag, and of the first tag of the minor version before that one, or "" if
// there is none. CHANGES is the text of the changelog since the last tag.
import { readFileSync } from "node:fs";
import { buildSchema, findBreakingChanges, getNamedType, isAbstractType } from "graphql";

const [now, last, earlier] = process.argv.slice(2, 5).map((file) => file && buildSchema(readFileSync(file, "utf8")));
const announced = readFileSync(process.argv[5], "utf8").match(/^### Breaking\n[^]*?(?=^##|(?![^]))/m)?.[0] ?? "";

// What a change is about, as the changelog names it: Type, Type.field or Type.VALUE.
function subject({ description }) {
  const [, value, type] = description.match(/^(\w+) was removed from enum type (\w+)/) ??
    description.match(/^A required field (\w+) on input type (\w+)/) ?? [];
  return type ? `${type}.${value}` : description.match(/^A required arg \w+ on ([\w.]+)/)?.[1] ?? description.match(/^[\w.@]+/)[0];
}

// Whether a schema has what was removed, and says that it will be.
function deprecated(schema, change) {
  if (change.type === "TYPE_REMOVED") return !inUse(schema).has(subject(change));
  const [typeName, name] = subject(change).split(".");
  const type = schema.getType(typeName);
  const found = type?.getFields?.()[name] ?? type?.getValue?.(name);
  const arg = change.type === "ARG_REMOVED" && change.description.match(/ arg (\w+) was removed/)[1];
  return (arg ? found?.args.find((a) => a.name === arg) : found)?.deprecationReason != null;
}

// The names of the types that are reached without anything deprecated: a type cannot be deprecated itself.
function inUse(schema) {
  const seen = new Set();
  const visit = (given) => {
    const type = getNamedType(given);
    if (!type || seen.has(type.name)) return;
    seen.add(type.name);
    if (isAbstractType(type)) schema.getPossibleTypes(type).forEach(visit);
    for (const field of Object.values(type.getFields?.() ?? {}).filter((f) => f.deprecationReason == null)) {
      [field, ...(field.args ?? []).filter((a) => a.deprecationReason == null)].forEach((typed) => visit(typed.type));
    }
    type.getInterfaces?.().forEach(visit);
  };
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].forEach(visit);
  return seen;
}

const removals = ["FIELD_REMOVED", "VALUE_REMOVED_FROM_ENUM", "ARG_REMOVED", "TYPE_REMOVED"];
const breaking = findBreakingChanges(last, now).filter((change) =>
  !(removals.includes(change.type) && earlier && deprecated(last, change) && deprecated(earlier, change)) &&
  !announced.includes(`\`${subject(change)}\``));

for (const change of breaking) console.error(`schema.graphql: ${change.description} (${change.type})`);
if (breaking.length > 0) {
  console.error(`${breaking.length} breaking changes since the last tag. Keep the old names beside the new ones, ` +
    "deprecated for two minor versions; CONTRIBUTING.md, Changes of the contract, says how.");
  process.exit(1);
}
