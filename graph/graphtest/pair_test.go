package graphtest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/graphtest"
	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
)

// near is how far two numbers may be apart that should be one.
const near = 1e-6

// pair is one graph twice, behind one GraphQL layer each: in a real Neo4j, and in the oracle that the stores are tested
// against. Whatever is written is written to both, and whatever is asked is asked of both and must be the same.
type pair struct {
	neo4j, oracle graphtest.Executor
	stores        [2]ingest.Store
}

// begun and writes make the clock of all pairs: an hour passes before each write. It is ahead of the real one, for
// Neo4j dates no write before the one that went before it.
var (
	begun  = time.Now().UTC().Truncate(time.Hour)
	writes atomic.Int64
)

func tick() { writes.Add(1) }

func now() time.Time { return begun.Add(time.Duration(writes.Load()) * time.Hour) }

// newPair returns a pair; what other tests wrote into the Neo4j is there and hangs together with nothing of this one.
func newPair(t *testing.T) *pair {
	t.Helper()
	p := &pair{}
	store, oracle := open(t, neo.Start(t), now), memstore.New(now, 1_000_000)
	p.stores = [2]ingest.Store{store, oracle}
	p.neo4j = graphtest.InTurn(serving(store), &graphtest.Clock{})
	server := graph.New(graph.Config{Reader: oracle, Writer: oracle, History: oracle})
	p.oracle = graphtest.InTurn(server, &graphtest.Clock{})
	return p
}

// load imports a graph as a file of JSON Lines into both.
func (p *pair) load(t *testing.T, lines []line) {
	t.Helper()
	tick()
	var created [2]map[evidence.Kind]int
	for i, store := range p.stores {
		input := ingest.Input{Name: "a graph", Reader: jsonLines(t, lines)}
		done, err := ingest.Import(t.Context(), store, []ingest.Input{input}, ingest.Options{Strict: true})
		if err != nil {
			t.Fatalf("%v; problems: %v", err, done.Problems)
		}
		created[i] = done.Created
	}
	if !maps.Equal(created[0], created[1]) {
		t.Fatalf("Neo4j created %v, the oracle %v", created[0], created[1])
	}
}

// both sends a request to both and returns Neo4j's answer, which is the oracle's.
func (p *pair) both(t *testing.T, query string, variables map[string]any) json.RawMessage {
	t.Helper()
	var want json.RawMessage
	var wantErrs gqlerror.List
	var oracle sync.WaitGroup
	oracle.Go(func() { want, wantErrs = p.oracle.Execute(t.Context(), query, variables, "") })
	got, errs := p.neo4j.Execute(t.Context(), query, variables, "")
	oracle.Wait()
	if len(errs)+len(wantErrs) > 0 {
		t.Fatalf("from Neo4j: %s; from the oracle: %s", first(errs), first(wantErrs))
	}
	agree(t, "oracle", "Neo4j", want, got)
	return got
}

func first(errs gqlerror.List) string {
	if len(errs) == 0 {
		return "no error"
	}
	return errs[0].Error()
}

// agree fails unless two answers are the same but for rounding and what the options leave out.
func agree(t *testing.T, wanting, getting string, want, got json.RawMessage, also ...cmp.Option) {
	t.Helper()
	if bytes.Equal(want, got) {
		return
	}
	var values [2]any
	for i, text := range []json.RawMessage{want, got} {
		if err := json.Unmarshal(text, &values[i]); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(values[0], values[1], append(also, cmpopts.EquateApprox(0, near))...); diff != "" {
		t.Fatalf("(-%s +%s):\n%s", wanting, getting, diff)
	}
}

// laterAsked leaves out when answers were asked for, and up to when the graph was written: the clock goes on.
var laterAsked = cmpopts.IgnoreMapEntries(func(key string, _ any) bool {
	return key == "askedAt" || key == "recordedUntil"
})

// timesAsked are what laterAsked leaves out, in the text of an answer: in a string, quotes are escaped.
var timesAsked = regexp.MustCompile(`("(?:askedAt|recordedUntil)":)"[^"]*"`)

func withoutTimes(answer json.RawMessage) []byte { return timesAsked.ReplaceAll(answer, []byte("$1")) }

// answers are whole answers by the key of the claim.
type answers map[string]*answer

// ask asks for every field of the convergence of each claim, with every element of every list: tallies, groups and what
// they rest on, lines, weights, circles, overlaps with their reasons, what remains if a source is wrong, and all the
// words.
func (p *pair) ask(t *testing.T, claims []string) answers {
	t.Helper()
	all := answers{}
	parts := p.parts(t, p.both, claims)
	for i, claim := range claims {
		a := &answer{raw: parts[i]}
		decode(t, a.raw, a)
		if a.Claim.ID != "claim:"+claim {
			t.Fatalf("answer %d is of %s; expected %s", i, a.Claim.ID, claim)
		}
		all[claim] = a
	}
	return all
}

// back asks Neo4j alone, and fails unless every answer is the one from before.
func (p *pair) back(t *testing.T, claims []string, before answers) {
	t.Helper()
	for i, raw := range p.parts(t, p.alone, claims) {
		was := before[claims[i]].raw
		if !bytes.Equal(withoutTimes(was), withoutTimes(raw)) { // to read both takes ten times as long
			agree(t, "before", "after it was taken back", was, raw, laterAsked)
		}
	}
}

// parts asks for whole answers and returns one for each claim.
func (p *pair) parts(
	t *testing.T, ask func(*testing.T, string, map[string]any) json.RawMessage, claims []string,
) []json.RawMessage {
	t.Helper()
	document, err := query.Convergence(true)
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Convergence []json.RawMessage }
	decode(t, ask(t, document, map[string]any{"claims": claims}), &got)
	if len(got.Convergence) != len(claims) {
		t.Fatalf("%d answers to %d claims", len(got.Convergence), len(claims))
	}
	return got.Convergence
}

