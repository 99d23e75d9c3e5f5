package graphtest_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/receipt"
)

// notCarried says which fields a way does not carry, by the kind of record ("" = all kinds) and the field ("" = all),
// and why. A field that is not named here goes every way.
var notCarried = map[string]map[[2]string]string{
	"CSV": {
		{"review", "citesQuotes"}:  "a list of quotes has no place in a cell",
		{"review", "basis"}:        "a list of quotes has no place in a cell",
		{"review", "reservations"}: "a list of quotes has no place in a cell",
	},
	"receipt":  {{"review", ""}: "a fact check is no evidence of the claim it checks"},
	"evidence": {{"review", ""}: "a fact check is no evidence of the claim it checks"},
	"GraphQL input": {
		{"same", ""}:                  "merge takes ids; what is said of them is the request's",
		{"relation", ""}:              "relateClaims takes ids; what is said of them is the request's",
		{"confirmation", ""}:          "confirm takes ids; what is said of them is the request's",
		{"ownership", "reciprocated"}: "it follows from two files that are read together",
	},
}

func carries(way string, c *fieldCase) bool {
	for key := range notCarried[way] {
		if (key[0] == "" || key[0] == string(c.table.Kind)) && (key[1] == "" || key[1] == c.field.Name) {
			return false
		}
	}
	return true
}

// fieldCase is a record of which one field is stated, and nothing else that it can do without.
type fieldCase struct {
	table        *evidence.Table
	field        *evidence.Property
	before, with any // pointers to records: without the field, and with it
	id           evidence.ID
}

func (c *fieldCase) String() string { return string(c.table.Kind) + "." + c.field.Name }

// wordsOfField is the text of the source whose words are stated.
const wordsOfField = "The words of a source, one field of it."

// fieldCases has one record for each field of each kind that can be stated. It goes through the structs, so that a
// field that no table describes is found.
func fieldCases(t *testing.T) []*fieldCase {
	t.Helper()
	var cases []*fieldCase
	for _, table := range evidence.Tables() {
		for _, f := range structFields(t, table) {
			if f.Role != evidence.Stated {
				continue
			}
			c := &fieldCase{table: table, field: f, before: bare(table, f), with: bare(table, f)}
			if !f.Set(c.with, fieldValue(table, f)) {
				t.Fatalf("%s: %T does not fit", c, fieldValue(table, f))
			}
			cases = append(cases, c)
		}
	}
	return cases
}

// structFields returns the field of the table for each field of the struct: the one that changes with it.
func structFields(t *testing.T, table *evidence.Table) []*evidence.Property {
	t.Helper()
	var fields []*evidence.Property
	var walk func(record any, v reflect.Value)
	walk = func(record any, v reflect.Value) {
		for i := range v.NumField() {
			if v.Type().Field(i).Name == "Provenance" {
				walk(record, v.Field(i))
				continue
			}
			fillOne(v.Field(i))
			found := slices.IndexFunc(table.Fields, func(f evidence.Property) bool { return f.Get(record) != nil })
			if found < 0 {
				t.Fatalf("%s: the table does not describe %s", table.Kind, v.Type().Field(i).Name)
			}
			fields = append(fields, &table.Fields[found])
			v.Field(i).SetZero()
		}
	}
	record := table.New()
	walk(record, reflect.ValueOf(record).Elem())
	return fields
}

func fillOne(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Float64:
		v.SetFloat(1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Struct: // a time
		v.Set(reflect.ValueOf(time.Unix(1, 0)))
	}
}

