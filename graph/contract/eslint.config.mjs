// The rules of Relay for connections, edges and pages, with what the contract does otherwise and why.
import plugin from "@graphql-eslint/eslint-plugin";

// Lists that are read forwards only: their elements are found one page after the other, and the end is not known.
const forwards = [
  // Results by how well they match, of which Neo4j finds the best first.
  "Query.search",
  // One kind of edge after the other, each read from Neo4j up to the end of the page.
  "Query.neighbors",
  // The newest first: who reads a history follows it into the past.
  "Query.changes",
];

// Edges whose node is a part of one answer and not a record: it has no id by which it could be asked for again.
const partsOfAnswers = [
  // A source that takes a side, with its weight in this answer; the record is its field source.
  "SideSourceEdge",
  // A source that a side rests on, with its share in this answer; the record is its field source.
  "OriginEdge",
  // A path through the graph, computed for one answer.
  "EvidenceLineEdge",
  // Sources that this answer counts once.
  "EvidenceGroupEdge",
  // First-hand sources that share one thing in this answer.
  "AttributeGroupEdge",
  // Sources that rest on each other in this answer.
  "CircularGroupEdge",
  // What two sources share as of the moment of this answer.
  "IndependenceEdge",
  // What would remain of this answer without one source; the record is its field source.
  "IfWrongEdge",
  // A source with the interests behind it that serve one side of this answer; the record is its field source.
  "InterestedSourceEdge",
  // A share of what a source rests on; the record is its field node.
  "CauseEdge",
  // Another claim with its figures in this answer; the record is its field claim.
  "ExcludingClaimEdge",
  // A pair that is probably one node; it becomes a record, with an id, if someone asserts it.
  "SuggestedSamenessEdge",
  // An estimate that becomes a record if someone rates the source.
  "SuggestedReliabilityEdge",
  // A guess from the name of an outlet; it becomes a record if someone records the ownership.
  "SuggestedOwnerEdge",
  // An estimate about an outlet or a source; the record is its field of.
  "TrackRecordEdge",
  // Probabilities of the values of one item, computed together.
  "ItemTruthEdge",
  // What an audit finds: its id names it from one audit to the next, but no query takes that id.
  "FindingEdge",
  // One change of a record, named by the record and the instant.
  "RecordChangeEdge",
];

// except takes away from a rule what it reports and a filter knows.
const except = (rule, known) => ({
  ...rule,
  create: (context) =>
    rule.create(Object.create(context, { report: { value: (found) => known(found) || context.report(found) } })),
});

const rules = {
  ...plugin.rules,
  "relay-arguments": except(plugin.rules["relay-arguments"], ({ node, message }) =>
    /argument `(last|before)`/.test(message) && forwards.includes(`${node.parent.parent.name.value}.${node.value}`)),
  "relay-edge-types": except(plugin.rules["relay-edge-types"], ({ node, messageId }) =>
    messageId === "MESSAGE_SHOULD_IMPLEMENTS_NODE" && partsOfAnswers.includes(node.value)),
};

export default [
  {
    files: ["**/*.graphql"],
    plugins: { contract: { rules } },
    languageOptions: { parser: plugin.parser, parserOptions: { graphQLConfig: { schema: "schema.graphql" } } },
    rules: {
      "contract/relay-arguments": "error",
      "contract/relay-connection-types": "error",
      // Lists that stay short, such as the authors of a source, are plain lists: pages would be in the way.
      "contract/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],
      "contract/relay-page-info": "error",
    },
  },
];
