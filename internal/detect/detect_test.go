package detect_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// Three ways to tell of one event: the second is the first, shortened; the third has its own words.
const (
	original = "The old bridge over the river was closed on Monday after inspectors found cracks in two of its main cables, the city council said. " +
		"Drivers were sent over the northern crossing, and buses will not run before the end of the week. " +
		"Engineers from the university are to examine the cables tomorrow morning."
	shortened = "The old bridge over the river was closed on Monday after inspectors found cracks in two of its main cables, the city council said. " +
		"Drivers were sent over the northern crossing, and buses will not run before the end of the week."
	ownWords = "Nobody crosses the Danube at our town any more: a check of the suspension had shown damage, and so the mayor ordered " +
		"that everything on wheels has to take the detour by way of the new viaduct until specialists have had a look at it."
)

// shelf is a graph under test.
type shelf struct {
	*memstore.Store
	t *testing.T
}

func newShelf(t *testing.T, b evidence.Batch) *shelf {
	t.Helper()
	now := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	s := &shelf{memstore.New(func() time.Time { now = now.Add(time.Minute); return now }, 1000), t}
	s.record(b)
	return s
}

func (s *shelf) record(b evidence.Batch) {
	s.t.Helper()
	b.Collector, b.Method = "test", evidence.Declared
	if _, err := s.Apply(s.t.Context(), b); err != nil {
		s.t.Fatal(err)
	}
}

// look runs a look and returns it with a line for each copy.
func (s *shelf) look(o detect.Options) (*detect.Result, []string) {
	s.t.Helper()
	r, err := detect.Run(s.t.Context(), s, o)
	if err != nil {
		s.t.Fatal(err)
	}
	var lines []string
	for _, c := range r.Copies {
		arrow := "~"
		if c.Directed {
			arrow = "<-"
		}
		lines = append(
			lines, fmt.Sprintf(
				"%s %s %s %.2f %s %s %s", key(c.Derivation.From), arrow, key(c.Derivation.To), *c.Derivation.CopiedShare,
				c.Derivation.Detector, c.DirectedBy, c.State))
	}
	return r, lines
}

func put[T evidence.Record](records ...T) []evidence.Put[T] {
	puts := make([]evidence.Put[T], len(records))
	for i, r := range records {
		puts[i] = evidence.Put[T]{Value: r}
	}
	return puts
}

// articles are three sources with the three texts, two days apart.
func articles() evidence.Batch {
	var b evidence.Batch
	b.Sources = put(
		evidence.Source{ID: "source:first", PublishedAt: "2024-03-01", Fingerprint: b.AddWords(original)},
		evidence.Source{ID: "source:late", PublishedAt: "2024-03-03", Fingerprint: b.AddWords(shortened)},
		evidence.Source{ID: "source:own", PublishedAt: "2024-03-05", Fingerprint: b.AddWords(ownWords)},
	)
	return b
}

