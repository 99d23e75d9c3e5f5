package bods_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/memstore"
)

const bodsNodes = `{"statementId":"n1","recordId":"mill","recordType":"entity","recordDetails":{"name":"Mill"}},
{"statementId":"n2","recordId":"ann","recordType":"person","recordDetails":{"names":[{"fullName":"Ann"}]}},
{"statementId":"n3","recordId":"bob","recordType":"person","recordDetails":{"names":[{"fullName":"Bob"}]}}`

// bodsRelation is a statement about the relationship r.
func bodsRelation(id, date, status, owner, interests string) string {
	return fmt.Sprintf(`{"statementId":%q,"statementDate":%q,"recordStatus":%q,"recordId":"r",`+
		`"recordType":"relationship",`+
		`"recordDetails":{"subject":"mill","interestedParty":%q,"interests":[%s]}}`, id, date, status, owner, interests)
}

func bodsShare(percent int, from, to string) string {
	return fmt.Sprintf(`{"type":"shareholding","share":{"exact":%d},"startDate":%q,"endDate":%q}`, percent, from, to)
}

// owned says who owns what, as "owner share from-to".
func owned(t *testing.T, s *memstore.Store) []string {
	t.Helper()
	var list []string
	for _, o := range formatstest.Scanned[evidence.Ownership](t, s, evidence.KindOwnership) {
		share := "?"
		if o.SharePercent != nil {
			share = fmt.Sprint(*o.SharePercent)
		}
		list = append(list, fmt.Sprintf("%s %s %s-%s", o.Owner.Key(), share, o.ValidFrom, o.ValidTo))
	}
	slices.Sort(list)
	return list
}

// TestBODS_Versions: two statements about one relationship, in every way in which they can arrive. What only the
// earlier one says ends with the later one, or never was; arriving late it changes nothing, and may be missing from
// the past.
func TestBODS_Versions(t *testing.T) {
	old := bodsRelation("s1", "2015-01-01", "new", "ann", bodsShare(80, "2011", ""))
	for what, c := range map[string]struct {
		older, newer string
		want         string // all ownerships
		late         string // where the earlier statement arrives after the later one, by an import of its own
	}{
		"another share since a day": {old,
			bodsRelation("s2", "2020-02-01", "updated", "ann", bodsShare(30, "2020-01-15", "")),
			"[ann 30 2020-01-15- ann 80 2011-2020-01-15]", "[ann 30 2020-01-15-]"},
		"another share, corrected": {old, bodsRelation("s2", "2020-02-01", "updated", "ann", bodsShare(30, "2011", "")),
			"[ann 30 2011-]", "[ann 30 2011-]"},
		"another beginning, corrected": {old,
			bodsRelation("s2", "2020-02-01", "updated", "ann", bodsShare(80, "2010-05", "")),
			"[ann 80 2010-05-]", "[ann 80 2010-05-]"},
		"another owner": {old, bodsRelation("s2", "2020-02-01", "updated", "bob", bodsShare(80, "2020", "")),
			"[ann 80 2011-2020 bob 80 2020-]", "[bob 80 2020-]"},
		"an end": {old, bodsRelation("s2", "2020-02-01", "updated", "ann", bodsShare(80, "2011", "2019-12-31")),
			"[ann 80 2011-2019-12-31]", "[ann 80 2011-2019-12-31]"},
		"open again": {bodsRelation("s1", "2015-01-01", "updated", "ann", bodsShare(80, "2011", "2014")),
			bodsRelation("s2", "2020-02-01", "updated", "ann", bodsShare(80, "2011", "")),
			"[ann 80 2011-]", "[ann 80 2011-]"},
		"closed": {old, bodsRelation("s2", "2020-02-01", "closed", "ann", bodsShare(80, "2011", "")),
			"[ann 80 2011-2020-02-01]", "[ann 80 2011-2020-02-01]"},
		"closed on the same day": {strings.Replace(old, "2015-01-01", "2020-02-01", 1),
			bodsRelation("s0", "2020-02-01", "closed", "ann", bodsShare(80, "2011", "")),
			"[ann 80 2011-2020-02-01]", "[ann 80 2011-2020-02-01]"},
		"closed without interests": {old, bodsRelation("s2", "2020-02-01", "closed", "ann", ""),
			"[ann 80 2011-2020-02-01]", "[]"},
		"closed without details": {old,
			`{"statementId":"s2","statementDate":"2020-02-01","recordStatus":"closed","recordId":"r",` +
				`"recordType":"relationship"}`,
			"[ann 80 2011-2020-02-01]", "[]"},
		"no owner any more": {old,
			strings.Replace(bodsRelation("s2", "2020-02-01", "updated", "ann", bodsShare(80, "2011", "")),
				`"interestedParty":"ann"`, `"interestedParty":{"reason":"unknown"}`, 1),
			"[ann 80 2011-2020-02-01]", "[]"},
		"no ownership any more": {old, bodsRelation("s2", "2020-02-01", "updated", "ann", `{"type":"boardMember"}`),
			"[ann 80 2011-2020-02-01]", "[]"},
		"published later": {strings.Replace(old, `"recordId"`,
			`"publicationDetails":{"publicationDate":"2015-01-03"},"recordId"`, 1),
			strings.Replace(bodsRelation("s0", "2015-01-01", "new", "ann", bodsShare(70, "2011", "")), `"recordId"`,
				`"publicationDetails":{"publicationDate":"2015-01-09"},"recordId"`, 1),
			"[ann 70 2011-]", "[ann 70 2011-]"},
		"by the date of publication": {strings.Replace(old, `"statementDate":"2015-01-01"`,
			`"publicationDetails":{"publicationDate":"2015-01-03"}`, 1),
			bodsRelation("s2", "2015-01-04T10:00:00Z", "updated", "ann", bodsShare(70, "2011", "")), "[ann 70 2011-]",
			"[ann 70 2011-]"},
	} {
		for name, arrive := range formatstest.Arrivals {
			s := memstore.New(formatstest.Now, 100)
			notes := arrive(t, s, "["+bodsNodes+","+c.older+"]", "["+c.newer+","+bodsNodes+"]")
			want := c.want
			if name == "two imports, newer first" {
				want = c.late
			}
			if got := fmt.Sprint(owned(t, s)); got != want {
				t.Errorf("%s, %s: %s, expected %s; it was noted %q", what, name, got, want, notes)
			}
		}
		for _, order := range []string{c.older + "," + c.newer, c.newer + "," + c.older} {
			s := memstore.New(formatstest.Now, 100)
			formatstest.ImportInto(t, s, "["+order+","+bodsNodes+"]")
			if got := fmt.Sprint(owned(t, s)); got != c.want {
				t.Errorf("%s, in one file: %s, expected %s", what, got, c.want)
			}
		}
	}
}

