package dedupe_test

import (
	"slices"
	"testing"

	"github.com/credence-graph/credence/internal/dedupe"
	"github.com/credence-graph/credence/internal/evidence"
)

func organization(id, name, country string) evidence.Organization {
	return evidence.Organization{ID: evidence.OrganizationID("organization:" + id), Name: name, Country: country}
}

func TestFind_Organizations(t *testing.T) {
	owns := func(pairs ...evidence.ID) (list []evidence.Put[evidence.Ownership]) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, puts(evidence.Ownership{Owner: pairs[i], Asset: pairs[i+1]})...)
		}
		return list
	}
	for name, test := range map[string]struct {
		a, b evidence.Organization
		owns []evidence.Put[evidence.Ownership]
		want string
	}{
		"one country": {organization("a", "The Acme Group", "UA"),
			organization("b", "ACME Group", "ua"), nil, "GOOD NAME"},
		"a legal form in short": {organization("a", "Acme Limited", "GB"), organization("b", "Acme Ltd.", "GB"),
			nil, "GOOD NAME"},
		"one asset": {organization("a", "Acme", ""), organization("b", "Acme", "UA"),
			owns("organization:a", "outlet:o", "organization:b", "outlet:o"), "STRONG NAME"},
		"one asset under two records": {organization("a", "Acme", ""), organization("b", "Acme", ""),
			owns("organization:a", "outlet:o", "organization:b", "outlet:twin"), "STRONG NAME"},
		"one owner": {organization("a", "Acme", ""), organization("b", "Acme", ""),
			owns("organization:c", "organization:a", "organization:c", "organization:b"), "STRONG NAME"},
		"an owner and an asset": {organization("a", "Acme", ""), organization("b", "Acme", ""),
			owns("organization:c", "organization:a", "organization:b", "organization:c"), "WEAK NAME"},
		"two assets": {organization("a", "Acme", ""), organization("b", "Acme", ""),
			owns("organization:a", "outlet:o", "organization:b", "outlet:p"), "WEAK NAME"},
		"a name alone": {organization("a", "Acme", ""), organization("b", "Acme", ""), nil,
			"WEAK NAME"},
		"a country of one": {organization("a", "Acme", "UA"), organization("b", "Acme", ""), nil,
			"WEAK NAME"},
		"a name alone, an owner of the other": {organization("a", "Acme", ""), organization("b", "Acme", ""),
			owns("organization:a", "organization:b"), ""},
		"two countries, one asset": {organization("a", "Acme", "UA"), organization("b", "Acme", "PL"),
			owns("organization:a", "outlet:o", "organization:b", "outlet:o"), ""},
		"two legal forms": {organization("a", "Acme Ltd", "DE"), organization("b", "Acme GmbH", "DE"),
			nil, ""},
		"a legal form of one": {organization("a", "Acme", "DE"), organization("b", "Acme GmbH", "DE"), nil,
			""},
		"one owns the other": {organization("a", "Acme", "UA"), organization("b", "Acme", "UA"),
			owns("organization:a", "organization:b"), ""},
		"an agency's company": {organization("a", "Thomson Reuters", "CA"),
			organization("b", "Reuters", "CA"), nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			want := []string{}
			if test.want != "" {
				want = append(want, "a=b "+test.want)
			}
			check(t, want, evidence.Batch{
				Organizations: puts(test.a, test.b, organization("c", "Holding", "")), Ownerships: test.owns,
				Outlets:    puts(outlet("o", "Daily Bugle"), outlet("p", "Weekly Mirror"), outlet("twin", "DB")),
				Samenesses: puts(evidence.Sameness{A: "outlet:o", B: "outlet:twin"}),
			})
		})
	}
}