func check(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestRun_RecordsWhatItFinds(t *testing.T) {
	s := newShelf(t, articles())
	want := []string{"late <- first 1.00 text/2 time NEW"}
	_, dry := s.look(detect.Options{DryRun: true})
	check(t, "what a dry run finds", want, dry)
	status, _ := s.Status(t.Context())
	check(t, "what a dry run leaves", 0, status.Links[evidence.KindDerivation])

	r, lines := s.look(detect.Options{})
	check(t, "what is found", want, lines)
	check(
		t, "groups", []detect.Group{{Sources: []evidence.SourceID{"source:first", "source:late"}, Origin: "source:first"}},
		r.Groups)
	check(t, "written", map[evidence.Kind]int{evidence.KindDerivation: 1}, r.Applied.Created)
	d := s.derivation(r.Copies[0].Derivation.ID)
	if d.Status != evidence.Suggested || d.Provenance.Method != evidence.Detected ||
		d.Provenance.Collector != detect.DefaultCollector {
		t.Errorf("recorded as %s by %q, %s", d.Status, d.Provenance.Collector, d.Provenance.Method)
	}
	if len(d.Provenance.Quotes) == 0 || !strings.HasPrefix(shortened, d.Provenance.Quotes[0].Exact[:60]) ||
		d.Provenance.Quotes[0].StartLine != 1 {
		t.Errorf("no passage of the copy proves it: %+v", d.Provenance.Quotes)
	}
	before, _ := s.Status(t.Context())
	r, lines = s.look(detect.Options{})
	check(t, "what is found again", []string{"late <- first 1.00 text/2 time STANDING"}, lines)
	after, _ := s.Status(t.Context())
	check(t, "the version after the same again", before.Version, after.Version)
	check(t, "nothing is withdrawn", 0, len(r.Retracted))
}

// Who copied whom of one day is told by the times of day, where one lies wholly after the other; the longer text may be
// the copy. What no time and nothing else decides reads from the larger id to the smaller, and its reason says so.
func TestRun_TellsTheDirectionByTimes(t *testing.T) {
	const unknown = "Which of the two copies is not known; the link reads from the larger id to the smaller."
	longer := original + " " + ownWords
	for _, c := range []struct {
		blog, wire evidence.Date
		text       string // of the blog
		want, why  string
	}{
		{"2024-05-06T21:30Z", "2024-05-06T08:10Z", longer, "blog <- wire 1.00 text/2 time NEW",
			"It came later: 2024-05-06T21:30Z, the other 2024-05-06T08:10Z."},
		{"2024-05-05T23:30-04:00", "2024-05-06T08:10+11:00", original, "blog <- wire 1.00 text/2 time NEW",
			"It came later: 2024-05-05T23:30-04:00, the other 2024-05-06T08:10+11:00."},
		{"2024-05-06T21:30", "2024-05-06T08:10", original, "wire ~ blog 1.00 text/2  NEW",
			"Their dates do not say which came first: 2024-05-06T08:10, the other 2024-05-06T21:30. " + unknown},
		{"2024", "2024-05-06T08:10Z", original, "wire ~ blog 1.00 text/2  NEW",
			"Their dates do not say which came first: 2024-05-06T08:10Z, the other 2024. " + unknown},
		{"", "2024-05-06", original, "wire ~ blog 1.00 text/2  NEW", unknown},
	} {
		var b evidence.Batch
		b.Sources = put(evidence.Source{ID: "source:blog", PublishedAt: c.blog, Fingerprint: b.AddWords(c.text)},
			evidence.Source{ID: "source:wire", PublishedAt: c.wire, Fingerprint: b.AddWords(original + " ")})
		r, lines := newShelf(t, b).look(detect.Options{Text: true})
		check(t, string(c.blog)+" and "+string(c.wire), []string{c.want}, lines)
		if why := r.Copies[0].Derivation.Provenance.Justification; !strings.HasSuffix(why, c.why) {
			t.Errorf("the reason is %q, want it to end in %q", why, c.why)
		}
	}
}

func (s *shelf) derivation(id evidence.DerivationID) *evidence.Derivation {
	s.t.Helper()
	found, err := s.Objects(s.t.Context(), []evidence.ID{evidence.ID(id)}, evidence.Moment{})
	d, ok := found[0].Link.(*evidence.Derivation)
	if err != nil || !ok {
		s.t.Fatalf("no derivation %s stands: %v", id, err)
	}
	return d
}

func TestRun_PassesOverWhatIsKnown(t *testing.T) {
	copied := evidence.Derivation{From: "source:late", To: "source:first", Kind: evidence.Copies, CopiedShare: new(.9)}
	reversed := evidence.Derivation{From: "source:first", To: "source:late", Kind: evidence.Copies, CopiedShare: new(.9)}
	with := func(d evidence.Derivation, status evidence.ReviewStatus) evidence.Batch {
		d.Status = status
		return evidence.Batch{Derivations: put(d)}
	}
	for _, c := range []struct {
		name  string
		known evidence.Batch
		want  int
	}{
		{"nothing", evidence.Batch{}, 1},
		{"a rejected copy", with(copied, evidence.Rejected), 0},
		{"a copy rejected the other way round", with(reversed, evidence.Rejected), 0},
		{"a confirmed copy", with(copied, evidence.Confirmed), 0},
		{"a copy that a person suggested", with(copied, evidence.Suggested), 0},
		{"a declared link", evidence.Batch{Derivations: put(
			evidence.Derivation{From: "source:late", To: "source:first", Kind: evidence.Quotes})}, 0},
		{"a declared link that was rejected", with(
			evidence.Derivation{From: "source:late", To: "source:first", Kind: evidence.Quotes}, evidence.Rejected), 1},
		{"one thing under two ids", evidence.Batch{Samenesses: put(evidence.Sameness{A: "source:first", B: "source:late"})},
			0},
		{"a declared link of another record of the same", evidence.Batch{Sources: put(evidence.Source{ID: "source:again"}),
			Samenesses:  put(evidence.Sameness{A: "source:again", B: "source:late"}),
			Derivations: put(evidence.Derivation{From: "source:again", To: "source:first", Kind: evidence.Cites})}, 0},
		{"a rejected copy of another record of the same", func() evidence.Batch {
			b := with(
				evidence.Derivation{From: "source:again", To: "source:first", Kind: evidence.Copies, CopiedShare: new(.9)},
				evidence.Rejected)
			b.Sources, b.Samenesses = put(evidence.Source{ID: "source:again"}),
				put(evidence.Sameness{A: "source:again", B: "source:late"})
			return b
		}(), 0},
		{"one wire that both print", evidence.Batch{Sources: put(evidence.Source{ID: "source:wire"}), Derivations: put(
			evidence.Derivation{From: "source:late", To: "source:wire", Kind: evidence.Syndicates},
			evidence.Derivation{From: "source:first", To: "source:wire", Kind: evidence.Translates})}, 0},
		{"one source that both cite", evidence.Batch{Sources: put(evidence.Source{ID: "source:wire"}), Derivations: put(
			evidence.Derivation{From: "source:late", To: "source:wire", Kind: evidence.Cites},
			evidence.Derivation{From: "source:first", To: "source:wire", Kind: evidence.Cites})}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newShelf(t, articles())
			s.record(c.known)
			_, lines := s.look(detect.Options{})
			check(t, "copies found", c.want, len(lines))
		})
	}
}

