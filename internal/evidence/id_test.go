package evidence_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestKinds(t *testing.T) {
	seen := map[evidence.Kind]bool{}
	for _, k := range append(evidence.NodeKinds(), evidence.LinkKinds()...) {
		if seen[k] || !k.Valid() || k.IsNode() == k.IsLink() {
			t.Errorf("%q: seen %v, valid %v, node %v, link %v", k, seen[k], k.Valid(), k.IsNode(), k.IsLink())
		}
		seen[k] = true
		if id := evidence.ID(string(k) + ":a:b"); id.Kind() != k || id.Key() != "a:b" {
			t.Errorf("%q has the kind %q and the key %q", id, id.Kind(), id.Key())
		}
	}
	for _, id := range []evidence.ID{"", "claim", "Claim:c1", "nothing:c1", " claim:c1", ":c1"} {
		if id.Kind() != "" || id.Key() != string(id) {
			t.Errorf("%q has the kind %q and the key %q, expected none and all of it", id, id.Kind(), id.Key())
		}
	}
}

func TestParseID(t *testing.T) {
	for _, text := range []string{
		"claim:c1", "source:https://a.example/x?y", "outlet:The Post", "same:0f", "person:Žofie", "claim:source:s1",
		"claim:" + strings.Repeat("x", evidence.MaxKeyBytes),
	} {
		if id, err := evidence.ParseID(text); err != nil || string(id) != text {
			t.Errorf("ParseID(%q) = %q, %v", text, id, err)
		}
	}
	for _, text := range []string{
		"", "c1", ":c1", "claim:", "Claim:c1", "planet:mars", "claim: c1", "claim:c1 ", "claim:c\n1", "claim:c\x001",
		"claim:\xff", "claim:c\u00851",
		"claim:\u00a0c1", "claim:" + strings.Repeat("x", evidence.MaxKeyBytes+1),
	} {
		_, err := evidence.ParseID(text)
		checkInvalid(t, "ParseID("+text+")", "id", err)
	}
}

func TestParseKey(t *testing.T) {
	for text, want := range map[string]evidence.SourceID{
		"s1": "source:s1", "source:s1": "source:s1", "nothing:s1": "source:nothing:s1",
		"https://a.example": "source:https://a.example",
		"source:claim:c1":   "source:claim:c1", "a b": "source:a b",
	} {
		if id, err := evidence.ParseKey[evidence.SourceID](evidence.KindSource, text); err != nil || id != want {
			t.Errorf("ParseKey(%q) = %q, %v; expected %q", text, id, err, want)
		}
	}
	for _, text := range []string{"", "source:", "claim:s1", "same:s1", " s1", "s1\t", "source:\x7f"} {
		_, err := evidence.ParseKey[evidence.SourceID](evidence.KindSource, text)
		checkInvalid(t, "ParseKey("+text+")", "id", err)
	}
}

// TestIDMessages checks that messages give a kind the article that it takes.
func TestIDMessages(t *testing.T) {
	_, person := evidence.ParseKey[evidence.PersonID](evidence.KindPerson, "outlet:north")
	_, outlet := evidence.ParseKey[evidence.OutletID](evidence.KindOutlet, "person:ann")
	leaning := evidence.Leaning{Scheme: "political", Value: "left", RatedBy: "Raters"}
	unrated := leaning.Validate()
	leaning.Outlet = "claim:c"
	for want, err := range map[string]error{
		`"outlet:north" names an outlet where a person is expected`: person,
		`"person:ann" names a person where an outlet is expected`:   outlet,
		`missing; expected the id of an outlet`:                     unrated,
		`"claim:c" is not the id of an outlet; expected outlet:key`: leaning.Validate(),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v; expected it to say %q", err, want)
		}
	}
}