// TestBODS_History: many statements about one relationship make a history without gaps, in one import in any order,
// and by one import each in their own.
func TestBODS_History(t *testing.T) {
	statements := []string{
		bodsRelation("s1", "2012-01-01", "new", "ann", bodsShare(100, "2011", "")),
		bodsRelation("s2", "2014-01-05", "updated", "ann", bodsShare(60, "2014", "")),
		bodsRelation("s3", "2016-01-05", "updated", "ann", bodsShare(55, "2014", "")),
		bodsRelation("s4", "2018-03-01", "updated", "ann", bodsShare(20, "2018-02", "")),
		bodsRelation("s5", "2019-06-07", "closed", "ann", bodsShare(20, "2018-02", "")),
	}
	const want = "[ann 100 2011-2014 ann 20 2018-02-2019-06-07 ann 55 2014-2018-02]"
	s := memstore.New(formatstest.Now, 100)
	formatstest.ImportInto(t, s, "["+bodsNodes+"]")
	for _, one := range statements {
		formatstest.ImportInto(t, s, one)
	}
	if got := fmt.Sprint(owned(t, s)); got != want {
		t.Errorf("one after the other: %s, expected %s", got, want)
	}
	notes := formatstest.ImportInto(t, s, strings.Join(statements[1:3], "\n"))
	if got := fmt.Sprint(owned(t, s)); got != want ||
		!strings.Contains(strings.Join(notes, ""), "bods r of 2016-01-05 (the graph has that of 2019-06-07)") {
		t.Errorf("after an older part: %s, expected %s; it was noted %q", got, want, notes)
	}
	for i := range statements {
		turned := append(slices.Clone(statements[i:]), statements[:i]...)
		slices.Reverse(turned)
		for _, separate := range []bool{false, true} {
			s := memstore.New(formatstest.Now, 100)
			documents := turned
			if !separate {
				documents = []string{strings.Join(turned, "\n")}
			}
			formatstest.ImportTogether(t, s, append(documents, "["+bodsNodes+"]")...)
			if got := fmt.Sprint(owned(t, s)); got != want {
				t.Errorf("together, files of their own: %v, order %d: %s, expected %s", separate, i, got, want)
			}
			formatstest.ImportTogether(t, s, documents...)
			if got := fmt.Sprint(owned(t, s)); got != want {
				t.Errorf("and again: %s, expected %s", got, want)
			}
		}
	}
}

