package claimreview_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/formats/claimreview"
	"github.com/credence-graph/credence/internal/formats/formatstest"
)

func TestClaimReview_RoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		formatstest.RoundTrip(t, export.WriteClaimReview, claimreview.Format(), claimReviewCarries)
	})
}

// claimReviewCarries is the table of losses of export.WriteClaimReview.
func claimReviewCarries(g *export.Graph) *export.Graph {
	c := &export.Graph{}
	used := map[evidence.ID]bool{}
	for _, claim := range g.Claims {
		claim.Item, claim.Value = "", ""
		if claim.Name == claim.Text {
			claim.Name = ""
		}
		c.Claims = append(c.Claims, claim)
	}
	for _, s := range g.Statements {
		if s.Stance == evidence.Mentions {
			used[evidence.ID(s.Source)] = true
			c.Statements = append(c.Statements,
				evidence.Statement{Source: s.Source, Claim: s.Claim, Stance: s.Stance}.Normalize())
		}
	}
	for _, r := range g.Reviews {
		if claimreview.VerdictOf(r.AlternateName, r.RatingValue, r.BestRating, r.WorstRating) != r.Verdict {
			r.Verdict = claimreview.VerdictOf(r.AlternateName, r.RatingValue, r.BestRating, r.WorstRating)
		}
		var basis []evidence.Quote
		for _, q := range r.Basis {
			if q.Exact != "" {
				basis = append(basis, evidence.Quote{Exact: q.Exact})
			}
		}
		r.Basis, r.Reservations, r.CitesQuotes = basis, nil, nil
		for _, s := range r.Cites {
			used[evidence.ID(s)] = true
		}
		used[evidence.ID(r.Publisher)] = true
		c.Reviews = append(c.Reviews, r)
	}
	for _, s := range g.Sources {
		if !used[s.NodeID()] {
			continue
		}
		switch s.Kind {
		case evidence.Article, evidence.Report, evidence.Dataset, evidence.SocialPost:
		default:
			s.Kind = evidence.OtherSource
		}
		s.Identity, s.WithdrawnAt, s.Firsthand, s.Reliability = evidence.Named, "", nil, ""
		used[evidence.ID(s.Outlet)] = true
		for _, p := range s.Authors {
			used[evidence.ID(p)] = true
		}
		c.Sources = append(c.Sources, s)
	}
	for _, o := range g.Outlets {
		if used[o.NodeID()] {
			o.Domains = o.Domains[:min(1, len(o.Domains))]
			o.Country, o.Kind, o.Reliability = "", evidence.OtherOutlet, ""
			c.Outlets = append(c.Outlets, o)
		}
	}
	for _, p := range g.Persons {
		if used[p.NodeID()] {
			c.Persons = append(c.Persons, p)
		}
	}
	return c
}

// TestWriteClaimReview_HasWhatIsRequired holds every item against the properties that Google requires: claimReviewed,
// reviewRating and url of a ClaimReview (the address where it is known), alternateName of its rating, ratingValue
// within its scale where both are stated; and against the types that schema.org expects.
func TestWriteClaimReview_HasWhatIsRequired(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := formatstest.DrawGraph(t)
		var text bytes.Buffer
		if _, err := export.WriteClaimReview(&text, g); err != nil {
			t.Fatal(err)
		}
		var doc struct {
			Context string           `json:"@context"`
			Graph   []map[string]any `json:"@graph"`
		}
		if err := json.Unmarshal(text.Bytes(), &doc); err != nil || doc.Context != "https://schema.org" {
			t.Fatalf("%v, context %q", err, doc.Context)
		}
		if bytes.Contains(text.Bytes(), []byte("</script")) {
			t.Fatal("the document would end the script of a page that it stands in")
		}
		reviews := 0
		for _, item := range doc.Graph {
			if item["@type"] != "ClaimReview" {
				continue
			}
			r := g.Reviews[0]
			for _, candidate := range g.Reviews {
				if string(candidate.ID) == item["identifier"].(map[string]any)["value"] {
					r = candidate
				}
			}
			reviews++
			rating, _ := item["reviewRating"].(map[string]any)
			about, _ := item["itemReviewed"].(map[string]any)
			if item["claimReviewed"] == "" || item["claimReviewed"] != about["text"] || rating["@type"] != "Rating" ||
				rating["alternateName"] != r.AlternateName ||
				about["@type"] != "Claim" || cmp.Or(item["url"], any("")) != r.URL {
				t.Fatalf("%v lacks what is required", item)
			}
			if author, ok := item["author"].(map[string]any); ok != (r.Publisher != "") ||
				ok && (author["@type"] != "Organization" || author["name"] == "") {
				t.Fatalf("author %v of a review by %q", item["author"], r.Publisher)
			}
		}
		if reviews != len(g.Reviews) {
			t.Fatalf("%d reviews of %d", reviews, len(g.Reviews))
		}
	})
}