// bare returns a record with what every record of the kind needs.
func bare(table *evidence.Table, f *evidence.Property) any {
	key := string(table.Kind) + "-" + f.Name
	source, asset := evidence.SourceID("source:"+key), evidence.ID("outlet:"+key)
	switch record := table.New().(type) {
	case *evidence.Organization:
		record.ID, record.Name = evidence.OrganizationID("organization:"+key), "A name"
		return record
	case *evidence.Person:
		record.ID, record.Name = evidence.PersonID("person:"+key), "A name"
		return record
	case *evidence.Outlet:
		record.ID, record.Name = evidence.OutletID(asset), "A name"
		return record
	case *evidence.Source:
		record.ID = source
		return record
	case *evidence.Claim:
		record.ID, record.Text = evidence.ClaimID("claim:"+key), "A claim."
		if f.Name == "value" {
			record.Item = "what has the value" // a value needs an item
		}
		return record
	case *evidence.ClaimReview:
		record.ID, record.Claim = evidence.ReviewID("review:"+key), "claim:c"
		record.Verdict, record.AlternateName = evidence.VerdictFalse, "Wrong"
		return record
	case *evidence.Statement:
		record.Source, record.Claim, record.Stance = source, "claim:c", evidence.Supports
		*record = record.Normalize()
		return record
	case *evidence.Derivation:
		record.From, record.To, record.Kind = source, "source:s", evidence.Cites
		if f.Name == "copiedShare" || f.Name == "detector" { // what is found of copies
			record.Kind, record.CopiedShare = evidence.Copies, new(0.5)
		}
		*record = record.Normalize()
		return record
	case *evidence.Corroboration:
		record.Claim, record.Sources = "claim:c", []evidence.SourceID{source}
		*record = record.Normalize()
		return record
	case *evidence.Ownership:
		record.Asset, record.Owner = asset, "organization:o"
		*record = record.Normalize()
		return record
	case *evidence.Funding:
		record.Recipient, record.Funder = asset, "organization:o"
		*record = record.Normalize()
		return record
	case *evidence.Sameness:
		record.A, record.B = evidence.ID(source), evidence.ID("source:t"+key)
		*record = record.Normalize()
		return record
	case *evidence.Relation:
		record.From, record.Kind, record.To = evidence.ClaimID("claim:"+key), evidence.Contradicts, "claim:c"
		*record = record.Normalize()
		return record
	case *evidence.Confirmation:
		record.Source = source
		*record = record.Normalize()
		return record
	case *evidence.Interest:
		record.Holder, record.Claim, record.Direction = evidence.ID(source), "claim:c", evidence.For
		*record = record.Normalize()
		return record
	case *evidence.Leaning:
		record.Outlet, record.Scheme = evidence.OutletID(asset), "political"
		record.Value, record.RatedBy = "left", "Raters"
		*record = record.Normalize()
		return record
	}
	return nil
}

// fieldValue returns a value of a field that is not what is meant without it.
func fieldValue(table *evidence.Table, f *evidence.Property) any {
	if v, special := map[string]any{
		"source.kind": "DATASET", "source.identity": "CATEGORY", "outlet.kind": "WIRE", "derivation.status": "REJECTED",
		"review.verdict": "MIXTURE", "source.reliability": "D", "outlet.reliability": "D",
		"source.url": "https://one.example/x", "review.url": "https://one.example/x",
		"source.text": string(evidence.FingerprintOf(wordsOfField)), "outlet.domains": []string{"one.example"},
		"review.claim": "claim:d",
	}[string(table.Kind)+"."+f.Name]; special {
		return v
	}
	return map[evidence.Shape]any{
		evidence.ShapeText: "The " + f.Name + " of a " + string(table.Kind), evidence.ShapeTexts: []string{"one", "two"},
		evidence.ShapeID: string(f.Of) + ":o", evidence.ShapeIDs: []string{string(f.Of) + ":o"},
		evidence.ShapeDay: "2199-05-03", evidence.ShapeTime: "2024-05-03T08:10Z", evidence.ShapeNumber: 0.375,
		evidence.ShapeWhole: 37, evidence.ShapeTruth: true, evidence.ShapeShare: 0.375,
		evidence.ShapeQuotes: []evidence.Quote{{Exact: "quoted for " + f.Name, Locator: "p. 3"}},
	}[f.Shape]
}

