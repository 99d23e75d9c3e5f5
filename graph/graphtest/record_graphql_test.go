package graphtest_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// mutations are the writes that take lists of inputs, by the kind of record.
var mutations = map[evidence.Kind][2]string{
	evidence.KindClaim: {"upsertClaims", "ClaimInput"}, evidence.KindSource: {"upsertSources", "SourceInput"},
	evidence.KindOutlet:        {"upsertOutlets", "OutletInput"},
	evidence.KindOrganization:  {"upsertOrganizations", "OrganizationInput"},
	evidence.KindPerson:        {"upsertPersons", "PersonInput"},
	evidence.KindReview:        {"recordReviews", "ClaimReviewInput"},
	evidence.KindStatement:     {"recordStatements", "StatementInput"},
	evidence.KindDerivation:    {"recordDerivations", "DerivationInput"},
	evidence.KindCorroboration: {"recordCorroborations", "CorroborationInput"},
	evidence.KindOwnership:     {"recordOwnership", "OwnershipInput"},
	evidence.KindFunding:       {"recordFunding", "FundingInput"},
	evidence.KindInterest:      {"recordInterests", "InterestInput"},
	evidence.KindLeaning:       {"recordLeanings", "LeaningInput"},
}

// throughGraphQL asks for every field, and states them to an empty graph.
func throughGraphQL(t *testing.T, store recordStore, cases []*fieldCase) {
	t.Helper()
	reading := graph.New(graph.Config{Reader: store, Writer: store, History: store})
	empty := memstore.New(time.Now, 1000)
	writing := graph.New(graph.Config{Reader: empty, Writer: empty, History: empty})
	var before []any
	for _, c := range cases {
		before = append(before, c.before)
	}
	if _, err := empty.Apply(t.Context(), batchOf(before)); err != nil {
		t.Fatal(err)
	}
	var stated []*fieldCase
	for _, c := range cases {
		query := fmt.Sprintf("query($id: ID!) { node(id: $id) { ... on %s { %s } } }", typeName(c.with), selection(c))
		answer, errs := reading.Execute(t.Context(), query, map[string]any{"id": string(c.id)}, "")
		if want := strings.Trim(fmt.Sprintf("%q", mark(c)), `"`); len(errs) > 0 || !strings.Contains(string(answer), want) {
			t.Errorf("%s: GraphQL answers %s, %v; want %q in it", c, answer, errs, want)
		}
		if !carries("GraphQL input", c) {
			continue
		}
		stated = append(stated, c)
		m := mutations[c.table.Kind]
		write := fmt.Sprintf(
			`mutation($in: [%s!]!) { %s(input: $in, provenance: {collector: "a test", recordedFrom: ""}) { userErrors { message } } }`, m[1], m[0])
		write = strings.Replace(write, `recordedFrom: ""`, `recordedFrom: "a test"`, 1)
		answer, errs = writing.Execute(t.Context(), write, map[string]any{"in": []any{inputOf(c)}}, "")
		if len(errs) > 0 || strings.Contains(string(answer), "message") {
			t.Errorf("%s: GraphQL writes %s, %v", c, answer, errs)
		}
	}
	holds(t, "what GraphQL wrote", empty, stated)
}

// typeName is what the schema calls the type of a record.
func typeName(record any) string { return reflect.TypeOf(record).Elem().Name() }

// selection asks for a field: what has a type of its own is asked for by what tells it.
func selection(c *fieldCase) string {
	name := c.field.Name
	if slices.ContainsFunc(evidence.ProvenanceFields(), func(f evidence.Property) bool { return f.Name == name }) {
		if name == "quotes" {
			name = "quotes { exact }"
		}
		return "provenance { " + name + " }"
	}
	switch {
	case c.field.Name == "text" && c.table.Kind == evidence.KindSource:
		return "fingerprint"
	case name == "copiedShare" || name == "detector":
		return "copy { " + name + " }"
	case name == "cites":
		return "cites { edges { node { id } } }"
	case c.field.Ref():
		return name + " { id }"
	case c.field.Shape == evidence.ShapeQuotes:
		return name + " { exact }"
	}
	return name
}

// inputOf returns what identifies a record, and the field, as an input of GraphQL.
func inputOf(c *fieldCase) map[string]any {
	in := map[string]any{}
	for i := range c.table.Fields {
		f := &c.table.Fields[i]
		part := f.Role == evidence.End || f.Role == evidence.Part || f.Role == evidence.Key && c.table.Kind.IsNode()
		needed := c.table.Kind == evidence.KindDerivation && f.Name == "copiedShare" ||
			c.table.Kind == evidence.KindLeaning && f.Name == "value"
		switch v := f.Get(c.with).(type) {
		case nil:
		case []evidence.Quote:
			in[f.Name] = []any{map[string]any{"exact": v[0].Exact, "locator": v[0].Locator}}
		default:
			if part || needed || f.Name == c.field.Name {
				in[f.Name] = v
			}
		}
	}
	if c.table.Kind == evidence.KindSource && c.field.Name == "text" {
		in["text"] = wordsOfField
	}
	return in
}
