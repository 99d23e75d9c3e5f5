package ingest_test

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
)

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestImport_EveryField imports testdata/all.jsonl, in which every type of line carries every field that it can have.
func TestImport_EveryField(t *testing.T) {
	s := newStore()
	text := readFile(t, "testdata/all.jsonl")
	summary := clean(t, s, []ingest.Input{{Name: "all.jsonl", Path: "testdata/all.jsonl"}})
	same(t, "lines", int64(strings.Count(text, "\n")), summary.Lines)
	same(t, "bytes", int64(len(text)), summary.Bytes)
	same(t, "records", map[evidence.Kind]int{
		evidence.KindClaim: 2, evidence.KindSource: 4, evidence.KindOutlet: 2, evidence.KindOrganization: 1,
		evidence.KindPerson: 2,
		evidence.KindReview: 1, evidence.KindStatement: 1, evidence.KindDerivation: 2, evidence.KindCorroboration: 1,
		evidence.KindSameness: 2, evidence.KindOwnership: 2, evidence.KindFunding: 1, evidence.KindRelation: 1,
		evidence.KindConfirmation: 1, evidence.KindInterest: 2, evidence.KindLeaning: 1,
	}, summary.Created)
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "version", status.Version, summary.Version)

	got := s.content(t)
	want := everyField()
	for id, object := range want {
		same(t, string(id), object, strip(t, got[id]))
		delete(got, id)
	}
	for id := range got {
		t.Errorf("%s was recorded as well", id)
	}
}

func TestImport_TwiceChangesNothing(t *testing.T) {
	for _, text := range []string{readFile(t, "testdata/all.jsonl"), merged} {
		s := newStore()
		first := clean(t, s, file(text))
		before := s.content(t)
		second := clean(t, s, file(text))
		same(t, "created", 0, sum(second.Created))
		same(t, "changed", 0, sum(second.Changed))
		same(t, "unchanged", first.Created, second.Unchanged)
		same(t, "version", first.Version, second.Version)
		same(t, "graph", before, s.content(t))
	}
}

func TestImport_OrderDoesNotMatter(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(readFile(t, "testdata/all.jsonl")), "\n")
	s := newStore()
	clean(t, s, file(strings.Join(lines, "\n")))
	want := s.content(t)
	random := rand.New(rand.NewPCG(7, 7))
	for range 30 {
		random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		cut := random.IntN(len(lines))
		s := newStore()
		summary := mustImport(t, s, named("f", strings.Join(lines[:cut], "\n"), "dir/f",
			strings.Join(lines[cut:], "\n")),
			ingest.Options{BatchSize: 1 + random.IntN(5)})
		same(t, "problems", 0, summary.ProblemCount)
		sameGraph(t, want, s.content(t))
	}
}

// merged says everything in several lines.
const merged = `{"type":"source","id":"s1","title":"First","publishedAt":"2024"}
{"type":"claim","id":"c1","text":"Old wording."}
{"type":"statement","source":"s1","claim":"c1","stance":"SUPPORTS","strength":0.5,"quote":"first words"}
{"type":"claim","id":"c1","text":"New wording.","tags":["a"]}
{"type":"source","id":"s1","title":"Second","kind":"REPORT"}
{"type":"statement","source":"s1","claim":"c1","stance":"SUPPORTS","quote":"second words","confidence":50}
{"type":"source","id":"s1","publishedAt":null}
{"type":"same","kind":"source","ids":["s1","s2","s3"],"quote":"all"}
{"type":"same","kind":"source","ids":["s2","s1"],"confidence":40}
{"type":"source","id":"s2"}
{"type":"source","id":"s3"}
`

func TestImport_SeveralLinesAboutOneRecord(t *testing.T) {
	s := newStore()
	summary := clean(t, s, file(merged))
	same(t, "created", map[evidence.Kind]int{
		evidence.KindSource: 3, evidence.KindClaim: 1, evidence.KindStatement: 1, evidence.KindSameness: 2,
	}, summary.Created)
	same(t, "changed", 0, sum(summary.Changed))
	got := s.content(t)
	same(t, "source", &evidence.Source{
		ID: "source:s1", Title: "Second", Kind: evidence.Report, Identity: evidence.Named,
	},
		strip(t, got["source:s1"]).Node)
	same(t, "claim", &evidence.Claim{ID: "claim:c1", Text: "New wording.", Tags: []string{"a"}},
		strip(t, got["claim:c1"]).Node)
	statement := evidence.StatementIDOf("source:s1", "claim:c1", evidence.Supports)
	same(t, "statement", &evidence.Statement{ID: statement, Source: "source:s1", Claim: "claim:c1",
		Stance: evidence.Supports, Strength: 0.5,
		Provenance: evidence.Provenance{
			RecordedFrom: "f", Confidence: pointer(50), Quotes: []evidence.Quote{{Exact: "second words"}},
		}},
		strip(t, got[evidence.ID(statement)]).Link)
	pair := evidence.SamenessIDOf("source:s1", "source:s2")
	same(t, "same", &evidence.Sameness{ID: pair, A: "source:s1", B: "source:s2",
		Provenance: evidence.Provenance{RecordedFrom: "f",
			Confidence: pointer(40), Quotes: []evidence.Quote{{Exact: "all"}}}}, strip(t, got[evidence.ID(pair)]).Link)
}

