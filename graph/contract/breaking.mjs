// Finds what in a schema breaks programs that were written for the last version.
import { readFileSync } from "node:fs";
import { buildSchema, findBreakingChanges, getNamedType, isAbstractType } from "graphql";

const removals = ["FIELD_REMOVED", "VALUE_REMOVED_FROM_ENUM", "ARG_REMOVED", "TYPE_REMOVED"];

// breaking lists the changes from the schema of the last tag to that of now that may not be. Allowed is what the changelog since
// that tag names as breaking, and to remove what the last tag has as deprecated and so has earlier, the schema of the first tag
// of the minor version before, if there is one.
export function breaking(now, last, earlier, changelog) {
  const [after, before, longBefore] = [now, last, earlier].map((text) => text && buildSchema(text));
  const announced = changelog.match(/^### Breaking\n[^]*?(?=^##|(?![^]))/m)?.[0] ?? "";
  const agreed = (change) => removals.includes(change.type) && longBefore &&
    [before, longBefore].every((schema) => deprecated(schema, change));
  return findBreakingChanges(before, after)
    .filter((change) => !agreed(change) && !announced.includes(`\`${subject(change)}\``));
}

// subject is what a change is about, as the changelog names it: Type, Type.field or Type.VALUE.
function subject({ description }) {
  const [, value, type] = description.match(/^(\w+) was removed from enum type (\w+)/) ??
    description.match(/^A required field (\w+) on input type (\w+)/) ?? [];
  if (type) return `${type}.${value}`;
  return description.match(/^A required arg \w+ on ([\w.]+)/)?.[1] ?? description.match(/^[\w.@]+/)[0];
}

// deprecated reports whether a schema has what was removed, and says that it will be.
function deprecated(schema, change) {
  if (change.type === "TYPE_REMOVED") return !inUse(schema).has(subject(change));
  const [typeName, name] = subject(change).split(".");
  const type = schema.getType(typeName);
  const found = type?.getFields?.()[name] ?? type?.getValue?.(name);
  const arg = change.type === "ARG_REMOVED" && change.description.match(/ arg (\w+) was removed/)[1];
  return (arg ? found?.args.find((a) => a.name === arg) : found)?.deprecationReason != null;
}

// inUse returns the names of the types that are reached without anything deprecated: a type cannot be deprecated itself.
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

// node breaking.mjs NOW LAST EARLIER CHANGELOG: the first three are files of schemas, and EARLIER is "" if there is none.
if (process.argv.length === 6) {
  const found = breaking(...process.argv.slice(2).map((file) => file && readFileSync(file, "utf8")));
  for (const change of found) console.error(`schema.graphql: ${change.description} (${change.type})`);
  if (found.length > 0) {
    console.error("This breaks clients of the last tag. Keep the old names beside the new ones, deprecated for two minor " +
      "versions; CONTRIBUTING.md, Changes of the contract, says how.");
    process.exit(1);
  }
}
