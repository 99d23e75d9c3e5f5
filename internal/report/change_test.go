package report

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestChangeSentence describes each kind of record and of change in a sentence, without names of properties.
func TestChangeSentence(t *testing.T) {
	for change, want := range map[string]string{
		`{"kind":"RECORDED","by":"ann","subject":"claim:c","after":{"label":"The bridge is ` +
			`shut."}}`: `ann recorded the claim "The bridge is shut." (claim:c).`,
		`{"kind":"RECORDED","subject":"outlet:o","why":"from ` +
			`a.jsonl","after":{"label":"Herald"}}`: `somebody recorded the outlet "Herald" (outlet:o), from a.jsonl.`,
		`{"kind":"CHANGED","by":"ann","subject":"source:s","why":"It is so.","fields":[{"name":"publishedAt","before":"2024-10-05T08:10+02:00","after":"2024-10-06"},
			{"name":"title","after":"Shut"},{"name":"kind","before":"WIRE_REPORT"}],"after":{"label":"\"Shut\" (Herald, 6 October 2024)"}}`: `ann changed the source "Shut" (Herald, 6 October 2024) (source:s): date of publication changed from ` +
			`2024-10-05 08:10+02:00 to 2024-10-06; title set to "Shut"; kind removed, which was wire report. ` +
			`Reason: It is so.`,
		`{"kind":"CHANGED","by":"ann","subject":"derivation:d","why":"read","fields":[{"name":"status","before":"SUGGESTED","after":"CONFIRMED"},
			{"name":"justification","after":"read"}],"after":{"from":{"label":"A"},"to":{"label":"B"},"kind":"COPIES"}}`: `ann changed the record that "A" copies "B" (derivation:d): ` +
			`status changed from suggested to confirmed. Reason: read.`,
		`{"kind":"RETRACTED","by":"bob","subject":"derivation:d","before":{"from":{"label":"A"},"to":{"label":"B"},"kind":"DERIVED_FROM","claims":[{"label":"C"}]}}`: `bob retracted that ` +
			`"A" takes from "B", for "C" only (derivation:d).`,
		`{"kind":"RECORDED","by":"bob","subject":"statement:s","after":{"source":{"label":"A"},"claim":{"label":"C"},"stance":"REFUTES"}}`:                                                                        `bob recorded that "A" refutes "C" (statement:s).`,
		`{"kind":"RECORDED","by":"bob","subject":"ownership:o","after":{"owner":{"label":"A"},"asset":{"label":"B"},"sharePercent":62.5}}`:                                                                        `bob recorded that "A" owns 62.5 percent of "B" (ownership:o).`,
		`{"kind":"RECORDED","by":"bob","subject":"ownership:o","after":{"owner":{"label":"A"},"asset":{"label":"B"}}}`:                                                                                            `bob recorded that "A" owns "B" (ownership:o).`,
		`{"kind":"RECORDED","by":"bob","subject":"funding:f","after":{"funder":{"label":"A"},"recipient":{"label":"B"}}}`:                                                                                         `bob recorded that "A" funds "B" (funding:f).`,
		`{"kind":"RECORDED","by":"bob","subject":"same:s","after":{"a":{"label":"A"},"b":{"label":"B"}}}`:                                                                                                         `bob recorded that "A" and "B" are one (same:s).`,
		`{"kind":"RECORDED","by":"bob","subject":"relation:r","after":{"part":{"label":"A"},"whole":{"label":"B"},"relation":"CONTRADICTS"}}`:                                                                     `bob recorded that "A" contradicts "B" (relation:r).`,
		`{"kind":"RECORDED","by":"bob","subject":"relation:r","after":{"part":{"label":"A"},"whole":{"label":"B"},"relation":"PART_OF"}}`:                                                                         `bob recorded that "A" is a part of "B" (relation:r).`,
		`{"kind":"RECORDED","by":"bob","subject":"corroboration:c","after":{"claim":{"label":"C"},"sources":[{"label":"A"},{"label":"B"}]}}`:                                                                      `bob recorded that "A" and "B" support "C" independently (corroboration:c).`,
		`{"kind":"RECORDED","by":"bob","subject":"confirmation:c","after":{"source":{"label":"A"}}}`:                                                                                                              `bob recorded that the basis of "A" is recorded correctly (confirmation:c).`,
		`{"kind":"RECORDED","by":"bob","subject":"interest:i","after":{"holder":{"id":"source:o","label":"officials"},"about":{"label":"C."},"direction":"FOR","interestKind":"PARTY","validFrom":"2022-02-24"}}`: `bob recorded that officials have an interest in "C" (FOR, PARTY), since 24 February 2022 (interest:i).`,
		`{"kind":"RETRACTED","by":"bob","subject":"interest:i","before":{"holder":{"label":"A"},"about":null,"tag":"board","direction":"AGAINST","interestKind":"OTHER"}}`:                                        `bob retracted that "A" has an interest in claims with the tag "board" (AGAINST, OTHER) (interest:i).`,
		`{"kind":"RECORDED","by":"bob","subject":"leaning:l","after":{"outlet":{"label":"A"},"scheme":"political","value":"left","ratedBy":"Board"}}`:                                                             `bob recorded that "A" is rated "left" in the scheme "political" by Board (leaning:l).`,
		`{"kind":"ERASED","by":"bob","subject":"person:p","why":"asked ` +
			`to","after":{"label":"p"}}`: `bob erased the person "p" ` +
			`(person:p). Reason: asked to.`,
	} {
		var c changeView
		if err := json.Unmarshal([]byte(change), &c); err != nil {
			t.Fatal(err)
		}
		if got := c.sentence(); got != want {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	}
}

// TestFieldWord: no field is told by the name of its property.
func TestFieldWord(t *testing.T) {
	fields := append(evidence.Fields[evidence.Source](), evidence.Fields[evidence.Claim]()...)
	fields = append(append(fields, evidence.Fields[evidence.Ownership]()...), evidence.Fields[evidence.Derivation]()...)
	fields = append(append(fields, evidence.Fields[evidence.Outlet]()...), evidence.Fields[evidence.ClaimReview]()...)
	fields = append(append(fields, evidence.Fields[evidence.Interest]()...), evidence.Fields[evidence.Leaning]()...)
	for _, field := range fields {
		if word := evidence.FieldWords(field); strings.ContainsFunc(
			word, func(r rune) bool { return unicode.IsUpper(r) && r != 'A' }) || word == "url" || word == "kappa" {
			t.Errorf("%s is told as %q", field, word)
		}
	}
}

// TestChangeList makes one entry of what one person did in one minute, and stops where another entry would begin.
func TestChangeList(t *testing.T) {
	var page ChangesView
	text := `{"pageInfo":{"hasNextPage":true,"endCursor":"end"},"edges":[
		{"cursor":"1","node":{"at":"2024-10-05T12:00:30Z","by":"ann","kind":"RECORDED","subject":"claim:a"}},
		{"cursor":"2","node":{"at":"2024-10-05T12:00:10Z","by":"ann","kind":"RECORDED","subject":"claim:b"}},
		{"cursor":"3","node":{"at":"2024-10-05T12:00:09Z","by":"bob","kind":"RECORDED","subject":"claim:c"}},
		{"cursor":"4","node":{"at":"2024-10-05T12:00:08Z","by":"bob","kind":"CHANGED","subject":"claim:d"}},
		{"cursor":"5","node":{"at":"2024-10-05T12:00:07Z","by":"bob","kind":"CHANGED","subject":"claim:e"}}]}`
	if err := json.Unmarshal([]byte(text), &page); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		most    int
		each    bool
		entries int
		more    bool
		cursor  string
	}{{10, false, 4, false, "5"}, {2, false, 2, true, "3"}, {2, true, 2, true, "2"}, {3, false, 3, true, "4"}, {10,
		true, 5, false, "5"}} {
		list := ChangeList{Most: c.most, Each: c.each}
		list.Take(page)
		if len(list.entries) != c.entries || list.more != c.more || list.cursor != c.cursor || list.ended != c.more {
			t.Errorf("%+v: %d entries, more %v, to cursor %s, ended %v", c, len(list.entries), list.more, list.cursor,
				list.ended)
		}
	}
}
