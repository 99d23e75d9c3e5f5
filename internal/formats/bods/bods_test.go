package bods_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/formats/formatstest"
)

func TestBODS(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "bods"), "b.json", `[
{"statementId":"s1","recordId":"c1","recordType":"entity","recordStatus":"new","statementDate":"2024-01-01",
 "recordDetails":{"name":"Holding Ltd","entityType":{"type":"registeredEntity"},`+
		`"jurisdiction":{"name":"Scotland","code":"GB-SCT"}}},
{"statementId":"s2","recordId":"p1","recordType":"person","recordDetails":{"names":[{"type":"birth",`+
		`"fullName":"Ann B"},{"type":"legal","fullName":"Ann Bell"}]}},
{"statementId":"s3","recordId":"p2","recordType":"person","recordDetails":{"personType":"unknownPerson"}},
{"statementId":"s4","recordId":"r1","recordType":"relationship","statementDate":"2024-02-03",`+
		`"source":{"type":["officialRegister"],"url":"https://register.example/1"},
 "recordDetails":{"subject":"c1","interestedParty":"p1","interests":[
  {"type":"votingRights","directOrIndirect":"direct","share":{"exact":40},"startDate":"2020-05-06T00:00:00Z"},
  {"type":"shareholding","directOrIndirect":"indirect","share":{"minimum":25,"maximum":50},`+
		`"startDate":"2020-05-06","endDate":"2023-01-01"},
  {"type":"boardMember","startDate":"2019-01-01"},
  {"type":"otherInfluenceOrControl","startDate":"2021"}]}},
{"statementId":"s5","recordId":"r2","recordType":"relationship","recordStatus":"closed","statementDate":"2024-02-03",
 "recordDetails":{"subject":"c1","interestedParty":"p2","interests":[{"type":"shareholding",`+
		`"share":{"exclusiveMinimum":75,"maximum":100}}]}},
{"statementId":"s6","recordId":"r3","recordType":"relationship","recordDetails":{"subject":"c1",`+
		`"interestedParty":{"reason":"interestedPartyHasNotBeenIdentified"},"interests":[]}},
{"statementId":"s7","recordId":"r4","recordType":"relationship","recordDetails":{"interestedParty":"p1"}},
{"statementId":"s8","recordId":"r5","recordType":"relationship","recordDetails":{"subject":"c1",`+
		`"interestedParty":"c2"}},
{"statementType":"ownershipOrControlStatement","statementId":"old","recordType":"x","recordDetails":{}},
{"recordType":"person","recordDetails":{}}, 7, {"recordId":"q","recordType":"person"}]`)
	formatstest.WantSaid(t, k,
		`[0] c1 {"type":"organization","id":"organization:c1","name":"Holding Ltd","kind":"registeredEntity",`+
			`"country":"GB","edition":"2024-01-01T00:00:00Z s1"}`,
		`[1] p1 {"type":"person","id":"person:p1","name":"Ann Bell"}`,
		`[2] p2 {"type":"person","id":"person:p2","name":"a person who is not named"}`,
		// Of two interests of one day the shareholding says the share, its lower end; the votes last on: no end.
		`[3] r1 {"type":"edition","record":"bods r1","edition":"2024-02-03T00:00:00Z s4","until":"2020-05-06"}`,
		`[3] r1 {"type":"ownership","asset":"c1","owner":"p1","sharePercent":25,"validFrom":"2020-05-06",`+
			`"recordedFrom":"https://register.example/1",
			"justification":"indirect shareholding of 25 to 50 percent; direct votingRights",`+
			`"validTo":null,"record":"bods r1","edition":"2024-02-03T00:00:00Z s4"}`,
		`[3] r1 {"type":"ownership","asset":"c1","owner":"p1","validFrom":"2021",`+
			`"recordedFrom":"https://register.example/1","justification":"otherInfluenceOrControl",
			"sharePercent":null,"validTo":null,"record":"bods r1","edition":"2024-02-03T00:00:00Z s4"}`,
		`[4] r2 {"type":"edition","record":"bods r2","edition":"2024-02-03T00:00:00.000000002Z s5",`+
			`"until":"2024-02-03"}`,
		`[4] r2 {"type":"ownership","asset":"c1","owner":"p2","sharePercent":75,"validTo":"2024-02-03",`+
			`"justification":"shareholding of 75 to 100 percent",
			"record":"bods r2","edition":"2024-02-03T00:00:00.000000002Z s5"}`,
		`[6] r4! subject: names no record; expected the recordId of an entity`,
		`[7] r5 {"type":"ownership","asset":"c1","owner":"c2"}`,
		`[8] old! recordType: found "x"; expected person, entity or relationship`,
		`[9]! recordId: missing; expected the id of the record`,
		`[10]! : found 7; expected an object`,
		`[11] q! recordDetails: missing; expected an object`,
		`(has no place in the graph: a relationship whose owner is not known (1), an interest of type boardMember (1))`,
	)
}

// TestBODS_IsImported: the lines are good ones, and what is wrong with one is reported with its place.
func TestBODS_IsImported(t *testing.T) {
	summary, s := formatstest.ImportAll(t, "b.json",
		`{"recordId":"c1","recordType":"entity","recordDetails":{"name":"A"}}
{"recordId":"p1","recordType":"person","recordDetails":{"names":[{"fullName":"P"}]}}
{"recordId":"r1","recordType":"relationship","recordDetails":{"subject":"c1","interestedParty":"p1",`+
			`"interests":[{"type":"shareholding","share":{"exact":60}}]}}
{"recordId":"r2","recordType":"relationship","recordDetails":{"subject":"c1","interestedParty":"nobody",`+
			`"interests":[{"type":"shareholding","share":{"exact":160}}]}}
{"recordId":"r3","recordType":"rela`)
	if len(summary.Problems) != 2 ||
		summary.Problems[0].String() != "b.json: line 4 r2: sharePercent: 160 is out of range; expected percent, above 0 "+
			"and at most 100" ||
		summary.Problems[1].String() != "b.json: line 5: not valid JSON; expected one object" {
		t.Errorf("the problems are %v", summary.Problems)
	}
	status, err := s.Status(t.Context())
	if err != nil || status.Links["ownership"] != 1 {
		t.Errorf("the graph holds %+v, %v", status, err)
	}
}

func FuzzBODS(f *testing.F) {
	formatstest.FuzzImport(f, formatstest.FormatFunc("bods"),
		`[{"recordId":"c","recordType":"entity","recordDetails":{"name":"A","jurisdiction":{"code":"GB"}}}]`,
		`{"recordId":"r","recordType":"relationship","recordStatus":"closed","statementDate":"2024",`+
			`"recordDetails":{"subject":"c","interestedParty":"p","interests":[{"type":"shareholding",`+
			`"share":{"minimum":25,"maximum":1e999},"startDate":"2020"}]}}`,
		`{"recordId":"p","recordType":"person","recordDetails":{"names":[{"fullName":"P"},7]}}`+"\n{", "[", "[1,")
}