// review is a fact check as publishers mark it up.
const review = `{"@context":"https://schema.org","@type":"ClaimReview","url":"https://www.checks.example/1#a",` +
	`"datePublished":"2024-10-05T08:00:00+02:00",
 "claimReviewed":"The bridge is closed.","author":{"@type":"Organization","name":"Checks",` +
	`"url":"https://www.checks.example/"},
 "reviewRating":{"@type":"Rating","ratingValue":"1","bestRating":"5","worstRating":1,"alternateName":"Falsch"},
 "itemReviewed":{"@type":"Claim","author":{"@type":"Person","name":"A speaker"},"datePublished":"2024-10-01",
  "firstAppearance":{"@type":"SocialMediaPosting","url":"https://social.example/p/1"},` +
	`"appearance":["https://video.example/2"]}}`

func reviewLines() []string {
	claim := string(evidence.ClaimIDOf("The bridge is closed."))
	post, _ := evidence.SourceIDOf(evidence.Source{URL: "https://social.example/p/1"})
	video, _ := evidence.SourceIDOf(evidence.Source{URL: "https://video.example/2"})
	return []string{
		`{"type":"claim","id":"` + claim +
			`","text":"The bridge is closed.","claimant":"A speaker","claimDate":"2024-10-01"}`,
		`{"type":"source","id":"` + string(post) + `","kind":"SOCIAL_POST","url":"https://social.example/p/1"}`,
		`{"type":"source","id":"` + string(video) + `","url":"https://video.example/2"}`,
		`{"type":"statement","source":"` + string(post) + `","claim":"` + claim + `","stance":"MENTIONS"}`,
		`{"type":"statement","source":"` + string(video) + `","claim":"` + claim + `","stance":"MENTIONS"}`,
		`{"type":"outlet","id":"outlet:checks.example","name":"Checks","domains":["checks.example"]}`,
		`{"type":"review","id":"` + evidence.HashKey("https://checks.example/1", claim) + `","claim":"` + claim +
			`","publisher":"outlet:checks.example",
		  "url":"https://www.checks.example/1#a","datePublished":"2024-10-05","verdict":"FALSE",` +
			`"alternateName":"Falsch",` +
			`"ratingValue":1,"bestRating":5,"worstRating":1,"basis":null,"cites":null,` +
			`"edition":"2024-10-05T08:00:00+02:00"}`,
	}
}

func TestClaimReview_WhereverItStands(t *testing.T) {
	for name, text := range map[string]string{
		"an object":         review,
		"a byte order mark": "\xef\xbb\xbf" + review,
		"a list":            "[" + review + "]",
		"a graph": `{"@context":"https://schema.org","@graph":[{"@type":"WebSite","@id":"#s","name":"x"},` +
			review + `]}`,
		"a graph of one": `{"@graph":` + review + `}`,
		"a feed": `{"@type":"DataFeed","name":"f","dataFeedElement":[{"@type":"DataFeedItem",` +
			`"dateCreated":"2024","item":[` + review + `]}]}`,
		"a list of feeds": `[{"@type":"DataFeed","dataFeedElement":[{"@type":"DataFeedItem","item":` + review + `}]}]`,
		"a page": "<!DOCTYPE html><html><head><title>ClaimReview</title>\n<script " +
			"type=\"application/ld+json\">\n" + review + "</script></head><body>x</body></html>",
		"prefixed names": strings.NewReplacer(`"ClaimReview"`, `"schema:ClaimReview"`,
			`"claimReviewed"`, `"schema:claimReviewed"`,
			`"@type":"Claim"`, `"@type":["https://schema.org/Claim"]`).Replace(review),
	} {
		t.Run(name, func(t *testing.T) {
			if !claimreview.Format().Recognise("x", []byte(text)) {
				t.Error("is not recognised")
			}
			f := formatstest.MustRead(t, claimreview.Format(), text)
			formatstest.WantLines(t, f, reviewLines()...)
			if len(f.Rejects) > 0 {
				t.Errorf("rejected: %v", f.Rejects)
			}
			formatstest.Imported(t, f.Lines)
		})
	}
}

