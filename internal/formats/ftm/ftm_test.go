package ftm_test

import (
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/formats/formatstest"
)

func TestFTM(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "ftm"), "f.json",
		`{"id":"c","schema":"Company","properties":{"name":["Beta","Alpha"],"jurisdiction":["fr"],"topics":["x"]}}
{"id":"p","caption":"Ann","schema":"Person","properties":{}}
{"id":"o","schema":"Ownership","properties":{"owner":["p","q"],"asset":["c"],"percentage":["51,5 %"],`+
			`"startDate":["2020-01-02T03:04:05"],"endDate":["2021"],"role":["partner"],`+
			`"sourceUrl":["https://r.example"]}}
{"id":"o2","schema":"Ownership","properties":{"owner":["p"],"asset":["c"],"percentage":[">50"]}}
{"id":"o3","schema":"Ownership","properties":{"owner":["p"]}}
{"id":"d","schema":"Directorship","properties":{}}
{"id":"x","schema":"Company","properties":{}}
{"schema":"Company","properties":{"name":["N"]}}
{"id":"x","properties":{}}
{"id":"x","schema":"Company"}
`)
	formatstest.WantSaid(t, k,
		`line 1 {"type":"organization","id":"organization:c","name":"Alpha","kind":"Company","country":"FR"}`,
		`line 2 {"type":"person","id":"person:p","name":"Ann"}`,
		`line 3 {"type":"ownership","owner":"p","asset":"c","sharePercent":51.5,"validFrom":"2020-01-02","validTo":"2021",`+
			`"justification":"role: partner","recordedFrom":"https://r.example"}`,
		`line 3 {"type":"ownership","owner":"q","asset":"c","sharePercent":51.5,"validFrom":"2020-01-02","validTo":"2021",`+
			`"justification":"role: partner","recordedFrom":"https://r.example"}`,
		`line 4 {"type":"ownership","owner":"p","asset":"c","justification":"percentage as written: >50"}`,
		`line 5! asset: missing; expected the id of an entity`,
		`line 7! name: missing; expected the name of the entity`,
		`line 8! id: missing; expected the id of the entity`,
		`line 9! schema: missing; expected a schema such as Company`,
		`line 10! properties: missing; expected an object with lists of values`,
		`(has no place in the graph: Directorship (1))`,
	)
}

func TestFTMStatements(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "ftm-csv"), "f.csv",
		`canonical_id,entity_id,prop,schema,value,dataset,external
Q1,c-1,name,LegalEntity,Beta,d,f
o,o,owner,Ownership,p,d,f
o,o,asset,Ownership,c-1,d,f
o,o,percentage,Ownership,60,d,
p,p,name,Person,Ann,d,f
Q1,c-1,name,Company,Alpha,d,f
Q1,c-1,name,Company,AAA,other,t
Q1,c-1,country,Company,de,d,f
a,a,full,Address,Street,d,f
,x,name,Person,Nobody,d,f
short,row
`)
	formatstest.WantSaid(t, k,
		`row 11! canonical_id: canonical_id or prop is empty; expected both`,
		`row 12! : has 2 cells; expected 7, as the first row`,
		`row 2 {"type":"organization","id":"organization:Q1","name":"Alpha","kind":"Company","country":"DE"}`,
		`row 3 {"type":"ownership","owner":"p","asset":"Q1","sharePercent":60}`,
		`row 6 {"type":"person","id":"person:p","name":"Ann"}`,
		`(has no place in the graph: Address (1))`,
	)
	k = formatstest.Take(t, formatstest.Format(t, "ftm-csv"), "f.csv", "canonical_id,prop,value\n")
	formatstest.WantSaid(t, k, `error: has no column schema; expected statements of FollowTheMoney`)
}

// TestFTMStatements_AnyOrder: the rows of an entity may stand anywhere.
func TestFTMStatements_AnyOrder(t *testing.T) {
	rows := []string{
		"o,owner,Ownership,p", "o,asset,Ownership,c", "c,name,Company,B", "c,name,LegalEntity,A", "p,name,Person,P",
		"o,percentage,Ownership,7",
	}
	count := func(rows []string) map[string]int {
		seen := map[string]int{}
		for _, s := range formatstest.Take(t, formatstest.Format(t, "ftm-csv"), "f",
			"canonical_id,prop,schema,value\n"+strings.Join(rows, "\n")).Said {
			_, line, _ := strings.Cut(s, "{")
			seen[line]++
		}
		return seen
	}
	want := count(rows)
	for i := range rows {
		turned := append(append([]string{}, rows[i:]...), rows[:i]...)
		for line := range count(turned) {
			if want[line] != 1 {
				t.Errorf("in the order %v there is {%s", turned, line)
			}
		}
	}
}

func FuzzFTM(f *testing.F) {
	formatstest.FuzzImport(f, formatstest.FormatFunc("ftm"),
		`{"id":"a","schema":"Company","properties":{"name":["A"],"jurisdiction":["de"]}}`,
		`{"id":"o","schema":"Ownership","properties":{"owner":["p"],"asset":["a"],"percentage":["51,5 %"],`+
			`"startDate":["2020"]}}`, `[{"schema":"Vessel","properties":{}}]`)
}

func FuzzFTMStatements(f *testing.F) {
	formatstest.FuzzImport(f, formatstest.FormatFunc("ftm-csv"),
		"canonical_id,entity_id,prop,schema,value\na,b,name,Company,A\no,o,owner,Ownership,a\no,o,asset,Ownership,b\n",
		"canonical_id,prop,schema,value\n\"a\n")
}
