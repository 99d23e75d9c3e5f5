package stix_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/memstore"
)

func stixObjectOf(kind, id, modified, more string) string {
	return fmt.Sprintf(`{"type":%q,"id":"%s--%s","created":"2023-01-01T00:00:00.000Z","modified":%q%s}`, kind, kind, id,
		modified, more)
}

func stixReportOf(modified, title, more string) string {
	return stixObjectOf("report", "7", modified, `,"name":"`+title+`","published":"2023-01-01T00:00:00Z"`+more)
}

// TestSTIX_Versions: of the versions of an object the latest is in force, to the millisecond, however they arrive.
func TestSTIX_Versions(t *testing.T) {
	older := stixReportOf("2024-02-01T10:00:00.100Z", "Draft",
		`,"lang":"en","external_references":[{"source_name":"x","url":"https://a.example/draft"}]`)
	newer := stixReportOf("2024-02-01T11:00:00.200+01:00", "Final", `,"lang":"en"`)
	for name, arrive := range formatstest.Arrivals {
		t.Run(name, func(t *testing.T) {
			s := memstore.New(formatstest.Now, 100)
			notes := arrive(t, s, stixOf(older), stixOf(newer))
			source, _ := formatstest.Object(t, s, "source:report--7").Node.(*evidence.Source)
			if source == nil || source.Title != "Final" || source.URL != "" || source.Language != "en" {
				t.Errorf("the report is %+v, expected the final one, without the address of the draft", source)
			}
			told := strings.Contains(strings.Join(notes, "\n"), "older versions than the graph has")
			if want := name == "two imports, newer first" || name == "the older one once more"; told != want {
				t.Errorf("it was noted %q, expected a note about an older version: %v", notes, want)
			}
		})
	}
	for name, text := range map[string]string{
		"older first": stixOf(older, newer), "newer first": stixOf(newer, older),
	} {
		s := memstore.New(formatstest.Now, 100)
		formatstest.ImportInto(t, s, text)
		if source, _ := formatstest.Object(t, s, "source:report--7").Node.(*evidence.Source); source == nil ||
			source.Title != "Final" {
			t.Errorf("one bundle, %s: the report is %+v", name, source)
		}
	}
}

// TestSTIX_VersionsOfIdentities: organizations wait for what settles their kind, and persons do not.
func TestSTIX_VersionsOfIdentities(t *testing.T) {
	for _, class := range []string{"organization", "individual"} {
		older := stixObjectOf("identity", "8", "2024-01-01T00:00:00Z",
			`,"identity_class":"`+class+`","name":"Old Name"`)
		newer := stixObjectOf("identity", "8", "2024-03-01T00:00:00Z",
			`,"identity_class":"`+class+`","name":"New Name"`)
		for name, arrive := range formatstest.Arrivals {
			s := memstore.New(formatstest.Now, 100)
			arrive(t, s, stixOf(older), stixOf(newer))
			organizations, persons := formatstest.Scanned[evidence.Organization](t, s,
				evidence.KindOrganization), formatstest.Scanned[evidence.Person](t, s, evidence.KindPerson)
			if len(organizations)+len(persons) != 1 || len(organizations) == 1 && organizations[0].Name != "New Name" ||
				len(persons) == 1 && persons[0].Name != "New Name" {
				t.Errorf("%s, %s: %+v, %+v", class, name, organizations, persons)
			}
		}
		for _, text := range []string{stixOf(older, newer), stixOf(newer, older)} {
			s := memstore.New(formatstest.Now, 100)
			formatstest.ImportInto(t, s, text)
			if all := fmt.Sprint(formatstest.Scanned[evidence.Organization](t, s, evidence.KindOrganization),
				formatstest.Scanned[evidence.Person](t, s, evidence.KindPerson)); !strings.Contains(all, "New Name") {
				t.Errorf("%s in one bundle: %s", class, all)
			}
		}
	}
}