// TestImport_OwnerWhoAlsoPays has an ownership and a funding that agree in all that identifies them but their type.
func TestImport_OwnerWhoAlsoPays(t *testing.T) {
	summary := clean(t, newStore(), file(`{"type":"outlet","id":"o","name":"O"}
{"type":"organization","id":"g","name":"G"}
{"type":"ownership","asset":"o","owner":"g","validFrom":"2022"}
{"type":"funding","recipient":"o","funder":"g","validFrom":"2022"}
`))
	same(t, "created", map[evidence.Kind]int{
		evidence.KindOutlet: 1, evidence.KindOrganization: 1, evidence.KindOwnership: 1, evidence.KindFunding: 1,
	}, summary.Created)
}

// TestImport_FormerNames: the names of fields before version 0.1.0 are still read.
func TestImport_FormerNames(t *testing.T) {
	lines := `{"type":"source","id":"a"}
{"type":"source","id":"b"}
{"type":"copy","from":"a","to":"b","kappa":0.75}
{"type":"outlet","id":"o","name":"O"}
{"type":"organization","id":"g","name":"G"}
{"type":"ownership","asset":"o","owner":"g","share":60}
`
	s := newStore()
	clean(t, s, file(lines))
	again := clean(t, s, file(strings.NewReplacer("kappa", "copiedShare", "share", "sharePercent").Replace(lines)))
	if len(again.Changed)+len(again.Created) > 0 {
		t.Errorf("the present names say something else: %v changed, %v created", again.Changed, again.Created)
	}
	bad := strings.ReplaceAll(lines, `0.75`, `1.75`)
	if summary := mustImport(t, newStore(), file(bad), ingest.Options{}); summary.ProblemCount == 0 {
		t.Error("a copied share above 1 by its former name was recorded; expected it to be refused")
	}
}

func TestImport_MissingChangesNothingNullClears(t *testing.T) {
	s := newStore()
	clean(t, s, []ingest.Input{{Name: "all.jsonl", Path: "testdata/all.jsonl"}})
	want := everyField()
	edit := func(id evidence.ID) *evidence.Source {
		source, ok := want[id].Node.(*evidence.Source)
		if !ok {
			t.Fatalf("%s is no source", id)
		}
		return source
	}
	source := edit("source:s1")
	source.Title, source.Kind, source.Firsthand, source.Authors = "", evidence.OtherSource, nil, nil
	source.URL, source.CanonicalURL = "", ""
	source.Outlet, source.WithdrawnAt = "", ""
	edit("source:s2").Firsthand = &evidence.Firsthand{}
	summary := clean(t, s, file(`{"type":"source","id":"s1","title":null,"kind":null,"firsthand":null,"authors":[],`+
		`"url":"","outlet":null,"withdrawnAt":null}
{"type":"source","id":"s2","firsthand":false}
{"type":"source","id":"s3"}
{"type":"statement","source":"s1","claim":"c1","stance":"SUPPORTS","quote":null,"confidence":null}
{"type":"ownership","asset":"o1","owner":"g1","validFrom":"2020","share":null,"reciprocated":true}
`))
	same(t, "changed", map[evidence.Kind]int{
		evidence.KindSource: 2, evidence.KindStatement: 1, evidence.KindOwnership: 1,
	}, summary.Changed)
	same(t, "unchanged", map[evidence.Kind]int{evidence.KindSource: 1}, summary.Unchanged)
	got := s.content(t)
	for _, id := range []evidence.ID{"source:s1", "source:s2", "source:s3"} {
		same(t, string(id), want[id], strip(t, got[id]))
	}
	statement := evidence.StatementIDOf("source:s1", "claim:c1", evidence.Supports)
	same(t, "statement", &evidence.Statement{ID: statement, Source: "source:s1", Claim: "claim:c1",
		Stance: evidence.Supports, Strength: 0.8,
		Provenance: evidence.Provenance{RecordedFrom: "City gazette", Justification: "read twice"}},
		strip(t, got[evidence.ID(statement)]).Link)
	ownership := evidence.OwnershipIDOf("outlet:o1", "organization:g1", "2020")
	same(t, "ownership", &evidence.Ownership{ID: ownership, Asset: "outlet:o1", Owner: "organization:g1",
		ValidFrom: "2020", ValidTo: "2024-01-01", Reciprocated: pointer(true),
		Provenance: evidence.Provenance{RecordedFrom: "all.jsonl"}}, strip(t, got[evidence.ID(ownership)]).Link)
}

