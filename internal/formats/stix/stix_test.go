package stix_test

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/stix"
)

func TestSTIX_RoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		formatstest.RoundTrip(t, export.WriteSTIX, stix.Format(), func(g *export.Graph) *export.Graph {
			g.Confirmations = nil
			return g
		})
	})
}

// TestSTIX_Validator holds bundles against OASIS's validator in its strict mode. Three of its recommendations cannot
// be followed: ids are UUIDv5, so that they are the same every time (103); the types of relationships are Credence's
// (202); nobody has the hash of what an address holds (302).
func TestSTIX_Validator(t *testing.T) {
	var bundles []string
	for _, g := range append(formatstest.SomeGraphs(25), formatstest.SeedGraph(t)) {
		var text, again bytes.Buffer
		if _, err := export.WriteSTIX(&text, g); err != nil {
			t.Fatal(err)
		}
		if _, err := export.WriteSTIX(&again, g); err != nil || !bytes.Equal(text.Bytes(), again.Bytes()) {
			t.Fatalf("written twice, it differs (%v)", err)
		}
		bundles = append(bundles, text.String())
	}
	bundles = append(bundles, strings.Replace(bundles[0], `"relationship_type":"`, `"relationship_type":"NO `, 1),
		strings.Replace(bundles[0], `"published":"`, `"published":"x`, 1))
	var problems [][]string
	formatstest.Python(t, `
import json, sys
from stix2validator import validate_string, ValidationOptions
answer = []
for text in json.load(sys.stdin):
    result = validate_string(text, ValidationOptions(version="2.1", strict=True, disabled="103,202,302",`+
		` enforce_refs=True))
    answer.append([str(e) for e in (result.errors or [])])
json.dump(answer, sys.stdout)`, bundles, &problems)
	last := len(problems) - 1
	if len(problems[last]) == 0 {
		t.Error("a bundle with a broken date passes: the validator does not look")
	}
	for i, p := range problems[:len(problems)-2] {
		if len(p) > 0 {
			t.Fatalf("graph %d: %s\n%s", i, strings.Join(p, "\n"), bundles[i])
		}
	}
}

func stixOf(objects ...string) string {
	return `{"type":"bundle","id":"bundle--1","objects":[` + strings.Join(objects, ",\n") + `]}`
}

// Objects as other tools write them.
const (
	foreignReport = `{"type":"report","spec_version":"2.1","id":"report--1","created":"2024-10-01T00:00:00.000Z",` +
		`"modified":"2024-10-01T00:00:00.000Z",
 "name":"Who pays","published":"2024-10-02T10:00:00Z","created_by_ref":"identity--1","confidence":80,"lang":"en",` +
		`"labels":["admiralty-scale:source-reliability=\"b\"","tlp"],
 "object_refs":["indicator--1"],"external_references":[{"source_name":"x","external_id":"1"},` +
		`{"source_name":"y","url":"https://a.example/pay"}]}`
	foreignDesk   = `{"type":"identity","id":"identity--1","name":"A Desk","identity_class":"organization"}`
	foreignOwner  = `{"type":"identity","id":"identity--2","name":"A Fund","identity_class":"organization"}`
	foreignPerson = `{"type":"identity","id":"identity--3","name":"A Person","identity_class":"individual"}`
	foreignCopy   = `{"type":"report","id":"report--2","name":"Who pays, again",` +
		`"published":"2024-10-03T00:00:00.000Z","created_by_ref":"identity--3"}`
	foreignLink = `{"type":"relationship","id":"relationship--1","relationship_type":"derived-from",` +
		`"source_ref":"report--2","target_ref":"report--1","confidence":"Probable","description":"same figures"}`
	aClaim    = `{"type":"x-credence-claim","id":"x-credence-claim--1","text":"It is so.","credence_id":"claim:c1"}`
	anOpinion = `{"type":"opinion","id":"opinion--1","created":"2024-10-04T00:00:00.000Z","opinion":"disagree",` +
		`"explanation":"No.","object_refs":["x-credence-claim--1"],
 "created_by_ref":"identity--3","labels":["admiralty-scale:information-credibility=\"6\""]}`
)