// alone sends a query to Neo4j only.
func (p *pair) alone(t *testing.T, query string, variables map[string]any) json.RawMessage {
	t.Helper()
	got, errs := p.neo4j.Execute(t.Context(), query, variables, "")
	if len(errs) > 0 {
		t.Fatal(first(errs))
	}
	return got
}

func decode(t *testing.T, text json.RawMessage, into any) {
	t.Helper()
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
}

// answer is what the axioms read of a convergence; raw is all of it.
type answer struct {
	raw                  json.RawMessage
	Claim                thing
	Supporting, Refuting side
	Probability          *float64
	NextQuestions        []question
}

type thing struct{ ID string }

func (n thing) key() string { _, key, _ := strings.Cut(n.ID, ":"); return key }

// tally is the figures of a side; its fields are compared one by one.
type tally struct {
	SourceCount, TracedCount, DemonstratedLineCount, PooledLineCount, LineCount, UngroundedCount int
	Demonstrated, Pooled, Presumed, PresumedOrigins, Fragility                                   float64
	Weight, PooledWeight                                                                         *float64
	Disinterested                                                                                *float64
	DisinterestedLineCount                                                                       *int
	Approximate                                                                                  bool
}

type side struct {
	tally
	Sources nodes[struct {
		Source     thing
		Grounded   bool
		Traced     bool
		Statements []thing
	}]
	Origins nodes[struct {
		Source   thing
		Untraced bool
	}]
	Gatekeepers, RootCauses nodes[thing]
	Bottlenecks             []thing
	Groups                  nodes[struct{ Members nodes[thing] }]
	Circles                 nodes[circle]
	IfWrong                 nodes[struct {
		Source                 thing
		Presumed, Demonstrated float64
	}]
}

// nodes are those of a connection.
type nodes[T any] []T

// UnmarshalJSON reads the connection.
func (n *nodes[T]) UnmarshalJSON(text []byte) error {
	var connection struct{ Nodes []T }
	err := json.Unmarshal(text, &connection)
	*n = connection.Nodes
	return err
}

type circle struct {
	MemberCount int
	Grounded    bool
	Members     nodes[thing]
}

// supporters returns the keys of the supporters.
func (s *side) supporters() []string {
	var keys []string
	for _, v := range s.Sources {
		keys = append(keys, v.Source.key())
	}
	return keys
}

// mutation is what one request writes: each list to the mutation for it, in the order of the fields.
type mutation struct {
	Sources, Statements, Derivations, Corroborations []line
	Ownership, Funding, Interests                    []line
	Merges                                           [][]string
	Rates                                            [][2]string // global id, letter
	Confirms, Rejects                                []string    // derivations that were suggested
	Bases                                            []string    // sources whose basis is confirmed
	Denies                                           [][]string  // pairs that are not one
	Erases                                           []string
	Retracts, Unretracts                             []string
}

