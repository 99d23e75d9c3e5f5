package evidence_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestMergeNodes(t *testing.T) {
	made := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	old := evidence.Source{
		ID: "source:s", Kind: evidence.Article, Identity: evidence.Category, Title: "Old", URL: "https://a.example/x",
		CanonicalURL: "https://a.example/x",
		Firsthand:    &evidence.Firsthand{Share: .5}, Authors: []evidence.PersonID{"person:a"}, RecordedAt: made,
	}
	value := evidence.Source{
		ID: "source:s", Title: "New", URL: "http://b.example/",
		Authors: []evidence.PersonID{"person:c", "person:b", "person:c"}, RecordedAt: made.AddDate(1, 0, 0),
	}
	sorted := []evidence.PersonID{"person:b", "person:c"}
	named := with(old, func(s *evidence.Source) { s.Title, s.Firsthand, s.Authors = "New", nil, sorted })
	all := evidence.Source{ID: "source:s", Kind: evidence.OtherSource, Identity: evidence.Named, Title: "New",
		URL:          "http://b.example/",
		CanonicalURL: "https://b.example", Authors: sorted, RecordedAt: made}
	for name, c := range map[string]struct {
		old    *evidence.Source
		fields []string
		want   evidence.Source
	}{
		"no fields over an old one":   {&old, []string{}, old},
		"some fields over an old one": {&old, []string{"title", "firsthand", "authors"}, named},
		"the address over an old one": {&old, []string{"url"},
			with(old, func(s *evidence.Source) { s.URL, s.CanonicalURL = "http://b.example/", "https://b.example" })},
		"a default over an old one": {&old, []string{"kind"},
			with(old, func(s *evidence.Source) { s.Kind = evidence.OtherSource })},
		"a field that there is not":   {&old, []string{"nothing"}, old},
		"every field over an old one": {&old, nil, all},
		"every field over none":       {nil, nil, with(all, func(s *evidence.Source) { s.RecordedAt = value.RecordedAt })},
		"some fields over none": {nil, []string{"title"},
			evidence.Source{ID: "source:s", Kind: evidence.OtherSource, Identity: evidence.Named, Title: "New",
				RecordedAt: value.RecordedAt}},
		"the store's own are no field": {&old, []string{"recordedAt", "canonicalUrl", "-"}, old},
	} {
		before := old
		got := evidence.Merge(c.old, evidence.Put[evidence.Source]{Value: value, Fields: c.fields})
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if !cmp.Equal(before, old) {
			t.Fatalf("%s: the old record was changed", name)
		}
	}
}

