package ingest_test

import (
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
)

const interested = `{"type":"interest","holder":"source:a","claim":"c","direction":"FOR","kind":"PARTY","quote":"a party"}
{"type":"leaning","outlet":"o","scheme":"political","value":"left","ratedBy":"R","ratedAt":"2026-05"}
{"type":"interest","holder":"person:p","tag":"board","direction":"AGAINST"}
{"type":"claim","id":"c","text":"It is so.","tags":["board"]}
{"type":"source","id":"a"}
{"type":"person","id":"p","name":"P"}
{"type":"outlet","id":"o","name":"O"}
`

func interestOf(holder evidence.ID, kind evidence.InterestKind) evidence.ID {
	return evidence.ID(evidence.InterestIDOf(evidence.Interest{
		Holder: holder, Claim: "claim:c", Direction: evidence.For, Kind: kind,
	}))
}

// TestImport_InterestsInAnyOrder: interests and leanings stand before what they name, in batches of any size; a dry
// run says what the import does, and importing them again changes nothing.
func TestImport_InterestsInAnyOrder(t *testing.T) {
	for _, size := range []int{1, 2, 100} {
		s := newStore()
		for _, dry := range []bool{true, false} {
			summary := mustImport(t, s, file(interested), ingest.Options{BatchSize: size, DryRun: dry})
			same(t, "problems", []string(nil), messages(summary.Problems))
			same(t, "interests", 2, summary.Created[evidence.KindInterest])
			same(t, "leanings", 1, summary.Created[evidence.KindLeaning])
		}
		for _, dry := range []bool{true, false} {
			again := mustImport(t, s, file(interested), ingest.Options{BatchSize: size, DryRun: dry})
			same(t, "created again", 0, sum(again.Created)+sum(again.Changed))
			same(t, "unchanged", 2, again.Unchanged[evidence.KindInterest])
		}
	}
}

// TestImport_InterestsAreMerged: several lines about one interest are one record, those of another kind or direction
// are others, and a rating of another value replaces the one before.
func TestImport_InterestsAreMerged(t *testing.T) {
	s := newStore()
	summary := clean(t, s, file(interested+
		`{"type":"interest","holder":"source:a","claim":"claim:c","direction":"FOR","kind":"PARTY","validTo":"2030"}
{"type":"interest","holder":"source:a","claim":"c","direction":"AGAINST","kind":"PARTY"}
{"type":"interest","holder":"source:a","claim":"c","direction":"FOR","kind":"PARTY","validFrom":"2022-02-24"}
{"type":"leaning","outlet":"outlet:o","scheme":"political","value":"centre","ratedBy":"R","ratedAt":"2026-05"}
`))
	same(t, "interests", 4, summary.Created[evidence.KindInterest])
	same(t, "leanings", 1, summary.Created[evidence.KindLeaning])
	party := link[evidence.Interest](t, s, interestOf("source:a", evidence.PartyInterest))
	if party == nil || party.ValidTo != "2030" || len(party.Provenance.Quotes) != 1 {
		t.Errorf("the interest is %+v; want it with the quote of the one line and the end of the other", party)
	}
	rated := link[evidence.Leaning](t, s, evidence.ID(evidence.LeaningIDOf("outlet:o", "political", "R", "2026-05")))
	if rated == nil || rated.Value != "centre" {
		t.Errorf("the rating is %+v; want the value of the last line", rated)
	}
}

// TestImport_InterestsOfVersions: an interest that the version in force does not state is retracted, in one file and
// between imports; one of an older version changes nothing.
func TestImport_InterestsOfVersions(t *testing.T) {
	line := func(kind, edition string) string {
		return `{"type":"interest","holder":"source:a","claim":"c","direction":"FOR","kind":"` + kind +
			`","record":"r","edition":"` + edition + `"}` + "\n"
	}
	nodes := interested[strings.Index(interested, `{"type":"claim"`):]
	stands := func(s *store, kind evidence.InterestKind) bool {
		i := link[evidence.Interest](t, s, interestOf("source:a", kind))
		return i != nil && i.Provenance.RetractedAt == nil
	}
	first, second := line("PARTY", "2021"), line("OWNER", "2022")
	s := newStore()
	clean(t, s, file(nodes+second+first))
	if stands(s, evidence.PartyInterest) || !stands(s, evidence.OwnerInterest) {
		t.Error("in one file the earlier version is in force")
	}
	s = newStore()
	clean(t, s, file(nodes+first))
	dry := mustImport(t, s, file(second), ingest.Options{DryRun: true})
	wet := clean(t, s, file(second))
	same(t, "retracted", 1, wet.Retracted[evidence.KindInterest])
	same(t, "to be retracted", 1, dry.Retracted[evidence.KindInterest])
	ended := clean(t, s, file(`{"type":"edition","record":"r","edition":"2023","until":"2022-06-01"}`))
	i := link[evidence.Interest](t, s, interestOf("source:a", evidence.OwnerInterest))
	if i == nil || i.ValidTo != "2022-06-01" || ended.Changed[evidence.KindInterest] != 1 {
		t.Errorf("the interest is %+v after a version that says until when it held", i)
	}
	again := newStore()
	clean(t, again, file(nodes+second+`{"type":"edition","record":"r","edition":"2023","until":"2022-06-01"}`))
	if i := link[evidence.Interest](t, again, interestOf("source:a", evidence.OwnerInterest)); i == nil ||
		i.ValidTo != "2022-06-01" {
		t.Errorf("in one file the interest is %+v after a version that says until when it held", i)
	}
	older := clean(t, s, file(first))
	same(t, "unchanged by an older version", 1, older.Unchanged[evidence.KindInterest])
	if stands(s, evidence.PartyInterest) || !stands(s, evidence.OwnerInterest) {
		t.Error("between imports the earlier version is in force")
	}
}

// TestImport_InterestsOfThePersonWhoWasErased are left out.
func TestImport_InterestsOfThePersonWhoWasErased(t *testing.T) {
	s := newStore()
	clean(t, s, file(interested))
	if _, err := s.Erase(t.Context(), "person:p", "test", ""); err != nil {
		t.Fatal(err)
	}
	for _, dry := range []bool{true, false} {
		summary := mustImport(t, s, file(interested), ingest.Options{DryRun: dry})
		same(t, "created", 0, sum(summary.Created))
		same(t, "unchanged", 2, summary.Unchanged[evidence.KindInterest])
	}
}