func TestRun_NeverSuggestsAgainWhatWasRejected(t *testing.T) {
	s := newShelf(t, articles())
	r, _ := s.look(detect.Options{})
	rejected := r.Copies[0].Derivation
	rejected.Status = evidence.Rejected
	s.record(evidence.Batch{Derivations: put(rejected)})
	r, lines := s.look(detect.Options{})
	check(t, "copies after the rejection", 0, len(lines))
	check(t, "withdrawn", 0, len(r.Retracted))
	check(t, "its status", evidence.Rejected, s.derivation(rejected.ID).Status)
}

func TestRun_WithdrawsWhatItDoesNotFindAnyMore(t *testing.T) {
	s := newShelf(t, articles())
	r, _ := s.look(detect.Options{})
	id := r.Copies[0].Derivation.ID
	var corrected evidence.Batch
	corrected.Sources = []evidence.Put[evidence.Source]{{
		Value: evidence.Source{ID: "source:late",
			Fingerprint: corrected.AddWords(ownWords + " So much for that, and for the bridge.")}, Fields: []string{"text"},
	}}
	s.record(corrected)
	r, _ = s.look(detect.Options{Statistical: true})
	check(t, "withdrawn by a look at values alone", 0, len(r.Retracted))
	r, _ = s.look(detect.Options{Sources: []evidence.SourceID{"source:own"}})
	check(t, "withdrawn by a look at other sources", 0, len(r.Retracted))
	r, lines := s.look(detect.Options{})
	check(t, "withdrawn", []evidence.DerivationID{id}, r.Retracted)
	check(t, "what the new words copy", []string{"own <- late 1.00 text/2 time STANDING"}, lines)
	found, err := s.Objects(t.Context(), []evidence.ID{evidence.ID(id)}, evidence.Moment{})
	if err != nil || found[0].Link != nil {
		t.Errorf("the suggestion stands: %+v, %v", found[0].Link, err)
	}
}

func TestRun_LooksAtNewSourcesOnly(t *testing.T) {
	b := articles()
	b.Sources = append(
		b.Sources, put(
			evidence.Source{ID: "source:new", PublishedAt: "2024-03-09",
				Fingerprint: b.AddWords(original + " That is all.")})...)
	s := newShelf(t, b)
	_, lines := s.look(detect.Options{Sources: []evidence.SourceID{"source:new"}})
	for _, line := range lines {
		if !strings.HasPrefix(line, "new <- ") {
			t.Errorf("%s does not concern the new source", line)
		}
	}
	if len(lines) == 0 {
		t.Error("nothing was found about the new source")
	}
	_, err := detect.Run(t.Context(), s, detect.Options{Sources: []evidence.SourceID{"source:absent"}})
	check(t, "the code for a source that is not in the graph", evidence.CodeNotFound, evidence.CodeOf(err))
}