func TestMergeLinks(t *testing.T) {
	gone := time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC)
	old := evidence.Derivation{From: "source:a", To: "source:b", Kind: evidence.Copies, CopiedShare: new(.5),
		Status: evidence.Rejected, Weight: 2,
		Provenance: evidence.Provenance{RecordedFrom: "here", Justification: "why", Collector: "anna",
			Method: evidence.Detected, RetractedAt: &gone, Confidence: new(3)}}.Normalize()
	p := evidence.Put[evidence.Derivation]{
		Value: evidence.Derivation{From: "source:a", To: "source:b", Kind: evidence.Copies, Detector: "d",
			Provenance: evidence.Provenance{Collector: "bert", Confidence: new(4)}},
	}
	for name, c := range map[string]struct {
		fields []string
		want   evidence.Derivation
	}{
		"fields of the provenance": {[]string{"confidence", "justification"}, with(old, func(d *evidence.Derivation) {
			d.Provenance.Confidence, d.Provenance.Justification = new(4), ""
		})},
		"fields with defaults": {[]string{"status", "weight", "detector"}, with(old, func(d *evidence.Derivation) {
			d.Status, d.Weight, d.Detector = evidence.Suggested, 1, "d"
		})},
		"every field": {nil, with(old, func(d *evidence.Derivation) {
			d.Status, d.Weight, d.Detector, d.CopiedShare = evidence.Suggested, 1, "d", nil
			d.Provenance = evidence.Provenance{Collector: "anna", Method: evidence.Detected, RetractedAt: &gone,
				Confidence: new(4)}
		})},
	} {
		p.Fields = c.fields
		if diff := cmp.Diff(c.want, evidence.Merge(&old, p)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestNormalize(t *testing.T) {
	same := evidence.Sameness{A: "source:b", B: "source:a"}.Normalize()
	if same.A != "source:a" || same.B != "source:b" || same.ID != evidence.SamenessIDOf("source:a", "source:b") {
		t.Errorf("a sameness is %+v", same)
	}
	outlet := evidence.Outlet{Domains: []string{"B.example", "a.example", "b.example"}}
	if diff := cmp.Diff(
		evidence.Outlet{Kind: evidence.OtherOutlet, Domains: []string{"a.example", "b.example"}}, outlet.Normalize(),
		cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("an outlet (-want +got):\n%s", diff)
	}
	if outlet.Domains[0] != "B.example" {
		t.Error("normalizing changed the record that it was given")
	}
	review := evidence.ClaimReview{Cites: []evidence.SourceID{"source:b", "source:a", "source:b"}}.Normalize()
	if !slices.Equal(review.Cites, []evidence.SourceID{"source:a", "source:b"}) {
		t.Errorf("a review cites %q", review.Cites)
	}
	cites := evidence.Derivation{From: "source:a", To: "source:b", Kind: evidence.Cites}
	if d := cites.Normalize(); d.Weight != 1 || d.Status != evidence.Confirmed || !cmp.Equal(d, d.Normalize()) {
		t.Errorf("a citation is %+v", d)
	}
	stated := with(cites, func(d *evidence.Derivation) { d.Weight, d.Status = .5, evidence.Rejected })
	if d := stated.Normalize(); d.Weight != .5 || d.Status != evidence.Rejected {
		t.Errorf("a citation with weight and status is %+v", d)
	}
	if s := goodStatement().Normalize(); s.Strength != 1 ||
		s.ID != evidence.StatementIDOf("source:s", "claim:c", evidence.Supports) {
		t.Errorf("a statement is %+v", s)
	}
}

// TestEqual changes each field of a filled record in turn: those that can be stated make it another, the others not.
func TestEqual(t *testing.T) {
	checkEqual(t, evidence.Organization{})
	checkEqual(t, evidence.Person{})
	checkEqual(t, evidence.Outlet{})
	checkEqual(t, evidence.Source{})
	checkEqual(t, evidence.Claim{})
	checkEqual(t, evidence.ClaimReview{})
	checkEqual(t, evidence.Statement{})
	checkEqual(t, evidence.Derivation{})
	checkEqual(t, evidence.Corroboration{})
	checkEqual(t, evidence.Ownership{})
	checkEqual(t, evidence.Funding{})
	checkEqual(t, evidence.Sameness{})
	checkEqual(t, evidence.Relation{})
	checkEqual(t, evidence.Confirmation{})
	if !evidence.Equal(evidence.Claim{Tags: nil}, evidence.Claim{Tags: []string{}}) {
		t.Error("no tags and an empty list of tags differ")
	}
	if evidence.Equal(evidence.Claim{Tags: []string{"a", "b"}}, evidence.Claim{Tags: []string{"b", "a"}}) {
		t.Error("the order of tags is no difference")
	}
}

func checkEqual[T evidence.Record](t *testing.T, zero T) {
	t.Helper()
	record := zero
	fill(reflect.ValueOf(&record).Elem(), 1)
	if !evidence.Equal(record, record) || evidence.Equal(record, zero) {
		t.Errorf("%T: equal to itself %v, to nothing %v", zero, evidence.Equal(record, record), evidence.Equal(record, zero))
	}
	stated := changeEach(t, &record, reflect.ValueOf(&record).Elem(), record)
	if fields := evidence.Fields[T](); !slices.Equal(stated, fields) || len(fields) == 0 {
		t.Errorf("%T: the fields that make a difference are %q, those that can be stated %q", zero, stated, fields)
	}
}

// changeEach changes each field of v, which is of record, and returns the names of those that made a difference. Each
// is one field of the record's table, and no other.
func changeEach[T evidence.Record](t *testing.T, record *T, v reflect.Value, whole T) []string {
	t.Helper()
	var stated []string
	for i := range v.NumField() {
		if v.Type().Field(i).Name == "Provenance" {
			stated = append(stated, changeEach(t, record, v.Field(i), whole)...)
			continue
		}
		was := reflect.New(v.Field(i).Type()).Elem()
		was.Set(v.Field(i))
		fill(v.Field(i), 2)
		f := changedField(t, v.Type().Field(i).Name, record, &whole)
		if different := !evidence.Equal(whole, *record); different {
			stated = append(stated, f.Name)
		} else if f.Role == evidence.Stated {
			t.Errorf("%T: another %s makes no difference", whole, v.Type().Field(i).Name)
		}
		v.Field(i).Set(was)
	}
	return stated
}

// changedField returns the one field of the table that another value of a field of the struct changes.
func changedField(t *testing.T, name string, record, whole any) evidence.Property {
	t.Helper()
	var changed []evidence.Property
	for _, f := range evidence.TableOf(record).Fields {
		if !reflect.DeepEqual(f.Get(record), f.Get(whole)) {
			changed = append(changed, f)
		}
	}
	if len(changed) != 1 {
		t.Fatalf("%T: %s is %d fields of the table; expected one: describe it beside the struct", record, name, len(changed))
	}
	return changed[0]
}

// fill gives a value, and all that it holds, a content made from n.
func fill(v reflect.Value, n int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(string(rune('a' + n)))
	case reflect.Int:
		v.SetInt(int64(n))
	case reflect.Float64:
		v.SetFloat(float64(n))
	case reflect.Bool:
		v.SetBool(n%2 == 0)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), n)
	case reflect.Struct:
		if moment, ok := v.Addr().Interface().(*time.Time); ok {
			*moment = time.Unix(int64(n), 0)
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	}
}

func TestBatchLen(t *testing.T) {
	var b evidence.Batch
	if b.Len() != 0 {
		t.Errorf("an empty batch has %d records", b.Len())
	}
	lists := 0
	for i, v := 0, reflect.ValueOf(&b).Elem(); i < v.NumField(); i++ {
		if f := v.Field(i); f.Kind() == reflect.Slice && f.Type() != reflect.TypeFor[[]evidence.Edition]() { // no records
			lists++
			f.Set(reflect.MakeSlice(f.Type(), lists, lists))
		}
	}
	if want := lists * (lists + 1) / 2; b.Len() != want || lists != len(evidence.NodeKinds())+len(evidence.LinkKinds()) {
		t.Errorf("a batch of %d lists has %d records, expected %d", lists, b.Len(), want)
	}
}