func TestSTIX_Foreign(t *testing.T) {
	desk := `{"type":"outlet","id":"outlet:identity--1","name":"A Desk"}`
	owner := `{"type":"organization","id":"organization:identity--2","name":"A Fund"}`
	person := `{"type":"person","id":"person:identity--3","name":"A Person"}`
	report := `{"type":"source","id":"source:report--1","kind":"REPORT","title":"Who pays",` +
		`"publishedAt":"2024-10-02T10:00Z","outlet":"outlet:identity--1","language":"en",
		"url":"https://a.example/pay","reliability":"B","edition":"2024-10-01T00:00:00.000Z"}`
	copied := `{"type":"source","id":"source:report--2","kind":"REPORT","title":"Who pays, again",` +
		`"publishedAt":"2024-10-03","authors":["person:identity--3"]}`
	link := `{"type":"derivation","from":"source:report--2","to":"source:report--1","kind":"DERIVED_FROM",` +
		`"status":"CONFIRMED","confidence":70,"justification":"same figures"}`
	claim := `{"type":"claim","id":"claim:c1","text":"It is so."}`
	opinion := []string{`{"type":"source","id":"source:opinion--1","kind":"STATEMENT","publishedAt":"2024-10-04",` +
		`"authors":["person:identity--3"],"edition":"2024-10-04T00:00:00.000Z"}`,
		`{"type":"statement","source":"source:opinion--1","claim":"claim:c1","stance":"REFUTES","quote":"No.",` +
			`"justification":"opinion: disagree",
			"confidence":null,"record":"opinion--1","edition":"2024-10-04T00:00:00.000Z"}`}
	for name, c := range map[string]struct {
		objects []string
		lines   []string
	}{
		"nodes first": {[]string{
			foreignDesk, foreignOwner, foreignPerson, aClaim, foreignReport, foreignCopy, foreignLink, anOpinion,
		},
			[]string{person, claim, report, copied, link, opinion[0], opinion[1], desk, owner}},
		"nodes last": {[]string{
			anOpinion, foreignLink, foreignCopy, foreignReport, aClaim, foreignPerson, foreignOwner, foreignDesk,
		},
			[]string{claim, person, copied, report, owner, desk, opinion[0], opinion[1], link}},
	} {
		t.Run(name, func(t *testing.T) {
			text := stixOf(c.objects...)
			if !stix.Format().Recognise("x", []byte(text)) {
				t.Error("is not recognised")
			}
			f := formatstest.MustRead(t, stix.Format(), text)
			formatstest.WantLines(t, f, c.lines...)
			if len(f.Rejects) > 0 {
				t.Errorf("rejected: %v", f.Rejects)
			}
			formatstest.Imported(t, f.Lines)
		})
	}
}

// A bundle rarely holds all that its objects name: such a report is taken over without its creator.
func TestSTIX_CreatorElsewhere(t *testing.T) {
	f := formatstest.MustRead(t, stix.Format(), stixOf(foreignCopy))
	formatstest.WantLines(t, f,
		`{"type":"source","id":"source:report--2","kind":"REPORT","title":"Who pays, again",`+
			`"publishedAt":"2024-10-03"}`)
	if len(f.Rejects) > 0 {
		t.Errorf("rejected: %v", f.Rejects)
	}
}

func TestSTIX_Confidence(t *testing.T) {
	unknown := -1
	for text, want := range map[string]int{
		"None": 0, "Low": 15, "Med": 50, "High": 85, "0/10": 0, "7 of 10": 70, "10/10": 100, "Impossible": 0,
		"Unlikely / Probably Not":      30,
		"Highly Likely/Almost Certain": 90, "Almost Certain": 95, "Certain": 100,
		"Roughly Even Change / Roughly Even Odds": 50, "very  likely": 85,
		"1 - Confirmed by other sources": 90, "5 - Improbable": 10, "6 - Truth cannot be judged": unknown,
		"credibility 6": unknown,
	} {
		got, known := stix.ConfidenceOf(text)
		if !known || (got == nil) != (want == unknown) || (got != nil && *got != want) {
			t.Errorf("%q: %v (known: %v), want %d", text, got, known, want)
		}
	}
	for _, text := range []string{"", "11/10", "fairly sure", "7", "6"} {
		if got, known := stix.ConfidenceOf(text); known || got != nil {
			t.Errorf("%q: %v, want it to be on no scale", text, got)
		}
	}
}