func TestClaimReview_LooksUpWhatIsNamed(t *testing.T) {
	f := formatstest.MustRead(t, claimreview.Format(), `{"@graph":[
		{"@type":"ClaimReview","claimReviewed":"It is so.","author":{"@id":"#o"},"itemReviewed":{"@id":"#c"},`+
		`"reviewRating":{"alternateName":"Mostly True: in essence"}},
		{"@type":"Claim","@id":"#c","author":"Somebody","name":"It is so."},`+
		`{"@type":"NewsMediaOrganization","@id":"#o","name":"The Paper"}]}`)
	claim, outlet := string(evidence.ClaimIDOf("It is so.")), "outlet:"+evidence.HashKey("the paper")
	formatstest.WantLines(t, f,
		`{"type":"claim","id":"`+claim+`","text":"It is so.","claimant":"Somebody"}`,
		`{"type":"claim","id":"`+claim+`","text":"It is so.","claimant":"Somebody"}`,
		`{"type":"outlet","id":"`+outlet+`","name":"The Paper"}`,
		`{"type":"review","id":"`+evidence.HashKey("", claim, outlet, "")+`","claim":"`+claim+`","publisher":"`+outlet+
			`","verdict":"MOSTLY_TRUE","alternateName":"Mostly True: in essence"}`)
}

func TestClaimReview_FactCheckTools(t *testing.T) {
	text := `{"claims":[{"text":"It is so.","claimant":"Somebody","claimDate":"2024-01-02T00:00:00Z","claimReview":[
		{"publisher":{"name":"Checks","site":"checks.example"},` +
		`"url":"https://checks.example/9","title":"t","reviewDate":"2024-01-03T00:00:00Z",` +
		`"textualRating":"Pants on Fire!","languageCode":"en"}]},
		{"text":"Nobody checked.","claimReview":[]}],"nextPageToken":"CAo"}`
	if !claimreview.Format().Recognise("x", []byte(text)) {
		t.Error("is not recognised")
	}
	claim := string(evidence.ClaimIDOf("It is so."))
	formatstest.WantLines(t, formatstest.MustRead(t, claimreview.Format(), text),
		`{"type":"claim","id":"`+claim+
			`","text":"It is so.","claimant":"Somebody","claimDate":"2024-01-02","language":"en"}`,
		`{"type":"outlet","id":"outlet:checks.example","name":"Checks","domains":["checks.example"]}`,
		`{"type":"review","id":"`+evidence.HashKey("https://checks.example/9", claim)+`","claim":"`+claim+
			`","publisher":"outlet:checks.example","url":"https://checks.example/9",
		  "datePublished":"2024-01-03","verdict":"FALSE","alternateName":"Pants on Fire!",
		  "basis":null,"cites":null,"ratingValue":null,"bestRating":null,"worstRating":null,`+
			`"edition":"2024-01-03T00:00:00Z"}`)
}

func TestClaimReview_Verdicts(t *testing.T) {
	n := func(x float64) *float64 { return &x }
	for _, c := range []struct {
		words              string
		value, best, worst *float64
		want               evidence.Verdict
	}{
		{"FALSE", n(5), n(5), n(1), evidence.VerdictFalse}, // words before numbers
		{"Größtenteils  falsch.", nil, nil, nil, evidence.VerdictMostlyFalse},
		{"C’est vrai", nil, nil, nil, evidence.VerdictTrue},
		{"Фейк", nil, nil, nil, evidence.VerdictFalse},
		{"Four Pinocchios", nil, nil, nil, evidence.VerdictFalse},
		{"Nicht belegt", nil, nil, nil, evidence.VerdictUnproven},
		{"True, but misleading", nil, nil, nil, evidence.VerdictOther},
		{"Misleading", nil, nil, nil, evidence.VerdictOther},
		{"Grade", n(4), nil, nil, evidence.VerdictMostlyTrue}, // 1 to 5 where nothing is said
		{"Grade", n(3), n(5), n(1), evidence.VerdictMixture},
		{"Grade", n(10), n(10), n(0), evidence.VerdictTrue},
		{"Grade", n(2), n(10), n(0), evidence.VerdictMostlyFalse}, // 0.2 is nearest to a quarter
		{"Grade", n(1), n(1), n(5), evidence.VerdictTrue},         // the best is the smaller number
		{"Grade", n(-1), n(-1), n(-1), evidence.VerdictOther},     // no scale
		{"Grade", n(6), n(5), n(1), evidence.VerdictOther},        // off the scale
		{"Grade", n(7), nil, n(7), evidence.VerdictOther},
		{"Grade", nil, n(5), n(1), evidence.VerdictOther},
	} {
		if got := claimreview.VerdictOf(c.words, c.value, c.best, c.worst); got != c.want {
			t.Errorf("%q %v: %s, want %s", c.words, c.value, got, c.want)
		}
	}
}

