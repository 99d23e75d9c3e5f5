package tables_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/tables"
)

// TestCSV_Interests: a table of interests needs neither a column of types nor a mapping; words in small letters will
// do, and what cannot be read is left for the import to refuse.
func TestCSV_Interests(t *testing.T) {
	k := formatstest.Take(t, tables.CSV(nil), "interests.csv",
		"Holder,Claim,Tag,Direction,Kind,Valid from,Quote\n"+
			"source:mill,dam,,for,party,2 May 2024,both parties\n"+
			"outlet:o,,board,AGAINST,,,\n"+
			"person:p,,board,perhaps,money,,\n")
	formatstest.WantSaid(t, k,
		`(the columns are those of interest lines: each row is taken for one)`,
		`row 2 {"type":"interest","holder":"source:mill","claim":"dam","direction":"FOR","kind":"PARTY",`+
			`"validFrom":"2024-05-02","quote":"both parties"}`,
		`row 3 {"type":"interest","holder":"outlet:o","tag":"board","direction":"AGAINST"}`,
		`row 4 {"type":"interest","holder":"person:p","tag":"board","direction":"perhaps","kind":"money"}`)
}

// TestCSV_Leanings does the same with ratings.
func TestCSV_Leanings(t *testing.T) {
	k := formatstest.Take(t, tables.CSV(nil), "leanings.csv",
		"outlet;scheme;value;ratedBy;ratedAt\no1;political;left;Raters;05.2026\n")
	formatstest.WantSaid(t, k, `(the columns are those of leaning lines: each row is taken for one)`,
		`row 2 {"type":"leaning","outlet":"o1","scheme":"political","value":"left","ratedBy":"Raters","ratedAt":"2026-05"}`)
}

// TestCSV_InterestsByType: beside records of other types.
func TestCSV_InterestsByType(t *testing.T) {
	summary, _ := formatstest.ImportAll(t, "all.csv", `type,id,name,text,holder,claim,direction,kind,outlet,scheme,value,ratedBy
outlet,o1,Gazette,,,,,,,,,
claim,dam,,The dam holds.,,,,,,,,
interest,,,,outlet:o1,dam,against,commercial,,,,
leaning,,,,,,,,o1,political,centre,Raters
`)
	if summary.Created[evidence.KindInterest] != 1 || summary.Created[evidence.KindLeaning] != 1 ||
		summary.ProblemCount > 0 {
		t.Errorf("recorded %v, problems %v", summary.Created, summary.Problems)
	}
}

// TestCSV_InterestsByMapping: the holder is the record of the row that the mapping names, whatever kind of node it is.
func TestCSV_InterestsByMapping(t *testing.T) {
	m := mapping(t, `
records:
  - type: organization
    as: holder
    fields: {id: Key, name: Who}
  - type: claim
    fields: {text: What}
  - type: interest
    fields: {direction: Gains, tag: Topic}
    constants: {kind: OWNER}
`)
	k := formatstest.Take(t, tables.CSV(m), "a.csv",
		"Key,Who,What,Gains,Topic\nmill,Mill Ltd,The dam holds.,for,\nmill,Mill Ltd,,against,board\n")
	claim := string(evidence.ClaimIDOf("The dam holds."))
	formatstest.WantSaid(t, k, `row 2 {"type":"organization","id":"mill","name":"Mill Ltd"}`,
		`row 2 {"type":"claim","id":"`+claim+`","text":"The dam holds."}`,
		`row 2 {"type":"interest","holder":"organization:mill","claim":"`+claim+`","direction":"FOR","kind":"OWNER"}`,
		`row 3 {"type":"organization","id":"mill","name":"Mill Ltd"}`,
		`row 3 {"type":"interest","holder":"organization:mill","tag":"board","direction":"AGAINST","kind":"OWNER"}`)
}