func TestSTIX_Bad(t *testing.T) {
	const good = foreignPerson
	report := func(more string) string {
		return `{"type":"relationship","id":"relationship--9",` + more + `}`
	}
	for _, c := range []struct {
		name, text string
		lines      int
		rejects    []string
		err        string
	}{
		{"types that hold no evidence",
			stixOf(`{"type":"indicator","id":"indicator--1","pattern":"x"}`, good,
				`{"type":"marking-definition","id":"marking-definition--1"}`), 1,
			[]string{
				"objects[0] indicator--1: type: indicator holds no evidence; Credence takes report, identity, " +
					"relationship, opinion and its own types",
			}, ""},
		{
			"revoked", stixOf(strings.Replace(good, `"name"`, `"revoked":true,"name"`, 1)), 0,
			[]string{
				"objects[0] identity--3: revoked: was revoked by its producer; it is not recorded, and the graph " +
					"keeps what it has of it",
			}, "",
		},
		{"no id", stixOf(`{"type":"report"}`, good, `7`), 1,
			[]string{
				`objects[0]: id: "" with type "report"; expected a type and an id that begins with it`,
				"objects[2]: : found 7; expected an object",
			}, ""},
		{"a relationship to what is not there",
			stixOf(good, report(`"relationship_type":"derived-from","source_ref":"report--7",`+
				`"target_ref":"report--8"`)), 1,
			[]string{
				"objects[1] relationship--9: source_ref: names nothing in the bundle or the graph that Credence " +
					"takes over; expected a source",
			}, ""},
		{"a relationship of another kind",
			stixOf(good, report(`"relationship_type":"uses","source_ref":"report--7","target_ref":"report--8"`)), 1,
			[]string{
				`objects[1] relationship--9: relationship_type: "uses" says nothing of evidence; expected ` +
					`derived-from, duplicate-of or a type that Credence writes`,
			}, ""},
		{"ends of the wrong kind",
			stixOf(good, aClaim,
				report(`"relationship_type":"derived-from","source_ref":"identity--3",`+
					`"target_ref":"x-credence-claim--1"`)), 2,
			[]string{
				"objects[2] relationship--9: relationship_type: derived-from leads from a person to a claim; " +
					"expected from source to source",
			}, ""},
		{"one that is the same as itself",
			stixOf(good, report(`"relationship_type":"duplicate-of","source_ref":"identity--3",`+
				`"target_ref":"identity--3"`)), 1,
			[]string{
				"objects[1] relationship--9: target_ref: person:identity--3 and person:identity--3 cannot be one; " +
					"expected two of one kind",
			}, ""},
		{"an opinion on a report", stixOf(good, strings.Replace(anOpinion, "x-credence-claim--1", "report--1", 1)), 1,
			[]string{
				"objects[1] opinion--1: object_refs: names no claim of the bundle or the graph; an opinion on " +
					"anything else is not evidence for a claim",
			}, ""},
		{"swapped columns", stixOf(`{"type":{"a":1},"id":["report--1"]}`,
			`{"type":"identity","id":"identity--4","name":{},"identity_class":3}`), 0,
			[]string{`objects[0]: id: "report--1" with type ""; expected a type and an id that begins with it`,
				`objects[1] identity--4: identity_class: "3" is neither an outlet nor a person; expected ` +
					`organization, group or individual`}, ""},
		{
			"bad UTF-8", stixOf("{\"type\":\"report\",\"id\":\"report--1\",\"name\":\"\xff\"}", good), 1,
			[]string{"objects[0]: : not UTF-8; expected text in UTF-8"}, "",
		},
		{"the same object twice", stixOf(good, good), 2, nil, ""},
		{"a cut end", stixOf(good)[:len(stixOf(good))-3], 0, nil, "doc: ends in the middle"},
		{"a cut end after an item", stixOf(good)[:len(stixOf(good))-2], 1, nil, "doc: ends in the middle"},
		{"a list", "[" + good + "]", 0, nil, "doc: is not an object"},
		{"another document", `{"type":"report","objects":[]}`, 0, nil, "type: doc: is report; expected a STIX bundle"},
		{"no objects", `{"type":"bundle","id":"bundle--1"}`, 0, nil, "objects: doc: missing"},
		{"objects that are no list", `{"type":"bundle","objects":{"a":1}}`, 0, nil, "objects: doc: missing"},
		{
			"an object of 11 MB", stixOf(good, `"`+strings.Repeat("a", 11<<20)+`"`), 1, nil,
			"doc: an item is longer than 10 MB",
		},
		{"a name of 11 MB", `{"` + strings.Repeat("a", 11<<20) + `":1}`, 0, nil, "doc: an item is longer than 10 MB"},
		{
			"20,000 lists in one another", stixOf(strings.Repeat("[", 20000) + strings.Repeat("]", 20000)), 0, nil,
			"doc: not valid JSON",
		},
		{"nothing", "", 0, nil, "doc: ends in the middle"},
	} {
		t.Run(c.name, func(t *testing.T) { formatstest.CheckBad(t, stix.Format(), c.text, c.lines, c.rejects, c.err) })
	}
}

func TestSTIX_RevokedIsWritten(t *testing.T) {
	g := &export.Graph{
		Claims:  []evidence.Claim{{ID: "claim:c", Text: "x"}},
		Sources: []evidence.Source{evidence.Source{ID: "source:s"}.Normalize()},
		Statements: []evidence.Statement{
			evidence.Statement{
				Source: "source:s", Claim: "claim:c", Stance: evidence.Supports,
				Provenance: evidence.Provenance{RetractedAt: &formatstest.Day},
			}.Normalize(),
		},
	}
	var text bytes.Buffer
	if _, err := export.WriteSTIX(&text, g); err != nil {
		t.Fatal(err)
	}
	f := formatstest.MustRead(t, stix.Format(), text.String())
	if len(f.Lines) != 3 || len(f.Rejects) != 0 || !strings.Contains(f.Lines[2], `"type":"edition"`) {
		t.Errorf("lines %v, rejects %v", f.Lines, f.Rejects)
	}
}

func FuzzSTIX(f *testing.F) {
	f.Add([]byte(stixOf(foreignDesk, foreignOwner, foreignPerson, aClaim, foreignReport, foreignCopy, foreignLink,
		anOpinion)))
	var text bytes.Buffer
	if _, err := export.WriteSTIX(&text, rapid.Custom(formatstest.DrawGraph).Example(3)); err != nil {
		f.Fatal(err)
	}
	f.Add(text.Bytes())
	formatstest.FuzzReading(f, stix.Format)
}