// lists are the mutations that take lists of records.
var lists = []struct {
	field, input string
	of           func(*mutation) []line
}{
	{"upsertSources", "SourceInput", func(m *mutation) []line { return m.Sources }},
	{"recordStatements", "StatementInput", func(m *mutation) []line { return m.Statements }},
	{"recordDerivations", "DerivationInput", func(m *mutation) []line { return m.Derivations }},
	{"recordCorroborations", "CorroborationInput", func(m *mutation) []line { return m.Corroborations }},
	{"recordOwnership", "OwnershipInput", func(m *mutation) []line { return m.Ownership }},
	{"recordFunding", "FundingInput", func(m *mutation) []line { return m.Funding }},
	{"recordInterests", "InterestInput", func(m *mutation) []line { return m.Interests }},
}

// request is a GraphQL document that grows field by field, each under a name of its own.
type request struct {
	declared, body strings.Builder
	variables      map[string]any
	fields         int
}

// add adds a mutation whose argument has a value of a type; more are the other arguments.
func (r *request) add(field, argument, kind string, value any, more string) {
	name := fmt.Sprintf("f%04d", r.fields)
	r.fields++
	fmt.Fprintf(&r.declared, "$%s: %s\n", name, kind)
	fmt.Fprintf(&r.body, "%s: %s(%s: $%s, %s) { ...written }\n", name, field, argument, name, more)
	r.variables[name] = value
}

const (
	said       = `provenance: {collector: "a test", recordedFrom: "an axiom"}`
	confirming = `provenance: {collector: "a test", recordedFrom: "an axiom", justification: "read it"}`
	reason     = `by: {collector: "a test", reason: "an axiom"}`
	written    = `fragment written on WritePayload {
  userErrors { field code message }
  records(first: 2147483647) { __typename id }
  created { kind count }
  changed { kind count }
  unchanged { kind count }
  retracted { kind count }
  at
  token
}`
)

// write sends a mutation whose input is good to both. It returns the global ids of the links that it states.
func (p *pair) write(t *testing.T, m mutation) []string {
	t.Helper()
	r := request{variables: map[string]any{}}
	for _, l := range lists {
		if records := l.of(&m); len(records) > 0 {
			r.add(l.field, "input", "["+l.input+"!]!", records, said)
		}
	}
	for _, ids := range m.Merges {
		r.add("assertSame", "ids", "[ID!]!", ids, said)
	}
	for _, rate := range m.Rates {
		r.add("rateReliability", "subject", "ID!", rate[0], "reliability: "+rate[1]+", "+reason)
	}
	for _, ids := range m.Denies {
		r.add("denySame", "ids", "[ID!]!", ids, reason)
	}
	for _, id := range m.Confirms {
		r.add("reviewDerivation", "id", "ID!", id, "status: CONFIRMED, "+reason)
	}
	for _, id := range m.Rejects {
		r.add("reviewDerivation", "id", "ID!", id, "status: REJECTED, "+reason)
	}
	if len(m.Bases) > 0 {
		r.add("confirm", "sources", "[ID!]!", m.Bases, confirming)
	}
	for _, id := range m.Erases {
		r.add("erasePerson", "person", "ID!", id, reason)
	}
	if len(m.Retracts) > 0 {
		r.add("retract", "ids", "[ID!]!", m.Retracts, reason)
	}
	if len(m.Unretracts) > 0 {
		r.add("unretract", "ids", "[ID!]!", m.Unretracts, reason)
	}
	if r.fields == 0 {
		return nil
	}
	tick()
	return p.send(t, &r)
}

func (p *pair) send(t *testing.T, r *request) []string {
	t.Helper()
	var payloads map[string]struct {
		UserErrors []struct {
			Field         []string
			Code, Message string
		}
		Records []struct {
			Typename string `json:"__typename"`
			ID       string
		}
		Token string
	}
	query := "mutation(" + r.declared.String() + ") {\n" + r.body.String() + "}\n" + written
	decode(t, p.both(t, query, r.variables), &payloads)
	var links []string
	for _, name := range slices.Sorted(maps.Keys(payloads)) {
		if payload := payloads[name]; len(payload.UserErrors) > 0 || payload.Token == "" {
			t.Fatalf("%s: %v", name, payload.UserErrors)
		}
		for _, record := range payloads[name].Records {
			if slices.Contains(linkTypes, record.Typename) {
				links = append(links, record.ID)
			}
		}
	}
	return links
}

// linkTypes are what can be retracted.
var linkTypes = []string{
	"Statement", "Derivation", "Corroboration", "Ownership", "Funding", "Sameness", "Relation", "Confirmation",
	"Interest", "Leaning",
}