// TestBODS_NodeVersions: of two statements about a company or person the later one is in force.
func TestBODS_NodeVersions(t *testing.T) {
	entity := func(date, name, more string) string {
		return fmt.Sprintf(`{"statementId":"e%s","statementDate":%q,"recordId":"mill","recordType":"entity",`+
			`"recordDetails":{"name":%q%s}}`, date, date, name, more)
	}
	older, newer := entity("2015-01-01", "Old Mill", `,"jurisdiction":{"code":"GB"}`), entity("2016-01-01", "New Mill",
		"")
	for name, arrive := range formatstest.Arrivals {
		s := memstore.New(formatstest.Now, 100)
		arrive(t, s, older, newer)
		if mill, _ := formatstest.Object(t, s, "organization:mill").Node.(*evidence.Organization); mill == nil ||
			mill.Name != "New Mill" || mill.Country != "" {
			t.Errorf("%s: %+v", name, mill)
		}
	}
}

// TestBODS_BeforeRecords: versions 0.2 and 0.3 have statements that replace others and no records.
func TestBODS_BeforeRecords(t *testing.T) {
	nodes := []string{
		`{"statementID":"e1","statementType":"entityStatement","statementDate":"2015-01-01","name":"Old Mill",` +
			`"entityType":"registeredEntity","incorporatedInJurisdiction":{"code":"GB"}}`,
		`{"statementID":"e2","statementType":"entityStatement","statementDate":"2018-01-01","name":"New Mill",` +
			`"entityType":"registeredEntity","replacesStatements":["e1"]}`,
		`{"statementID":"p1","statementType":"personStatement","statementDate":"2015-01-01",` +
			`"names":[{"fullName":"Ann"}]}`,
	}
	relation := func(id, date, entity, replaces, share, from string) string {
		return fmt.Sprintf(`{"statementID":%q,"statementType":"ownershipOrControlStatement",`+
			`"statementDate":%q,"subject":{"describedByEntityStatement":%q},`+
			`"interestedParty":{"describedByPersonStatement":"p1"},"replacesStatements":[%s],`+
			`"interests":[{"type":"voting-rights","interestLevel":"direct","share":%s,"startDate":%q},`+
			`{"type":"appointment-of-board","startDate":%q}]}`, id, date, entity, replaces, share, from, from)
	}
	statements := append(nodes,
		relation("o1", "2015-01-01", "e1", "", `{"exact":100}`, "2010"),
		relation("o2", "2018-01-02", "e2", `"o1"`, `{"minimum":25,"maximum":50,"exclusiveMinimum":true}`, "2018"),
		relation("o3", "2019-01-02", "e2", `"o2"`, `{"exact":10}`, "2019"),
	)
	const want = "[p1 10 2019- p1 100 2010-2018 p1 25 2018-2019]"
	for i := range statements {
		turned := append(slices.Clone(statements[i:]), statements[:i]...)
		for range 2 {
			slices.Reverse(turned)
			s := memstore.New(formatstest.Now, 100)
			notes := formatstest.ImportInto(t, s, strings.Join(turned, "\n"))
			mill, _ := formatstest.Object(t, s, "organization:e1").Node.(*evidence.Organization)
			if got := fmt.Sprint(owned(t, s)); got != want || mill == nil || mill.Name != "New Mill" {
				t.Errorf("order %d: %s of %+v, expected %s; it was noted %q", i, got, mill, want, notes)
			}
		}
	}
	for what, next := range map[string]string{
		"the whole of it": strings.Join(statements, "\n"),
		"what is new":     strings.Join(append(statements[1:2:2], statements[4:]...), "\n"),
	} {
		s := memstore.New(formatstest.Now, 100)
		formatstest.ImportInto(t, s, strings.Join(statements[:4], "\n"), next)
		if got := fmt.Sprint(owned(t, s)); got != want {
			t.Errorf("%s by another import: %s, expected %s", what, got, want)
		}
	}
	k := formatstest.Take(t, formatstest.Format(t, "bods"), "b.json",
		"["+relation("o9", "2019-01-02", "e9", `"o7","o8"`, `{"exact":10}`, "2019")+"]")
	if said := strings.Join(k.Said, "\n"); !strings.Contains(said, `"record":"bods o7","type":"edition"`) ||
		!strings.Contains(said, `"record":"bods o8","type":"edition"`) {
		t.Errorf("a statement that replaces two: %s", said)
	}
}