// batchOf puts records, and before them the nodes that they name.
func batchOf(records []any) evidence.Batch {
	b := evidence.Batch{Collector: "a test", Method: evidence.Imported}
	named := map[evidence.ID]bool{"claim:c": true, "claim:d": true, "outlet:o": true, "person:o": true, "source:o": true}
	for _, r := range records {
		for _, ref := range evidence.References(r) {
			named[ref.ID] = true
		}
	}
	for _, r := range records {
		delete(named, evidence.IDOf(r))
	}
	for _, id := range slices.Sorted(maps.Keys(named)) {
		switch id.Kind() {
		case evidence.KindClaim:
			records = append(records, &evidence.Claim{ID: evidence.ClaimID(id), Text: "Named."})
		case evidence.KindSource:
			records = append(records, &evidence.Source{ID: evidence.SourceID(id)})
		case evidence.KindOutlet:
			records = append(records, &evidence.Outlet{ID: evidence.OutletID(id), Name: "Named"})
		case evidence.KindOrganization:
			records = append(records, &evidence.Organization{ID: evidence.OrganizationID(id), Name: "Named"})
		case evidence.KindPerson:
			records = append(records, &evidence.Person{ID: evidence.PersonID(id), Name: "Named"})
		}
	}
	v := reflect.ValueOf(&b).Elem()
	for _, r := range records {
		for i := range v.NumField() {
			list := v.Field(i)
			if list.Kind() != reflect.Slice || list.Type().Elem().Kind() != reflect.Struct {
				continue
			}
			if put := reflect.New(list.Type().Elem()).Elem(); put.NumField() == 2 &&
				put.Field(0).Type() == reflect.TypeOf(r).Elem() {
				put.Field(0).Set(reflect.ValueOf(r).Elem())
				list.Set(reflect.Append(list, put))
			}
		}
	}
	b.AddWords(wordsOfField)
	return b
}

// recordStore is what records are followed through.
type recordStore interface {
	evidence.Reader
	evidence.Writer
	evidence.History
	evidence.Scanner
	evidence.Words
	evidence.Denials
	ingest.Store
}

// TestFieldsGoEveryWay states one field of one record at a time, of every kind of record, and follows it through the
// stores with their history and the evidence of claims, JSON Lines and CSV in both directions, GraphQL in both
// directions, and receipts.
func TestFieldsGoEveryWay(t *testing.T) {
	clock := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	now := func() time.Time { clock = clock.Add(time.Minute); return clock }
	cases := fieldCases(t)
	if len(cases) < 60 {
		t.Fatalf("%d fields; expected those of 16 kinds", len(cases))
	}
	for name, store := range map[string]recordStore{
		"memory": memstore.New(now, 1000), "Neo4j": open(t, neo.StartNew(t), now),
	} {
		t.Run(name, func(t *testing.T) {
			throughStore(t, store, cases)
			throughFiles(t, store, cases)
			throughReceipt(t, store, cases)
			throughGraphQL(t, store, cases)
		})
	}
}

// throughStore records the records without the field and then with it: that is what the store, its history and the
// evidence show.
func throughStore(t *testing.T, store recordStore, cases []*fieldCase) {
	t.Helper()
	var before, with []any
	for _, c := range cases {
		before, with = append(before, c.before), append(with, c.with)
		c.id = evidence.IDOf(c.with)
	}
	for _, records := range [][]any{before, with} {
		if _, err := store.Apply(t.Context(), batchOf(records)); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, "the store", store, cases)
	for _, c := range cases {
		page, err := store.Changes(t.Context(), evidence.ChangeQuery{Subject: c.id, Page: evidence.Page{First: 1}})
		if err != nil || len(page.Changes) != 1 {
			t.Fatalf("%s: %v, %v", c, page.Changes, err)
		}
		if fields := page.Changes[0].Fields(); len(fields) != 1 || fields[0].Name != c.field.Name ||
			fields[0].After != c.field.Text(c.with) {
			t.Errorf("%s: the history has %+v; want %q as the only change", c, fields, c.field.Text(c.with))
		}
	}
	throughEvidence(t, store, cases)
}