func TestClaimReview_Bad(t *testing.T) {
	page := func(scripts ...string) string {
		text := "<html>"
		for _, s := range scripts {
			text += `<script type="application/ld+json">` + s + `</script>`
		}
		return text + `<script>var x = "ClaimReview"</script></html>`
	}
	deep := `{"@type":"ClaimReview","claimReviewed":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`
	for _, c := range []struct {
		name, text string
		lines      int
		rejects    []string
		err        string
	}{
		{
			"a broken script beside a good one", page(`{"@type":"ClaimReview"`, review),
			7, []string{"script 1: : not valid JSON (unexpected end of JSON input); expected JSON-LD"}, "",
		},
		{
			"an item without a claim", `[{"@type":"ClaimReview","url":"https://a.example"},` + review + `]`,
			7, []string{"[0]: claimReviewed: missing; expected the claim as a sentence"}, "",
		},
		{
			"an item without a verdict", `{"@type":"ClaimReview","claimReviewed":"x"}`, 1,
			[]string{
				"the object: reviewRating: says nothing; expected alternateName, the verdict in the publisher's " +
					"words, or a ratingValue",
			}, "",
		},
		{
			"what is not an item", `[1,"x",null,` + review + `]`, 7,
			[]string{
				"[0]: : found 1; expected an object", `[1]: : found "x"; expected an object`,
				"[2]: : found null; expected an object",
			}, "",
		},
		{
			"bad UTF-8", "[{\"@type\":\"ClaimReview\",\"claimReviewed\":\"caf\xe9\"}," + review + "]", 7,
			[]string{"[0]: : not UTF-8; expected text in UTF-8"}, "",
		},
		{
			"swapped columns",
			`{"@type":"ClaimReview","claimReviewed":{"a":1},"reviewRating":"False","url":["https://a.example/1"]}`, 0,
			[]string{"the object: claimReviewed: missing; expected the claim as a sentence"}, "",
		},
		{"a cut end", `[` + review + `,{"@type":"Claim`, 7, nil, "doc: ends in the middle of the JSON document"},
		{"NUL", "[" + review + ",\x00]", 7, nil, "doc: not valid JSON"},
		{"20,000 lists in one another", deep, 0, nil, "doc: not valid JSON"},
		{"nothing", "", 0, nil, "doc: ends in the middle of the JSON document"},
		{"UTF-16", "\xff\xfe{\x00\"\x00", 0, nil, "doc: not valid JSON"},
		{"no fact check", `{"@type":"WebSite","name":"x"}`, 0, nil, "doc: holds no ClaimReview"},
		{"a page without one", page(`{"@type":"WebSite"}`), 0, nil, "doc: holds no ClaimReview"},
		{"something after it", review + "]", 7, nil, "doc: something follows the JSON document"},
		{
			"an item of 11 MB", `[` + review + `,"` + strings.Repeat("a", 11<<20) + `"]`, 7, nil,
			"doc: an item is longer than 10 MB",
		},
		{"a script of 11 MB", page(review, `"`+strings.Repeat("a", 11<<20)+`"`), 7,
			[]string{"script 2: : not valid JSON (unexpected end of JSON input); expected JSON-LD"},
			"doc: the page cannot be read"},
		{"things that name themselves",
			`{"@graph":[{"@type":"ClaimReview","claimReviewed":"x","author":{"@id":"#a"},` +
				`"reviewRating":{"@id":"#b"}},{"@id":"#a","review":{"@id":"#a"}}]}`, 1,
			[]string{
				"@graph[0]: reviewRating: says nothing; expected alternateName, the verdict in the publisher's " +
					"words, or a ratingValue",
			}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			formatstest.CheckBad(t, claimreview.Format(), c.text, c.lines, c.rejects, c.err)
		})
	}
}

func FuzzClaimReview(f *testing.F) {
	f.Add([]byte(review))
	f.Add([]byte("<script type=application/ld+json>[" + review + "]</script>"))
	f.Add([]byte(`{"@graph":[{"@type":"ClaimReview","author":{"@id":"#o"}},{"@id":"#o"}],` +
		`"claims":[{"text":"x","claimReview":[{"publisher":{"site":"a.example"},"textualRating":"x"}]}]}`))
	formatstest.FuzzReading(f, claimreview.Format)
}
