package ftm_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/memstore"
)

// TestFTM_Versions: of two versions of an entity the one that changed last is in force, and what the former one said
// of an ownership is taken back.
func TestFTM_Versions(t *testing.T) {
	nodes := `{"id":"p","schema":"Person","caption":"Ann","properties":{"name":["Ann"]}}`
	company := func(name, country, version string) string {
		return fmt.Sprintf(`{"id":"c","schema":"Company","caption":%q,"properties":{"name":["Aa",%q],`+
			`"jurisdiction":[%s]},%s}`, name, name, country, version)
	}
	ownership := func(from, share, version string) string {
		return fmt.Sprintf(`{"id":"o","schema":"Ownership","properties":{"owner":["p"],"asset":["c"],`+
			`"startDate":[%q]%s},%s}`, from, share, version)
	}
	for what, c := range map[string]struct{ older, newer string }{
		"last_change": {
			`"last_change":"2024-03-01T10:00:00","last_seen":"2024-08-01T10:00:00"`,
			`"last_change":"2024-03-01T10:00:01","last_seen":"2024-07-01T10:00:00"`,
		},
		"last_seen": {`"last_seen":"2024-03-01"`, `"last_seen":"2024-03-02"`},
		"updated_at": {
			`"updated_at":"2024-03-01T10:00:00.000001+00:00"`, `"updated_at":"2024-03-01T10:00:00.000002+00:00"`,
		},
	} {
		older := strings.Join([]string{
			nodes, company("Old Mill", `"gb"`, c.older), ownership("2012", `,"percentage":["40"]`, c.older),
		}, "\n")
		newer := strings.Join([]string{nodes, ownership("2013-04", "", c.newer), company("New Mill", "", c.newer)},
			"\n")
		for name, arrive := range formatstest.Arrivals {
			s := memstore.New(formatstest.Now, 100)
			arrive(t, s, older, newer)
			mill, _ := formatstest.Object(t, s, "organization:c").Node.(*evidence.Organization)
			if mill == nil || mill.Name != "New Mill" || mill.Country != "" {
				t.Errorf("%s, %s: %+v, expected the later name and no country", what, name, mill)
			}
			list := formatstest.Scanned[evidence.Ownership](t, s, evidence.KindOwnership)
			if len(list) != 1 || list[0].ValidFrom != "2013-04" || list[0].SharePercent != nil {
				t.Errorf("%s, %s: %+v, expected one ownership, since 2013-04", what, name, list)
			}
		}
	}
	modified := func(name, at string) string {
		return fmt.Sprintf(`{"id":"c","schema":"Company","caption":%q,"properties":{"name":[%q],`+
			`"modifiedAt":["2019-01-01",%q]}}`, name, name, at)
	}
	for name, arrive := range formatstest.Arrivals {
		s := memstore.New(formatstest.Now, 100)
		arrive(t, s, modified("Old Mill", "2024-01-05"), modified("New Mill", "2024-01-06"))
		if mill, _ := formatstest.Object(t, s, "organization:c").Node.(*evidence.Organization); mill == nil ||
			mill.Name != "New Mill" {
			t.Errorf("modifiedAt, %s: %+v", name, mill)
		}
	}
}

// TestFTMStatements_Versions: an entity of statements is as old as the latest of them.
func TestFTMStatements_Versions(t *testing.T) {
	const head = "canonical_id,entity_id,prop,schema,value,dataset,first_seen,last_seen\n"
	older := head + "c,c,name,Company,Old " +
		"Mill,d,2024-01-01,2024-05-05\nc,c,country,Company,gb,d,2024-02-01T10:00:00,2024-05-05\n"
	newer := head + "c,c,country,Company,gb,d,2024-02-01,2024-05-06\nc,c,name,Company,New Mill,d,2024-02-01 " +
		"11:00:00,2024-05-04\n"
	for name, arrive := range formatstest.Arrivals {
		s := memstore.New(formatstest.Now, 100)
		arrive(t, s, older, newer)
		if mill, _ := formatstest.Object(t, s, "organization:c").Node.(*evidence.Organization); mill == nil ||
			mill.Name != "New Mill" {
			t.Errorf("%s: %+v", name, mill)
		}
	}
}

// TestFTM_Name: the caption is the name; one that only repeats the schema does not count if there is another.
func TestFTM_Name(t *testing.T) {
	for text, want := range map[string]string{
		`"schema":"Company","caption":"Mill","properties":{"name":["AA Mill","Mill"]}`:         "Mill",
		`"schema":"Person","caption":"Zoe","properties":{"name":["Abe","Zoe"]}`:                "Zoe",
		`"schema":"Company","properties":{"name":["B","A"]}`:                                   "A",
		`"schema":"Company","caption":"Company","properties":{"name":["Weirworks"]}`:           "Weirworks",
		`"schema":"Company","caption":"Company","properties":{"alias":["Nobody calls it so"]}`: "Company",
		`"schema":"PublicBody","caption":" ","properties":{"name":["Board"]}`:                  "Board",
	} {
		k := formatstest.Take(t, formatstest.Format(t, "ftm"), "f.json", `{"id":"c",`+text+`}`)
		if len(k.Said) != 1 || !strings.Contains(k.Said[0], `"name":"`+want+`"`) {
			t.Errorf("%s: %v, expected the name %s", text, k.Said, want)
		}
	}
}