func TestHashKey(t *testing.T) {
	// The first 26 digits of what "printf 1:a2:bc | sha256sum" prints.
	if got, want := evidence.HashKey("a", "bc"), "5310a58788781ab25d5ad7c3f8"; got != want {
		t.Errorf("HashKey(a, bc) = %q, expected %q", got, want)
	}
	seen := map[string][]string{}
	for _, parts := range [][]string{{}, {""}, {"", ""}, {"a", "bc"}, {"ab", "c"}, {"abc"}, {"a", "b", "c"}, {"1:a"},
		{"a1:b"}, {"a", "b"}} {
		key := evidence.HashKey(parts...)
		if other, known := seen[key]; known || len(key) != 26 {
			t.Errorf("%q has the key %q of %d letters, as has %q", parts, key, len(key), other)
		}
		seen[key] = parts
	}
}

// TestLinkIDs checks what makes a link the same link, and what makes it another.
func TestLinkIDs(t *testing.T) {
	scope := []evidence.ClaimID{"claim:1", "claim:2"}
	for name, same := range map[string][2]string{
		"order of a scope": {string(evidence.DerivationIDOf("source:a", "source:b", evidence.Cites, scope)),
			string(
				evidence.DerivationIDOf(
					"source:a", "source:b", evidence.Cites, []evidence.ClaimID{"claim:2", "claim:1", "claim:2"}))},
		"order of corroborators": {string(
			evidence.CorroborationIDOf("claim:1", []evidence.SourceID{"source:a", "source:b"})),
			string(evidence.CorroborationIDOf("claim:1", []evidence.SourceID{"source:b", "source:a"}))},
		"order of what is the same": {string(evidence.SamenessIDOf("source:a", "source:b")),
			string(evidence.SamenessIDOf("source:b", "source:a"))},
		"white space in a claim": {string(evidence.ClaimIDOf("It  is\nso. ")), string(evidence.ClaimIDOf("It is so."))},
	} {
		if same[0] != same[1] {
			t.Errorf("%s: %q and %q", name, same[0], same[1])
		}
	}
	ids := []string{
		string(evidence.DerivationIDOf("source:a", "source:b", evidence.Cites, scope)),
		string(evidence.DerivationIDOf("source:a", "source:b", evidence.Cites, nil)),
		string(evidence.DerivationIDOf("source:a", "source:b", evidence.Quotes, nil)),
		string(evidence.DerivationIDOf("source:b", "source:a", evidence.Cites, nil)),
		string(evidence.StatementIDOf("source:a", "claim:1", evidence.Supports)),
		string(evidence.StatementIDOf("source:a", "claim:1", evidence.Refutes)),
		string(evidence.CorroborationIDOf("claim:1", []evidence.SourceID{"source:a"})),
		string(evidence.CorroborationIDOf("claim:1", []evidence.SourceID{"source:a", "source:b"})),
		string(evidence.OwnershipIDOf("outlet:o", "organization:g", "")),
		string(evidence.OwnershipIDOf("outlet:o", "organization:g", "2020")),
		string(evidence.FundingIDOf("outlet:o", "organization:g", "")),
		string(evidence.FundingIDOf("organization:g", "person:p", "")),
		string(evidence.RelationIDOf("claim:1", evidence.PartOf, "claim:2")),
		string(evidence.RelationIDOf("claim:2", evidence.PartOf, "claim:1")),
		string(evidence.RelationIDOf("claim:1", evidence.Contradicts, "claim:2")), string(evidence.ClaimIDOf("It is so.")),
		string(evidence.ClaimIDOf("it is so.")),
	}
	seen := map[string]bool{}
	for i, id := range ids {
		if seen[id] {
			t.Errorf("id %d, %q, is of two links", i, id)
		}
		seen[id] = true
		if _, err := evidence.ParseID(id); err != nil {
			t.Errorf("id %d: %v", i, err)
		}
	}
}