func TestFind_Persons(t *testing.T) {
	person := func(id, name string) evidence.Person {
		return evidence.Person{ID: evidence.PersonID("person:" + id), Name: name}
	}
	byline := func(id string, of evidence.OutletID, authors ...evidence.PersonID) evidence.Source {
		return evidence.Source{ID: evidence.SourceID("source:" + id), Outlet: of, Authors: authors}
	}
	for name, test := range map[string]struct {
		a, b    evidence.Person
		sources []evidence.Source
		funds   []evidence.Funding
		want    string
	}{
		"one outlet": {person("a", "Zoë O'Brien"), person("b", "Zoe O’Brien"),
			[]evidence.Source{byline("1", "outlet:o", "person:a"), byline("2", "outlet:o", "person:b")}, nil, "STRONG NAME"},
		"the family name first": {person("a", "Doe, Jane"), person("b", "Jane Doe"),
			[]evidence.Source{byline("1", "outlet:o", "person:a"), byline("2", "outlet:o", "person:b")}, nil, "STRONG NAME"},
		"two outlets": {person("a", "Jane Doe"), person("b", "Jane Doe"),
			[]evidence.Source{byline("1", "outlet:o", "person:a"), byline("2", "outlet:p", "person:b")}, nil, "WEAK NAME"},
		"no outlet": {person("a", "Jane Doe"), person("b", "Jane Doe"),
			[]evidence.Source{byline("1", "", "person:a"), byline("2", "", "person:b")}, nil, "WEAK NAME"},
		"a name alone": {person("a", "Jane Doe"), person("b", "Jane Doe"), nil, nil, "WEAK NAME"},
		"one recipient": {person("a", "Jane Doe"), person("b", "Jane Doe"), nil, []evidence.Funding{
			{Recipient: "outlet:o", Funder: "person:a"}, {Recipient: "outlet:o", Funder: "person:b"}}, "STRONG NAME"},
		"two authors of one source": {person("a", "Jane Doe"), person("b", "Jane Doe"),
			[]evidence.Source{byline("1", "outlet:o", "person:a", "person:b"), byline("2", "outlet:o", "person:b")}, nil, ""},
		"one word": {person("a", "Anonymous"), person("b", "Anonymous"),
			[]evidence.Source{byline("1", "outlet:o", "person:a"), byline("2", "outlet:o", "person:b")}, nil, ""},
		"a desk": {person("a", "Staff Writer"), person("b", "Staff writer"),
			[]evidence.Source{byline("1", "outlet:o", "person:a"), byline("2", "outlet:o", "person:b")}, nil, ""},
		"an agency": {person("a", "Associated Press"), person("b", "Associated Press"),
			[]evidence.Source{byline("1", "outlet:o", "person:a"), byline("2", "outlet:o", "person:b")}, nil, ""},
		"another name": {person("a", "Jane Doe"), person("b", "Jane M. Doe"),
			[]evidence.Source{byline("1", "outlet:o", "person:a"), byline("2", "outlet:o", "person:b")}, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			want := []string{}
			if test.want != "" {
				want = append(want, "a=b "+test.want)
			}
			b := evidence.Batch{Persons: puts(test.a, test.b),
				Outlets: puts(outlet("o", "Daily Bugle"), outlet("p", "Weekly Mirror")), Fundings: puts(test.funds...)}
			b.Sources = puts(test.sources...)
			check(t, want, b)
		})
	}
}

func TestFind_ErasedPersons(t *testing.T) {
	store := holding(t, evidence.Batch{
		Persons: puts(evidence.Person{ID: "person:a", Name: "Jane Doe"}, evidence.Person{ID: "person:b", Name: "Jane Doe"}),
		Outlets: puts(outlet("o", "Daily Bugle")),
		Fundings: puts(
			evidence.Funding{Recipient: "outlet:o", Funder: "person:a"},
			evidence.Funding{Recipient: "outlet:o", Funder: "person:b"}),
	})
	if got := told(find(t, store)); !slices.Equal(got, []string{"a=b STRONG NAME"}) {
		t.Fatalf("suggested are %q", got)
	}
	if _, err := store.Erase(t.Context(), "person:a", "admin", "asked to"); err != nil {
		t.Fatal(err)
	}
	if got := find(t, store); len(got.Suggestions) != 0 || got.Statistics.RecordCount != 2 {
		t.Errorf(
			"after one was erased %q is suggested of %d records, expected nothing of 2", told(got), got.Statistics.RecordCount)
	}
}