// holds checks that the store has every field.
func holds(t *testing.T, where string, store evidence.Reader, cases []*fieldCase) {
	t.Helper()
	ids := make([]evidence.ID, len(cases))
	for i, c := range cases {
		ids[i] = c.id
	}
	objects, err := store.Objects(t.Context(), ids, evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		c.check(t, where, objects[i])
	}
}

func (c *fieldCase) check(t *testing.T, where string, o evidence.Object) {
	t.Helper()
	var record any = o.Node
	if o.Link != nil {
		record = o.Link
	}
	if evidence.TableOf(record) != c.table {
		t.Errorf("%s: %s has no such record but %+v", c, where, o)
		return
	}
	if got, want := c.field.Get(record), c.field.Get(c.with); !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %s has %v; want %v", c, where, got, want)
	}
}

// throughEvidence reads the evidence of all claims, with all else beside it.
func throughEvidence(t *testing.T, store recordStore, cases []*fieldCase) {
	t.Helper()
	var claims []evidence.ClaimID
	var also []evidence.ID
	_, err := store.Scan(t.Context(), nil, func(record any) error {
		switch id := evidence.IDOf(record); id.Kind() {
		case evidence.KindClaim:
			claims = append(claims, evidence.ClaimID(id))
		case evidence.KindSource, evidence.KindOutlet, evidence.KindOrganization, evidence.KindPerson:
			also = append(also, id)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sub, err := store.Subgraphs(t.Context(), claims, evidence.Moment{}, also...)
	if err != nil {
		t.Fatal(err)
	}
	found := map[evidence.ID]evidence.Object{}
	for i, v := 0, reflect.ValueOf(sub).Elem(); i < v.NumField(); i++ {
		for j := 0; v.Field(i).Kind() == reflect.Slice && j < v.Field(i).Len(); j++ {
			switch record := v.Field(i).Index(j).Addr().Interface().(type) {
			case evidence.Node:
				found[record.NodeID()] = evidence.Object{Node: record}
			case evidence.Link:
				found[record.LinkID()] = evidence.Object{Link: record}
			}
		}
	}
	for _, c := range cases {
		if carries("evidence", c) {
			c.check(t, "the evidence of the claims", found[c.id])
		}
	}
}

// throughReceipt makes a receipt of all that there is.
func throughReceipt(t *testing.T, store recordStore, cases []*fieldCase) {
	t.Helper()
	sub := &evidence.Subgraphs{}
	v := reflect.ValueOf(sub).Elem()
	if _, err := store.Scan(t.Context(), nil, func(record any) error {
		for i := range v.NumField() {
			list := v.Field(i)
			if list.Kind() == reflect.Slice && list.Type().Elem() == reflect.TypeOf(record).Elem() &&
				v.Type().Field(i).Name != "Unpublished" {
				list.Set(reflect.Append(list, reflect.ValueOf(record).Elem()))
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	made, err := receipt.Make(sub, "claim:c", basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	if report, err := receipt.Verify(made); err != nil || !report.OK() {
		t.Errorf("the receipt is not right: %+v, %v", report, err)
	}
	var content struct {
		Evidence map[string][]map[string]any
	}
	if err := json.Unmarshal(made, &content); err != nil {
		t.Fatal(err)
	}
	written := map[string]string{}
	for _, list := range content.Evidence {
		for _, record := range list {
			written[fmt.Sprint(record["id"])] = fmt.Sprint(record)
		}
	}
	for _, c := range cases {
		if carries("receipt", c) && !strings.Contains(written[string(c.id)], mark(c)) {
			t.Errorf("%s: the receipt has %s; want %q in it", c, written[string(c.id)], mark(c))
		}
	}
}