// TestSTIX_RevokedReport: a report that was revoked is withdrawn when it was revoked, however the versions arrive.
func TestSTIX_RevokedReport(t *testing.T) {
	older := stixReportOf("2024-02-01T10:00:00.000Z", "Report", "")
	newer := stixReportOf("2024-05-01T10:30:00.000Z", "Report", `,"revoked":true`)
	for name, arrive := range formatstest.Arrivals {
		t.Run(name, func(t *testing.T) {
			s := memstore.New(formatstest.Now, 100)
			notes := strings.Join(arrive(t, s, stixOf(older), stixOf(newer)), "\n")
			if source, _ := formatstest.Object(t, s, "source:report--7").Node.(*evidence.Source); source == nil ||
				source.WithdrawnAt != "2024-05-01T10:30Z" {
				t.Errorf("the report is %+v, expected it to be withdrawn", source)
			}
			if !strings.Contains(notes, "revoked by their producers, so that they do not stand: report--7") {
				t.Errorf("it was noted %s", notes)
			}
		})
	}
	for _, text := range []string{stixOf(older, newer), stixOf(newer, older)} {
		s := memstore.New(formatstest.Now, 100)
		formatstest.ImportInto(t, s, text)
		if source, _ := formatstest.Object(t, s, "source:report--7").Node.(*evidence.Source); source == nil ||
			!source.WithdrawnAt.Known() {
			t.Errorf("one bundle: the report is %+v", source)
		}
	}
}

// TestSTIX_RevokedRelationship: a relationship that was revoked does not stand, be it revoked before it is heard of
// or after, and also where a bundle holds it alone.
func TestSTIX_RevokedRelationship(t *testing.T) {
	nodes := []string{
		stixReportOf("2024-01-01T00:00:00Z", "Report", ""),
		stixObjectOf("report", "9", "2024-01-01T00:00:00Z", `,"name":"Other","published":"2023-02-01T00:00:00Z"`),
	}
	link := func(modified, more string) string {
		return stixObjectOf("relationship", "5", modified,
			`,"relationship_type":"derived-from","source_ref":"report--9","target_ref":"report--7"`+more)
	}
	older, newer := link("2024-02-01T00:00:00Z", ""), link("2024-03-01T00:00:00Z", `,"revoked":true`)
	for name, arrive := range formatstest.Arrivals {
		for what, first := range map[string]string{
			"with its ends":   stixOf(append(nodes, older)...),
			"before its ends": stixOf(append([]string{older}, nodes...)...),
		} {
			s := memstore.New(formatstest.Now, 100)
			arrive(t, s, first, stixOf(newer))
			if list := formatstest.Scanned[evidence.Derivation](t, s, evidence.KindDerivation); len(list) != 0 {
				t.Errorf("%s, %s: %+v stands", name, what, list)
			}
		}
	}
	for _, order := range [][]string{append(nodes, older, newer), append(nodes, newer, older)} {
		s := memstore.New(formatstest.Now, 100)
		formatstest.ImportInto(t, s, stixOf(order...))
		if list := formatstest.Scanned[evidence.Derivation](t, s, evidence.KindDerivation); len(list) != 0 {
			t.Errorf("one bundle: %+v stands", list)
		}
	}
	s := memstore.New(formatstest.Now, 100)
	formatstest.ImportInto(t, s, stixOf(append(nodes, older)...), stixOf(newer),
		stixOf(link("2024-04-01T00:00:00Z", "")))
	if list := formatstest.Scanned[evidence.Derivation](t, s, evidence.KindDerivation); len(list) != 1 {
		t.Errorf("a version after the revocation, in a bundle without its ends: %d derivations", len(list))
	}
}

// TestSTIX_RevokedIdentity: an identity that was revoked is not taken over, unless it made a report, which it did.
func TestSTIX_RevokedIdentity(t *testing.T) {
	older := stixObjectOf("identity", "8", "2024-01-01T00:00:00Z", `,"identity_class":"organization","name":"Lab"`)
	newer := stixObjectOf("identity", "8", "2024-03-01T00:00:00Z",
		`,"identity_class":"organization","name":"Lab","revoked":true`)
	report := stixReportOf("2024-01-01T00:00:00Z", "Report", `,"created_by_ref":"identity--8"`)
	for _, text := range []string{stixOf(older, newer), stixOf(newer, older)} {
		s := memstore.New(formatstest.Now, 100)
		notes := formatstest.ImportInto(t, s, text)
		if list := formatstest.Scanned[evidence.Organization](t, s, evidence.KindOrganization); len(list) != 0 ||
			!strings.Contains(strings.Join(notes, "\n"), "was revoked") {
			t.Errorf("%+v stands; it was noted %q", list, notes)
		}
	}
	for _, text := range []string{
		stixOf(older, report, newer), stixOf(report, newer, older), stixOf(newer, older, report),
	} {
		s := memstore.New(formatstest.Now, 100)
		notes := formatstest.ImportInto(t, s, text)
		if source, _ := formatstest.Object(t, s, "source:report--7").Node.(*evidence.Source); source == nil ||
			source.Outlet != "outlet:identity--8" {
			t.Errorf("the report is %+v, expected the outlet that made it; it was noted %q", source, notes)
		}
	}
}