func TestFind_Claims(t *testing.T) {
	type claim = evidence.Claim
	for name, test := range map[string]struct {
		a, b claim
		want string
	}{
		"the same words": {claim{Text: "The bridge  is closed."}, claim{Text: "the Bridge is closed"},
			"STRONG WORDS"},
		"one item and value": {claim{Text: "They sent 14,000.", Item: "soldiers sent", Value: "14,000"},
			claim{Text: "14,000 went.", Item: "Soldiers  sent", Value: "14,000"}, "GOOD VALUE"},
		"both": {claim{Text: "It has 5.", Item: "i", Value: "5"},
			claim{Text: "It has 5", Item: "i", Value: "5"}, "STRONG WORDS,VALUE"},
		"an item of one": {claim{Text: "It has 5.", Item: "i", Value: "5"}, claim{Text: "It has 5"},
			"STRONG WORDS"},
		"half a date": {claim{Text: "It has 5.", ClaimDate: "2024"},
			claim{Text: "It has 5", ClaimDate: "2024-05"}, "STRONG WORDS"},
		"other words":      {claim{Text: "The bridge is closed."}, claim{Text: "The bridge is not closed."}, ""},
		"a question":       {claim{Text: "The bridge is closed."}, claim{Text: "The bridge is closed?"}, ""},
		"another currency": {claim{Text: "It cost $5."}, claim{Text: "It cost €5."}, ""},
		"a share":          {claim{Text: "It fell by 5%."}, claim{Text: "It fell by 5."}, ""},
		"a minus":          {claim{Text: "It was -5 degrees."}, claim{Text: "It was 5 degrees."}, ""},
		"a point":          {claim{Text: "It has 1.5."}, claim{Text: "It has 1,5."}, ""},
		"a hyphen": {claim{Text: "The well-known bridge is closed."},
			claim{Text: "The well known bridge is closed."}, "STRONG WORDS"},
		"another item": {claim{Text: "It has 5.", Item: "i", Value: "5"},
			claim{Text: "It has 5", Item: "j", Value: "5"}, ""},
		"another value": {claim{Text: "It has some.", Item: "i", Value: "5"},
			claim{Text: "It has some.", Item: "i", Value: "6"}, ""},
		"a value with another sign": {claim{Text: "A.", Item: "i", Value: "-5"}, claim{Text: "B.", Item: "i", Value: "5"},
			""},
		"another date": {claim{Text: "It has 5.", ClaimDate: "2024"}, claim{Text: "It has 5", ClaimDate: "2025"},
			""},
		"another language": {claim{Text: "Die Information.", Language: "de"},
			claim{Text: "Die information.", Language: "en"}, ""},
		"no words": {claim{Text: "?"}, claim{Text: "?"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			test.a.ID, test.b.ID = "claim:a", "claim:b"
			want := []string{}
			if test.want != "" {
				want = append(want, "a=b "+test.want)
			}
			check(t, want, evidence.Batch{Claims: puts(test.a, test.b)})
		})
	}
	for _, kind := range []evidence.RelationKind{evidence.Contradicts, evidence.PartOf} {
		t.Run(string(kind), func(t *testing.T) {
			r := check(
				t, []string{}, evidence.Batch{Claims: puts(claim{ID: "claim:a", Text: "So."}, claim{ID: "claim:b", Text: "So."}),
					Relations: puts(evidence.Relation{From: "claim:b", Kind: kind, To: "claim:a"})})
			if r.Statistics != (dedupe.Statistics{RecordCount: 2, ConflictCount: 1}) {
				t.Errorf("the statistics are %+v", r.Statistics)
			}
		})
	}
}