// shops are sources that give values to twenty items: three honest ones, which differ now and then, and one that has
// all of bad's values, its mistakes among them.
func shops() evidence.Batch {
	var b evidence.Batch
	claims := map[evidence.ClaimID]bool{}
	say := func(shop, item, value string) {
		id := evidence.ClaimID("claim:" + item + "=" + value)
		if !claims[id] {
			claims[id] = true
			b.Claims = append(b.Claims, put(evidence.Claim{ID: id, Text: item + " is " + value, Item: item, Value: value})...)
		}
		b.Statements = append(
			b.Statements, put(
				evidence.Statement{Source: evidence.SourceID("source:" + shop), Claim: id, Stance: evidence.Supports})...)
	}
	for _, shop := range []string{"a", "b", "c", "bad", "thief"} {
		b.Sources = append(b.Sources, put(evidence.Source{ID: evidence.SourceID("source:" + shop)})...)
	}
	for i := range 20 {
		item, truth := fmt.Sprintf("item%02d", i), "right"
		wrong := truth
		if i < 8 {
			wrong = "wrong"
		}
		for _, shop := range []string{"a", "b", "c"} {
			say(shop, item, truth)
		}
		say("bad", item, wrong)
		if i < 16 {
			say("thief", item, wrong)
		}
	}
	return b
}

func TestRun_FindsSharedMistakes(t *testing.T) {
	s := newShelf(t, shops())
	r, lines := s.look(detect.Options{Statistical: true})
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "thief <- bad ") ||
		!strings.HasSuffix(lines[0], " statistical/1 completeness NEW") {
		t.Errorf("found %q; want one copy, of bad by thief, told by completeness", lines)
	}
	if why := r.Copies[0].Derivation.Provenance.Justification; !strings.HasPrefix(
		why, "They share 8 values that are believed false, and differ on 0 items: ") {
		t.Errorf("why: %s", why)
	}
	r, lines = s.look(detect.Options{Text: true})
	check(t, "what a look at texts finds", 0, len(lines))
	check(t, "what it withdraws of the other detector", 0, len(r.Retracted))
	s.record(
		evidence.Batch{Derivations: put(evidence.Derivation{From: "source:thief", To: "source:bad", Kind: evidence.Cites})})
	_, lines = s.look(detect.Options{})
	check(t, "what is found where the link is declared", 0, len(lines))
}

// changing is a store that somebody else writes to while it is read, the first times.
type changing struct {
	*shelf
	times int
}

func (c *changing) Scan(ctx context.Context, kinds []evidence.Kind, each func(any) error) (evidence.Version, error) {
	version, err := c.shelf.Scan(ctx, kinds, each)
	if c.times--; c.times >= 0 && err == nil {
		return evidence.Version{}, &evidence.Error{Code: evidence.CodeUnavailable, Message: "the graph changed"}
	}
	return version, err
}

func TestRun_ReadsAgainWhatChangedMeanwhile(t *testing.T) {
	s := newShelf(t, articles())
	r, err := detect.Run(t.Context(), &changing{s, 2}, detect.Options{})
	if err != nil || len(r.Copies) != 1 || r.Statistics.SourceCount != 3 {
		t.Fatalf("after two changes: %+v, %v", r, err)
	}
	_, err = detect.Run(t.Context(), &changing{s, 100}, detect.Options{})
	check(t, "the code where it never stands still", evidence.CodeUnavailable, evidence.CodeOf(err))
}

func TestRun_IsInOrder(t *testing.T) {
	b := articles()
	for i := range 5 {
		b.Sources = append(
			b.Sources, put(evidence.Source{ID: evidence.SourceID(fmt.Sprint("source:more", i)), PublishedAt: "2024-03-10",
				Fingerprint: b.AddWords(fmt.Sprint(original, " And more of it, number ", i, "."))})...)
	}
	r, _ := newShelf(t, b).look(detect.Options{DryRun: true})
	if !slices.IsSortedFunc(r.Copies, func(x, y detect.Copy) int {
		if *x.Derivation.CopiedShare != *y.Derivation.CopiedShare {
			return cmpFloat(*y.Derivation.CopiedShare, *x.Derivation.CopiedShare)
		}
		return strings.Compare(string(x.Derivation.From), string(y.Derivation.From))
	}) {
		t.Error("the copies are not in the order of kappa, then of the ids")
	}
	check(t, "sources of the largest group", 7, len(r.Groups[0].Sources))
}

func cmpFloat(a, b float64) int {
	if a < b {
		return -1
	}
	return 1
}

func key(id evidence.SourceID) string { return evidence.ID(id).Key() }