func FuzzParseID(f *testing.F) {
	for _, seed := range []string{"claim:c1", "source:a b", "x:y", "claim:", "same:\u2028", "claim:\xff", "person: p"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id, err := evidence.ParseID(text)
		if err != nil {
			checkInvalid(t, text, "id", err)
			return
		}
		key := id.Key()
		if string(id) != text || !id.Kind().Valid() || key == "" || len(key) > evidence.MaxKeyBytes ||
			!utf8.ValidString(key) || strings.TrimSpace(key) != key {
			t.Errorf("ParseID(%q) = %q of kind %q and key %q", text, id, id.Kind(), key)
		}
		if again, err := evidence.ParseKey[evidence.ID](id.Kind(), text); err != nil || again != id {
			t.Errorf("ParseKey(%q) = %q, %v", text, again, err)
		}
	})
}

func FuzzParseKey(f *testing.F) {
	for _, seed := range []string{"s1", "source:s1", "claim:c1", "", " ", "a:b:c", "source:source:x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id, err := evidence.ParseKey[evidence.SourceID](evidence.KindSource, text)
		if err != nil {
			checkInvalid(t, text, "id", err)
			return
		}
		if evidence.ID(id).Kind() != evidence.KindSource || !strings.HasSuffix(string(id), text) {
			t.Errorf("ParseKey(%q) = %q", text, id)
		}
		if again, err := evidence.ParseKey[evidence.SourceID](evidence.KindSource, string(id)); err != nil || again != id {
			t.Errorf("ParseKey(%q) = %q, %v; expected it as it is", id, again, err)
		}
		if again, err := evidence.ParseID(string(id)); err != nil || again != evidence.ID(id) {
			t.Errorf("ParseID(%q) = %q, %v", id, again, err)
		}
	})
}

// TestRecords checks what every record says of itself: an id of its kind, and of a link its provenance.
func TestRecords(t *testing.T) {
	p := evidence.Provenance{Justification: "why"}
	links := []evidence.Link{
		with(goodStatement(), func(s *evidence.Statement) { s.Provenance = p }).Normalize(),
		with(goodDerivation(), func(d *evidence.Derivation) { d.Provenance = p }).Normalize(),
		with(goodCorroboration(), func(c *evidence.Corroboration) { c.Provenance = p }).Normalize(),
		with(goodOwnership(), func(o *evidence.Ownership) { o.Provenance = p }).Normalize(),
		with(goodFunding(), func(f *evidence.Funding) { f.Provenance = p }).Normalize(),
		with(goodSameness(), func(s *evidence.Sameness) { s.Provenance = p }).Normalize(),
		with(goodRelation(), func(r *evidence.Relation) { r.Provenance = p }).Normalize(),
		with(goodConfirmation(), func(c *evidence.Confirmation) { c.Provenance = p }).Normalize(),
		with(goodInterest(), func(i *evidence.Interest) { i.Provenance = p }).Normalize(),
		with(goodLeaning(), func(l *evidence.Leaning) { l.Provenance = p }).Normalize(),
	}
	for i, kind := range evidence.LinkKinds() {
		id, err := evidence.ParseID(string(links[i].LinkID()))
		if err != nil || id.Kind() != kind || links[i].Record().Justification != "why" {
			t.Errorf("a %s has the id %q (%v) and the record %+v", kind, id, err, links[i].Record())
		}
	}
	nodes := []evidence.Node{
		evidence.Organization{ID: "organization:x"}.Normalize(), evidence.Person{ID: "person:x"}.Normalize(),
		evidence.Outlet{ID: "outlet:x"}.Normalize(),
		evidence.Source{ID: "source:x"}.Normalize(), evidence.Claim{ID: "claim:x"}.Normalize(),
		evidence.ClaimReview{ID: "review:x"}.Normalize(),
	}
	for i, kind := range evidence.NodeKinds() {
		if want := evidence.ID(string(kind) + ":x"); nodes[i].NodeID() != want {
			t.Errorf("a %s has the id %q, expected %q", kind, nodes[i].NodeID(), want)
		}
	}
}
