import assert from "node:assert/strict";
import test from "node:test";
import { breaking } from "./breaking.mjs";

const schema = (fields, more = "") => `type Query { id: ID count: Int ${fields} } ${more}`;
const found = (now, last, earlier = "", changelog = "") =>
  breaking(now, last, earlier, changelog).map((change) => change.description);

test("what is added breaks nothing", () => {
  assert.deepEqual(found(schema("a(by: Int = 1): Int b: B", "type B { c: Int }"), schema("a: Int")), []);
});

test("what is removed, made nullable or required breaks", () => {
  assert.deepEqual(found(schema(""), schema("a: Int")), ["Query.a was removed."]);
  assert.deepEqual(found(schema("a: Int"), schema("a: Int!")), ["Query.a changed type from Int! to Int."]);
  assert.deepEqual(found(schema("a(by: Int!): Int"), schema("a: Int")), ["A required arg by on Query.a was added."]);
  assert.deepEqual(found(schema("a: E", "enum E { X }"), schema("a: E", "enum E { X Y }")),
    ["Y was removed from enum type E."]);
});

test("what was deprecated in both minor versions before may go, and in one only may not", () => {
  const old = ["a: Int @deprecated", "a: Int"].map((fields) => schema(fields));
  assert.deepEqual(found(schema(""), old[0], old[0]), []);
  assert.deepEqual(found(schema(""), old[0], old[1]), ["Query.a was removed."]);
  assert.deepEqual(found(schema(""), old[0]), ["Query.a was removed."]);
});

test("so may values, arguments, and types that nothing in use reaches", () => {
  const values = schema("a: E", "enum E { X Y @deprecated }");
  assert.deepEqual(found(schema("a: E", "enum E { X }"), values, values), []);
  const args = schema("a(by: Int @deprecated, of: Int): Int");
  assert.deepEqual(found(schema("a(of: Int): Int"), args, args), []);
  assert.deepEqual(found(schema("a: Int"), args, args), ["Query.a arg of was removed."]);
  const types = schema("a: A @deprecated b: B", "type A { c: C } type B { id: ID } type C { id: ID }");
  assert.deepEqual(found(schema("b: B", "type B { id: ID }"), types, types), []);
  assert.deepEqual(found(schema(""), types, types), ["B was removed.", "Query.b was removed."]);
});

test("what the changelog announces as breaking is let pass, and nothing else", () => {
  const changelog = "## [Unreleased]\n\n### Breaking\n\n- `Query.a`: it claimed too much.\n\n### Added\n\n- `Query.b`\n";
  assert.deepEqual(found(schema(""), schema("a: Int b: Int"), "", changelog), ["Query.b was removed."]);
  assert.deepEqual(found(schema("a(by: Int!): Int"), schema("a: Int"), "", changelog), []);
});