// TestFind_Derivations looks at sources of which one takes from the other: they are two, unless a detector alone says
// so.
func TestFind_Derivations(t *testing.T) {
	for name, test := range map[string]struct {
		kind   evidence.DerivationKind
		status evidence.ReviewStatus
		want   []string
	}{
		"it cites it":                      {evidence.Cites, "", []string{}},
		"it translates it":                 {evidence.Translates, evidence.Confirmed, []string{}},
		"somebody denies that it cites it": {evidence.Cites, evidence.Rejected, []string{"a=b GOOD TITLE"}},
		"a copy that is suggested":         {evidence.Copies, evidence.Suggested, []string{"a=b GOOD TITLE"}},
		"a copy that is confirmed":         {evidence.Copies, evidence.Confirmed, []string{}},
		"a copy that is denied":            {evidence.Copies, evidence.Rejected, []string{"a=b GOOD TITLE"}},
	} {
		t.Run(name, func(t *testing.T) {
			kappa := 0.9
			d := evidence.Derivation{From: "source:b", To: "source:a", Kind: test.kind, Status: test.status}
			if test.kind == evidence.Copies {
				d.CopiedShare = &kappa
			}
			check(
				t, test.want, evidence.Batch{Outlets: puts(outlet("post", "Kyiv Post")),
					Sources: puts(item("a", nil), item("b", nil)), Derivations: puts(d)})
		})
	}
}

// TestFind_Judged looks at pairs that somebody has judged, by themselves or through others that are one with them.
func TestFind_Judged(t *testing.T) {
	three := evidence.Batch{Outlets: puts(outlet("a", "Kyiv Post"), outlet("b", "The Kyiv Post"), outlet("c", "KP"))}
	same := func(a, b evidence.ID) evidence.Batch {
		return evidence.Batch{Collector: "ann", Method: evidence.Declared, Samenesses: puts(evidence.Sameness{A: a, B: b})}
	}
	no := func(a, b evidence.ID) evidence.Batch {
		denied := same(a, b)
		denied.Denied = true
		return denied
	}
	for name, test := range map[string]struct {
		judged []evidence.Batch
		want   []string
		stats  dedupe.Statistics
	}{
		"nothing": {nil, []string{"a=b GOOD NAME"}, dedupe.Statistics{RecordCount: 3}},
		"asserted": {[]evidence.Batch{same("outlet:a", "outlet:b")}, []string{},
			dedupe.Statistics{RecordCount: 3}},
		"asserted through another": {[]evidence.Batch{same("outlet:a", "outlet:c"), same("outlet:c", "outlet:b")},
			[]string{}, dedupe.Statistics{RecordCount: 3}},
		"denied": {[]evidence.Batch{no("outlet:b", "outlet:a")}, []string{},
			dedupe.Statistics{RecordCount: 3, DeniedCount: 1}},
		"denied of what is one with": {[]evidence.Batch{same("outlet:c", "outlet:b"), no("outlet:c", "outlet:a")},
			[]string{}, dedupe.Statistics{RecordCount: 3, DeniedCount: 1}},
		"denied of another": {[]evidence.Batch{no("outlet:a", "outlet:c")}, []string{"a=b GOOD NAME"},
			dedupe.Statistics{RecordCount: 3}},
		"denied and asserted after all": {[]evidence.Batch{no("outlet:a", "outlet:b"), same("outlet:a", "outlet:b")},
			[]string{}, dedupe.Statistics{RecordCount: 3}},
	} {
		t.Run(name, func(t *testing.T) {
			r := find(t, holding(t, append([]evidence.Batch{three}, test.judged...)...))
			if got := told(r); !slices.Equal(got, test.want) || r.Statistics != test.stats {
				t.Errorf("suggested are %q with %+v, expected %q with %+v", got, r.Statistics, test.want, test.stats)
			}
		})
	}
	t.Run("asserted and retracted", func(t *testing.T) {
		store := holding(t, three, same("outlet:a", "outlet:b"))
		if _, err := store.Retract(
			t.Context(), []evidence.ID{evidence.ID(evidence.SamenessIDOf("outlet:a", "outlet:b"))}, "bob",
			"two houses"); err != nil {
			t.Fatal(err)
		}
		if r := find(t, store); len(r.Suggestions) != 0 || r.Statistics.DeniedCount != 1 {
			t.Errorf("suggested are %q with %+v, expected nothing and one denied", told(r), r.Statistics)
		}
	})
}