// TestSTIX_OpinionThatTurns: a later version that takes the other side takes the earlier one back.
func TestSTIX_OpinionThatTurns(t *testing.T) {
	opinion := func(modified, says, more string) string {
		return stixObjectOf("opinion", "6", modified,
			`,"opinion":"`+says+`","object_refs":["x-credence-claim--1"]`+more)
	}
	older, newer := stixOf(aClaim, opinion("2024-02-01T00:00:00Z", "agree", "")), stixOf(opinion("2024-03-01T00:00:00Z",
		"strongly-disagree", ""), aClaim)
	for name, arrive := range formatstest.Arrivals {
		s := memstore.New(formatstest.Now, 100)
		notes := arrive(t, s, older, newer)
		if list := formatstest.Scanned[evidence.Statement](t, s, evidence.KindStatement); len(list) != 1 ||
			list[0].Stance != evidence.Refutes {
			t.Errorf("%s: %+v; it was noted %q", name, list, notes)
		}
	}
	s := memstore.New(formatstest.Now, 100)
	formatstest.ImportInto(t, s, older, stixOf(aClaim, opinion("2024-04-01T00:00:00Z", "agree", `,"revoked":true`)))
	if source, _ := formatstest.Object(t, s, "source:opinion--6").Node.(*evidence.Source); source == nil ||
		source.WithdrawnAt != "2024-04-01" {
		t.Errorf("after it was revoked: %+v", source)
	}
}

// TestSTIX_References: what an object names is looked for in the bundle, in the bundles before and in the graph; what
// is in none is reported.
func TestSTIX_References(t *testing.T) {
	maker := stixObjectOf("identity", "8", "2024-01-01T00:00:00Z", `,"identity_class":"organization","name":"Lab"`)
	first := stixReportOf("2024-01-01T00:00:00Z", "Report", `,"created_by_ref":"identity--8"`)
	later := stixObjectOf("report", "9", "2024-01-01T00:00:00Z",
		`,"name":"Other","published":"2023-02-01T00:00:00Z","created_by_ref":"identity--8",`+
			`"object_refs":["report--7","report--404"]`)
	for name, arrive := range map[string]func(*testing.T, *memstore.Store, ...string) []string{
		"two imports": formatstest.ImportInto, "one import": formatstest.ImportTogether,
	} {
		s := memstore.New(formatstest.Now, 100)
		notes := strings.Join(arrive(t, s, stixOf(maker, first), stixOf(later)), "\n")
		if source, _ := formatstest.Object(t, s, "source:report--9").Node.(*evidence.Source); source == nil ||
			source.Outlet != "outlet:identity--8" {
			t.Errorf("%s: the report is %+v, expected the outlet that the graph has; it was noted %s", name, source,
				notes)
		}
		if want := "named, but neither in the bundle nor in the graph: report--404 (object_refs of " +
			"report--9)"; notes != want {
			t.Errorf("%s: it was noted %q, expected %q", name, notes, want)
		}
	}
	s := memstore.New(formatstest.Now, 100)
	notes := strings.Join(formatstest.ImportInto(t, s, stixOf(first)), "\n")
	if !strings.Contains(notes, "identity--8 (created_by_ref of report--7)") {
		t.Errorf("a creator that is not anywhere: it was noted %q", notes)
	}
	notes = strings.Join(formatstest.ImportInto(t, s,
		stixOf(strings.Replace(aClaim, `"credence_id":"claim:c1"`, `"created_by_ref":"identity--44"`, 1))), "\n")
	if !strings.Contains(notes, "identity--44 (created_by_ref of x-credence-claim--1)") {
		t.Errorf("who made a claim is not anywhere: it was noted %q", notes)
	}
}