func TestImport_BareEndsMeanWhatIsThere(t *testing.T) {
	s := newStore()
	clean(t, s, file(`{"type":"outlet","id":"a","name":"A"}
{"type":"person","id":"p","name":"P"}`))
	clean(t, s, file(`{"type":"funding","recipient":"a","funder":"p"}
{"type":"funding","recipient":"g","funder":"p","quote":"x"}
{"type":"ownership","asset":"g","owner":"h"}
{"type":"ownership","asset":"organization:g","owner":"organization:h","share":60}
{"type":"ownership","asset":"p:x","owner":"p"}
{"type":"organization","id":"g","name":"G"}
{"type":"organization","id":"h","name":"H"}
{"type":"outlet","id":"p:x","name":"a key with a colon"}`))
	got := s.content(t)
	for _, id := range []evidence.ID{
		evidence.ID(evidence.FundingIDOf("outlet:a", "person:p", "")),
		evidence.ID(evidence.FundingIDOf("organization:g", "person:p", "")),
		evidence.ID(evidence.OwnershipIDOf("outlet:p:x", "person:p", "")),
	} {
		if got[id].Link == nil {
			t.Errorf("%s was not recorded", id)
		}
	}
	shared := evidence.OwnershipIDOf("organization:g", "organization:h", "")
	same(t, "one ownership of two lines",
		&evidence.Ownership{ID: shared, Asset: "organization:g", Owner: "organization:h", SharePercent: pointer(60.0),
			Provenance: evidence.Provenance{RecordedFrom: "f"}}, strip(t, got[evidence.ID(shared)]).Link)
}

func TestImport_ManyPartialLines(t *testing.T) {
	s := newStore()
	var nodes, tags strings.Builder
	for i := range 50 {
		key := string(rune('a'+i/10)) + string(rune('0'+i%10))
		nodes.WriteString(`{"type":"claim","id":"` + key + `","text":"T"}` + "\n")
		tags.WriteString(`{"type":"claim","id":"` + key + `","tags":["t"]}` + "\n" + `{"type":"claim","id":"` + key +
			`","name":"n"}` + "\n")
	}
	clean(t, s, file(nodes.String()))
	summary := mustImport(t, s, file(tags.String()), ingest.Options{BatchSize: 7})
	same(t, "problems", 0, summary.ProblemCount)
	same(t, "changed", 50, sum(summary.Changed))
	same(t, "claim", &evidence.Claim{ID: "claim:e9", Text: "T", Name: "n", Tags: []string{"t"}},
		strip(t, s.content(t)["claim:e9"]).Node)
}

func pointer[T any](x T) *T { return &x }

// TestImport_EveryFieldOfTheDomainHasItsPlace fails when the domain gets a field that no line can carry.
func TestImport_EveryFieldOfTheDomainHasItsPlace(t *testing.T) {
	for kind, fields := range map[string][]string{
		"claim": evidence.Fields[evidence.Claim](), "source": evidence.Fields[evidence.Source](),
		"outlet":       evidence.Fields[evidence.Outlet](),
		"organization": evidence.Fields[evidence.Organization](), "person": evidence.Fields[evidence.Person](),
		"review": evidence.Fields[evidence.ClaimReview](), "statement": evidence.Fields[evidence.Statement](),
		"derivation":    evidence.Fields[evidence.Derivation](),
		"corroboration": evidence.Fields[evidence.Corroboration](),
		"same":          evidence.Fields[evidence.Sameness](), "ownership": evidence.Fields[evidence.Ownership](),
		"funding": evidence.Fields[evidence.Funding](), "relation": evidence.Fields[evidence.Relation](),
		"confirmation": evidence.Fields[evidence.Confirmation](), "interest": evidence.Fields[evidence.Interest](),
		"leaning": evidence.Fields[evidence.Leaning](),
	} {
		for _, field := range fields {
			line := kind
			if field == "copiedShare" {
				line = "copy" // what only copies have
			}
			summary := mustImport(t, newStore(), file(`{"type":"`+line+`","`+field+`":null}`), ingest.Options{})
			if len(summary.Problems) != 1 || strings.Contains(summary.Problems[0].Message, "unknown field") {
				t.Errorf("a line of type %s cannot carry %s: %v", line, field, messages(summary.Problems))
			}
		}
	}
}