// TestFind_Several looks at more than two records with one mark.
func TestFind_Several(t *testing.T) {
	check(t, []string{"a=b STRONG NAME", "a=c STRONG NAME"}, evidence.Batch{
		Outlets: puts(
			outlet("a", "Evening News", "GB"), outlet("b", "Evening News", "GB"), outlet("c", "Evening News", "GB"))})

	r := check(
		t, []string{}, evidence.Batch{Outlets: puts(
			outlet("a", "Evening News", "GB"), outlet("b", "Evening News"), outlet("c", "Evening News", "NG"))})
	if want := (dedupe.Statistics{RecordCount: 3, ConflictCount: 1, AmbiguousCount: 2}); r.Statistics != want {
		t.Errorf("of a name in two countries and in one that is not known: %+v, expected %+v", r.Statistics, want)
	}

	// b fits a by its address and c by its words, and a and c are of two days.
	words := evidence.FingerprintOf("The bridge is closed.")
	check(t, []string{"a=b STRONG ADDRESS"}, evidence.Batch{Outlets: puts(outlet("post", "Kyiv Post")), Sources: puts(
		evidence.Source{ID: "source:a", URL: "https://kyivpost.com/1", Outlet: "outlet:post", PublishedAt: "2024-10-05"},
		evidence.Source{ID: "source:b", URL: "https://m.kyivpost.com/1", Outlet: "outlet:post", Fingerprint: words},
		evidence.Source{ID: "source:c", URL: "https://kyivpost.com/2", Outlet: "outlet:post", Fingerprint: words,
			PublishedAt: "2024-10-07"})})

	var crowd evidence.Batch
	for i := range dedupe.MostAlike + 1 {
		crowd.Claims = append(
			crowd.Claims, puts(evidence.Claim{ID: evidence.ClaimID("claim:" + string(rune('a'+i))), Text: "So."})...)
	}
	r = check(t, []string{}, crowd)
	if want := (dedupe.Statistics{RecordCount: dedupe.MostAlike + 1, CrowdCount: 1,
		LeftOutCount: dedupe.MostAlike + 1}); r.Statistics != want {
		t.Errorf("of a crowd: %+v, expected %+v", r.Statistics, want)
	}
	crowd.Claims = crowd.Claims[1:]
	if r = find(t, holding(t, crowd)); len(r.Suggestions) != dedupe.MostAlike-1 || r.Statistics.CrowdCount != 0 {
		t.Errorf("of %d records alike %d are suggested, expected one fewer", dedupe.MostAlike, len(r.Suggestions))
	}
}

func TestService(t *testing.T) {
	store := holding(t, evidence.Batch{Outlets: puts(outlet("a", "Kyiv Post"), outlet("b", "The Kyiv Post")),
		Claims: puts(evidence.Claim{ID: "claim:a", Text: "So."}, evidence.Claim{ID: "claim:b", Text: "So."})})
	s := dedupe.NewService(store)
	ask := func(kinds ...evidence.Kind) []string {
		t.Helper()
		r, err := s.Suggestions(t.Context(), kinds)
		if err != nil {
			t.Fatal(err)
		}
		return told(r)
	}
	if got, want := ask(), []string{"a=b STRONG WORDS", "a=b GOOD NAME"}; !slices.Equal(got, want) {
		t.Errorf("suggested are %q, expected %q", got, want)
	}
	if got, want := ask(evidence.KindOutlet), []string{"a=b GOOD NAME"}; !slices.Equal(got, want) {
		t.Errorf("suggested of outlets are %q, expected %q", got, want)
	}
	if _, err := store.Apply(
		t.Context(), evidence.Batch{Samenesses: puts(evidence.Sameness{A: "claim:a", B: "claim:b"})}); err != nil {
		t.Fatal(err)
	}
	if got, want := ask(), []string{"a=b GOOD NAME"}; !slices.Equal(got, want) {
		t.Errorf("suggested after a merge are %q, expected %q", got, want)
	}
	if _, err := s.Suggestions(t.Context(), []evidence.Kind{evidence.KindReview}); evidence.CodeOf(
		err) != evidence.CodeInvalid {
		t.Errorf("of fact checks: %v, expected code %q", err, evidence.CodeInvalid)
	}
}
