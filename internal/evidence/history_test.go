package evidence_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
)

func noon(minute int) time.Time { return time.Date(2025, 1, 1, 12, minute, 0, 0, time.UTC) }

func until(minute int) *time.Time {
	t := noon(minute)
	return &t
}

func named(name string) evidence.Object {
	return evidence.Object{Node: &evidence.Outlet{ID: "outlet:o", Name: name}}
}

// TestChangesOf takes the records of a subject in disorder, one of which never stood.
func TestChangesOf(t *testing.T) {
	changes := evidence.ChangesOf("outlet:o", []evidence.Kept{
		{Object: named("c"), At: noon(5), By: "cid", Why: "again"},
		{Object: named("a"), At: noon(1), Until: until(2), By: "ann", Why: "first"},
		{Object: named("x"), At: noon(2), Until: until(2), By: "nobody"},
		{Object: named("b"), At: noon(2), Until: until(4), By: "bob", Why: "better", EndedBy: "eve", EndedWhy: "wrong"},
	})
	want := []evidence.RecordChange{
		{At: noon(5), Subject: "outlet:o", By: "cid", Why: "again", After: named("c")},
		{At: noon(4), Subject: "outlet:o", By: "eve", Why: "wrong", Before: named("b")},
		{At: noon(2), Subject: "outlet:o", By: "bob", Why: "better", Before: named("a"), After: named("b")},
		{At: noon(1), Subject: "outlet:o", By: "ann", Why: "first", After: named("a")},
	}
	if diff := cmp.Diff(want, changes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	kinds := []evidence.RecordChangeKind{evidence.WasRecorded, evidence.WasRetracted, evidence.WasChanged,
		evidence.WasRecorded}
	for i, c := range changes {
		fields := []evidence.FieldChange{}
		if kinds[i] == evidence.WasChanged {
			fields = []evidence.FieldChange{{Name: "name", Before: "a", After: "b"}}
		}
		if c.Kind() != kinds[i] || !cmp.Equal(c.Fields(), fields) {
			t.Errorf("change %d is %s of %q, want %s of %q", i, c.Kind(), c.Fields(), kinds[i], fields)
		}
		when, subject, err := evidence.ParseChangeCursor(c.Cursor())
		if err != nil || !when.Equal(c.At) || subject != c.Subject {
			t.Errorf("the cursor %q is read as %v, %q (%v)", c.Cursor(), when, subject, err)
		}
		if i > 0 && (!c.Follows(changes[i-1].At, "outlet:o") || changes[i-1].Follows(c.At, "outlet:o")) {
			t.Errorf("change %d does not follow the one before it", i)
		}
	}
	erased := evidence.RecordChange{Before: named("a"), After: named("a"), Erased: true}
	if erased.Kind() != evidence.WasErased {
		t.Errorf("an erasure is %s", erased.Kind())
	}
}

// TestRecordChange_Fields tells values of every sort.
func TestRecordChange_Fields(t *testing.T) {
	share, confidence := 2.5, 70
	for name, test := range map[string]struct {
		before, after evidence.Object
		want          []evidence.FieldChange
	}{
		"a source": {
			evidence.Object{Node: &evidence.Source{Title: "A", Firsthand: &evidence.Firsthand{Unquantified: true}}},
			evidence.Object{Node: &evidence.Source{PublishedAt: "2024-10", Firsthand: &evidence.Firsthand{Share: .5},
				Authors: []evidence.PersonID{"person:p", "person:q"}}},
			[]evidence.FieldChange{{Name: "title", Before: "A"}, {Name: "publishedAt", After: "2024-10"},
				{Name: "firsthand", Before: "true", After: "0.5"},
				{Name: "authors", After: "person:p, person:q"}},
		},
		"an ownership": {
			evidence.Object{Link: &evidence.Ownership{SharePercent: &share, Provenance: evidence.Provenance{Collector: "a"}}},
			evidence.Object{Link: &evidence.Ownership{Provenance: evidence.Provenance{Collector: "b", Confidence: &confidence,
				Quotes: []evidence.Quote{{Exact: "so", StartLine: 3, EndLine: 3}, {Exact: "or so"}}}}},
			[]evidence.FieldChange{{Name: "sharePercent", Before: "2.5"}, {Name: "confidence", After: "70"},
				{Name: "quotes", After: "so (line 3), or so"}},
		},
		"two things": {evidence.Object{Node: &evidence.Claim{Text: "a"}}, evidence.Object{Node: &evidence.Person{Name: "b"}},
			[]evidence.FieldChange{}},
	} {
		if diff := cmp.Diff(test.want, evidence.RecordChange{Before: test.before, After: test.after}.Fields()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestToken(t *testing.T) {
	version := evidence.Version{Epoch: "1b4e28ba", Bookmark: "FB:kcwQ/x+y=="}
	if got, err := evidence.ParseToken(version.Token()); err != nil || got != version {
		t.Errorf("%v (%v), want %v", got, err, version)
	}
	for _, text := range []string{"", "?", "YQ", "L2I", "YS8", version.String(), version.Token() + "="} { // a, /b and a/
		_, err := evidence.ParseToken(text)
		checkInvalid(t, text, "after", err)
	}
	if least := evidence.Least(t.Context()); least != (evidence.Version{}) {
		t.Errorf("a context of nothing asks for %v", least)
	}
	if least := evidence.Least(evidence.AtLeast(t.Context(), version)); least != version {
		t.Errorf("the context asks for %v, want %v", least, version)
	}
}

// TestWithoutErased leaves out what names the person, and changes nothing in the batch itself.
func TestWithoutErased(t *testing.T) {
	b := evidence.Batch{
		Persons: puts(evidence.Person{ID: "person:p", Name: "P"}, evidence.Person{ID: "person:q", Name: "Q"}),
		Sources: puts(evidence.Source{ID: "source:s", Authors: []evidence.PersonID{"person:q", "person:p"}}),
		Ownerships: puts(
			evidence.Ownership{Asset: "outlet:o", Owner: "person:p"},
			evidence.Ownership{Asset: "outlet:o", Owner: "organization:p"}),
		Fundings:   puts(evidence.Funding{Recipient: "outlet:o", Funder: "person:p"}),
		Samenesses: puts(evidence.Sameness{A: "person:r", B: "person:p"}, evidence.Sameness{A: "outlet:o", B: "outlet:n"}),
	}
	if diff := cmp.Diff([]evidence.PersonID{"person:p", "person:q", "person:r"}, b.NamedPersons()); diff != "" {
		t.Errorf("the persons named (-want +got):\n%s", diff)
	}
	rest, left := b.WithoutErased(map[evidence.PersonID]bool{"person:p": true})
	want := map[evidence.Kind]int{evidence.KindPerson: 1, evidence.KindOwnership: 1, evidence.KindFunding: 1,
		evidence.KindSameness: 1}
	if diff := cmp.Diff(want, left); diff != "" {
		t.Errorf("left out (-want +got):\n%s", diff)
	}
	if rest.Len() != 4 || len(rest.Sources[0].Value.Authors) != 1 || len(b.Sources[0].Value.Authors) != 2 || b.Len() != 8 {
		t.Errorf("the rest is %+v, the batch %+v", rest, b)
	}
}

// TestReferences names the field of each node that a record names.
func TestReferences(t *testing.T) {
	got := evidence.References(
		&evidence.Derivation{From: "source:a", To: "source:b", Claims: []evidence.ClaimID{"claim:c"}})
	want := []evidence.Reference{{Field: "from", ID: "source:a"}, {Field: "to", ID: "source:b"},
		{Field: "claims", ID: "claim:c"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := evidence.References(&evidence.Source{ID: "source:a"}); len(got) != 0 {
		t.Errorf("a source that names nobody names %v", got)
	}
}

func puts[T any](values ...T) []evidence.Put[T] {
	list := make([]evidence.Put[T], len(values))
	for i, v := range values {
		list[i].Value = v
	}
	return list
}
