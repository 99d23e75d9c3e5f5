package dossier_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/dossier"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memstore"
)

const hostile = `</title><script>alert(1)</script>"><img src=x onerror=alert(2)>'&<!--`

func put[T any](values ...T) (puts []evidence.Put[T]) {
	for _, v := range values {
		puts = append(puts, evidence.Put[T]{Value: v})
	}
	return puts
}

func store(t *testing.T, batches ...evidence.Batch) *memstore.Store {
	t.Helper()
	s := memstore.New(func() time.Time { return time.Date(2024, 10, 5, 12, 0, 0, 0, time.UTC) }, 100_000)
	for _, b := range batches {
		if _, err := s.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func says(source evidence.SourceID, stance evidence.Stance, quote string) evidence.Statement {
	return evidence.Statement{Source: source, Claim: "claim:c", Stance: stance, Provenance: evidence.Provenance{
		RecordedFrom: "the file", Quotes: []evidence.Quote{{Exact: quote, StartLine: 4, EndLine: 7}},
	}}
}

// town is a claim with two papers that print one wire report, one copied text, one own report, one that was
// withdrawn, and one that refutes.
func town() evidence.Batch {
	return evidence.Batch{
		Claims: put(evidence.Claim{ID: "claim:c", Text: "The bridge is closed.", Claimant: "the mayor"}),
		Outlets: put(evidence.Outlet{ID: "outlet:post", Name: "The Post"},
			evidence.Outlet{ID: "outlet:wire", Name: "Wire", Kind: evidence.Wire}),
		Organizations: put(evidence.Organization{ID: "organization:holding", Name: "Holding"}),
		Sources: put(
			evidence.Source{ID: "source:post", Title: "Post report", Outlet: "outlet:post", PublishedAt: "2024-05-02",
				URL: "https://post.example/1"},
			evidence.Source{ID: "source:daily", Title: "Daily report", PublishedAt: "2024-05-03"},
			evidence.Source{ID: "source:blog", Title: "Blog", PublishedAt: "2024-05-04"},
			evidence.Source{ID: "source:wire", Title: "Wire report", Outlet: "outlet:wire", PublishedAt: "2024-05-01",
				Firsthand: &evidence.Firsthand{Share: 1}},
			evidence.Source{ID: "source:camera", Title: "Camera", PublishedAt: "2024-05-02",
				Firsthand: &evidence.Firsthand{Share: 1}},
			evidence.Source{ID: "source:gone", Title: "Gone", PublishedAt: "2024-05-02", WithdrawnAt: "2024-05-06"},
			evidence.Source{ID: "source:denial", Title: "Denial", PublishedAt: "2024-05-05",
				Firsthand: &evidence.Firsthand{Share: 1}}),
		Statements: put(says("source:post", evidence.Supports, "closed, said the Post"),
			says("source:daily", evidence.Supports, "closed, said the Daily"),
			says("source:blog", evidence.Supports, "closed, said the blog"), says("source:camera", evidence.Supports,
				"a picture"), says("source:gone", evidence.Supports, "closed"),
			says("source:denial", evidence.Refutes, "open, said the city")),
		Derivations: put(
			evidence.Derivation{From: "source:post", To: "source:wire", Kind: evidence.Syndicates,
				Provenance: evidence.Provenance{Quotes: []evidence.Quote{{Exact: "(Wire)", Locator: "byline"}}}},
			evidence.Derivation{From: "source:daily", To: "source:wire", Kind: evidence.Syndicates},
			evidence.Derivation{From: "source:blog", To: "source:post", Kind: evidence.Copies, CopiedShare: new(.9),
				Status: evidence.Confirmed}),
		Ownerships: put(evidence.Ownership{Asset: "outlet:post", Owner: "organization:holding",
			Provenance: evidence.Provenance{Quotes: []evidence.Quote{{Exact: "a company of the Holding"}}}}),
		Reviews: put(evidence.ClaimReview{ID: "review:r", Claim: "claim:c", Publisher: "outlet:post",
			Verdict: evidence.VerdictMixture, AlternateName: "Half right",
			Basis: []evidence.Quote{{Exact: "one lane is open", Locator: "p. 2"}}}),
	}
}

func page(t *testing.T, s evidence.Reader) string {
	t.Helper()
	c, err := dossier.Open(t.Context(), s, "claim:c", evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := c.Write(&out); err != nil {
		t.Fatal(err)
	}
	if name := os.Getenv("DOSSIER_OUT"); name != "" {
		_ = os.WriteFile(name, out.Bytes(), 0o600)
	}
	return out.String()
}

func TestDossier(t *testing.T) {
	s := store(t, town())
	text := page(t, s)
	c, err := dossier.Open(t.Context(), s, "claim:c", evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	wanted := []string{
		`<h1 dir="auto">The bridge is closed.</h1>`, "first said by <bdi>the mayor</bdi>", "Post report",
		"syndicates &#34;Wire report&#34;", "copies &#34;Post report&#34;", "withdrawn 2024-05-06",
		"closed, said the Post", "closed, said the Daily", "closed, said the blog", "a picture", "open, said the city",
		"(Wire)", "byline", "a company of the Holding",
		"<bdi>lines 4-7</bdi> of <bdi>the file</bdi>", `<a href="https://post.example/1" rel="noreferrer">`,
		"Half right", "one lane is open", "p. 2", "The Post is owned by Holding",
		"What supports it", "What refutes it", "Every quote", `class="copies"`, ">copied<", "Who owns", "<main>",
		`role="img"`, `lang="en"`,
		"2 links of this evidence have no quote.",
	}
	said := append(c.Answer.Explanation(), c.Answer.Caveats()...)
	questions := append(c.Answer.Supporting.OpenQuestions(), c.Answer.Refuting.OpenQuestions()...)
	if len(questions) == 0 {
		t.Error("no question is open: the page shows none")
	}
	for _, q := range questions {
		said = append(said, convergence.Note{Text: q.Text})
	}
	for _, n := range said {
		wanted = append(wanted, strings.NewReplacer("&", "&amp;", `"`, "&#34;", "'", "&#39;", "+", "&#43;", "<",
			"&lt;").Replace(n.Text))
	}
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	checkPage(t, text)
}

// TestDossier_Interests shows who gains from the claim, through what, and who speaks against its interest. The Daily
// has the same basis as the Post, whose owner gains, so that nothing is lost without the Post. The camera is a party
// that would gain if the claim were not believed: nothing is taken away for that.
func TestDossier_Interests(t *testing.T) {
	told := func(exact string) evidence.Provenance {
		return evidence.Provenance{Quotes: []evidence.Quote{{Exact: exact, Locator: "p. 9"}}}
	}
	text := page(t, store(t, town(), evidence.Batch{
		Interests: put(
			evidence.Interest{Holder: "organization:holding", Claim: "claim:c", Direction: evidence.For,
				Kind: evidence.OwnerInterest, ValidFrom: "2020-05", Provenance: told("runs the <ferry>")},
			evidence.Interest{Holder: "source:camera", Claim: "claim:c", Direction: evidence.Against,
				Kind: evidence.PartyInterest, Provenance: told("lives off the toll")}),
		Leanings: put(evidence.Leaning{Outlet: "outlet:post", Scheme: "political", Value: "left", RatedBy: "Board",
			Provenance: told("left of centre")}),
	}))
	for _, want := range []string{
		"<th scope=\"col\" class=\"n\">Without interests</th>",
		`<th scope="row">What supports it</th><td class="n">4</td><td class="n">2.00</td><td class="n">2.00</td>`,
		"its owner Holding, an owner since May 2020", "The Post is owned by Holding",
		"gains if the claim is believed, and supports it", "supports the claim against its interest",
		"itself, a party", `<q dir="auto">runs the &lt;ferry&gt;</q> <bdi>p. 9</bdi>`, "lives off the toll",
		"What supports it, by how others rate its outlets", `<th scope="row" dir="auto">left</th>`,
		"Holding has an interest in it (FOR, OWNER), since May 2020",
		"The Post is rated &#34;left&#34; in the scheme &#34;political&#34; by Board",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	checkPage(t, text)
	if plain := page(t, store(t, town())); strings.Contains(plain, "nterests") {
		t.Error("the page speaks of interests though nobody looked for them")
	}
}

// checkPage looks for what no page may have, and reads it to its end as XML does.
func checkPage(t *testing.T, text string) {
	t.Helper()
	for _, never := range []string{"<script", "<img", "onerror=", "javascript:", "<link", "@import", "url(", " style=",
		"ZgotmplZ"} {
		if strings.Contains(strings.ToLower(strings.ReplaceAll(text, "&lt;", "")), strings.ToLower(never)) &&
			!strings.Contains(hostile, never) {
			t.Errorf("the page has %q", never)
		}
	}
	svg := regexp.MustCompile(`(?s)<svg.*</svg>`).FindString(text)
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the picture is no XML: %v\n%s", err, svg)
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(text, -1) {
		if ids[m[1]] {
			t.Errorf("the id %q stands twice", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(` (?:href="#|aria-labelledby=")([^"]*)"`).FindAllStringSubmatch(text, -1) {
		for _, id := range strings.Fields(m[1]) {
			if !ids[id] {
				t.Errorf("the page names the id %q, which it does not have", id)
			}
		}
	}
}

// TestHostileText has markup in every text that a record can hold.
func TestHostileText(t *testing.T) {
	p := evidence.Provenance{RecordedFrom: hostile, Justification: hostile, Quotes: []evidence.Quote{
		{Exact: hostile, Prefix: hostile, Suffix: hostile, Locator: hostile + "\x01\u2028"},
	}}
	s := store(t, evidence.Batch{
		Claims:        put(evidence.Claim{ID: "claim:c", Text: hostile, Name: hostile + "\x01", Claimant: hostile}),
		Outlets:       put(evidence.Outlet{ID: "outlet:o", Name: hostile + "\x1b"}),
		Organizations: put(evidence.Organization{ID: "organization:o", Name: hostile}),
		Persons:       put(evidence.Person{ID: "person:p", Name: hostile}),
		Sources: put(evidence.Source{ID: "source:a", Title: hostile, Outlet: "outlet:o",
			Authors: []evidence.PersonID{"person:p"}, URL: "https://a.example/\"><script>alert(3)</script>"},
			evidence.Source{ID: "source:" + hostile}),
		Statements: put(evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports,
			Provenance: p},
			evidence.Statement{Source: "source:" + hostile, Claim: "claim:c", Stance: evidence.Refutes, Provenance: p}),
		Derivations: put(evidence.Derivation{From: "source:a", To: "source:" + hostile, Kind: evidence.Cites,
			Provenance: p}),
		Ownerships: put(evidence.Ownership{Asset: "outlet:o", Owner: "organization:o", Provenance: p}),
		Reviews: put(evidence.ClaimReview{ID: "review:r", Claim: "claim:c", Publisher: "outlet:o",
			Verdict: evidence.VerdictFalse, AlternateName: hostile, Basis: p.Quotes}),
	})
	text := page(t, s)
	if strings.Contains(text, "<script") || strings.Contains(text, "<img") || strings.Contains(text, "<!--") {
		t.Errorf("markup of a text came through:\n%s", text)
	}
	checkPage(t, text)
	list := get(t, s, "/")
	if strings.Contains(list.Body.String(), "<script") || strings.Contains(list.Body.String(), "<img") {
		t.Errorf("markup of a text came through into the list:\n%s", list.Body)
	}
}

// TestFlatLine follows the claim over the days, the numbers worked out by hand: three say so on 2 May (one that
// prints the wire, the camera, and one that names nothing and is withdrawn on the 6th), a second that prints the wire
// on the 3rd, a copy on the 4th.
func TestFlatLine(t *testing.T) {
	s := store(t, town())
	f, err := dossier.FlatLineOf(t.Context(), s, "claim:c", basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range f.Days {
		line := fmt.Sprintf("%s %d %.2f", d.Date.Format(time.DateOnly), d.Sources, d.Demonstrated)
		for _, a := range d.Arrivals {
			line += fmt.Sprintf("; %s %v %v", a.Name, a.From, a.Own)
		}
		got = append(got, line)
	}
	want := []string{
		`2024-05-02 3 2.00; "Camera" [] true; "Gone" [] false; "Post report" [syndicates "Wire report"] false`,
		`2024-05-03 4 2.00; "Daily report" [syndicates "Wire report"] false`,
		`2024-05-04 5 2.00; "Blog" [copies "Post report"] false`,
		"2024-05-06 4 2.00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the days (-want +got):\n%s", diff)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	if name := os.Getenv("FLATLINE_OUT"); name != "" {
		_ = os.WriteFile(name, out.Bytes(), 0o600)
	}
	for _, want := range []string{"went from 3 to 4", "2 May 2024: &#34;Post report&#34; syndicates &#34;Wire report&#34;",
		"4 May 2024: &#34;Blog&#34; copies &#34;Post report&#34;", "&#34;Gone&#34;, which names no origin", "4 support it",
		"2.00 demonstrated",
		"2.00 of them at first, 2.00 finally"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the picture does not say %q:\n%s", want, out.String())
		}
	}
	checkPage(t, out.String())
}

// TestLongFlatLine takes forty of many days, the first and the last among them, and says so.
func TestLongFlatLine(t *testing.T) {
	b := evidence.Batch{Claims: put(evidence.Claim{ID: "claim:c", Text: hostile + "\x01"})}
	for i := range 100 {
		id := evidence.SourceID(fmt.Sprintf("source:%03d", i))
		day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i)
		b.Sources = append(b.Sources, put(evidence.Source{ID: id, Title: hostile + string(id),
			PublishedAt: evidence.Date(day.Format(time.DateOnly))})...)
		b.Statements = append(b.Statements, put(says(id, evidence.Supports, "so"))...)
	}
	b.Sources = append(b.Sources, put(evidence.Source{ID: "source:undated"})...)
	b.Statements = append(b.Statements, put(says("source:undated", evidence.Supports, "so"))...)
	s := store(t, b)
	got := get(t, s, "/claim/c/flatline.svg")
	if got.Code != 200 || got.Header().Get("Content-Type") != "image/svg+xml" {
		t.Fatalf("%d %v", got.Code, got.Header())
	}
	for _, want := range []string{"Of 100 days on which something changed, 40 are drawn.",
		"1 source without a known date",
		"went from 2 to 101", "and 77 more."} {
		if !strings.Contains(got.Body.String(), want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
	if strings.Contains(got.Body.String(), "<script") {
		t.Error("markup of a text came through")
	}
	checkPage(t, got.Body.String())
	none := get(t, store(t, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:c", Text: "So."})}),
		"/claim/c/flatline.svg")
	if !strings.Contains(none.Body.String(), "No source with a known date supports it.") {
		t.Errorf("of nothing it says %s", none.Body)
	}
}

func get(t *testing.T, s evidence.Reader, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	pages := dossier.Pages{Reader: s, Service: inquiry.New(s), Policy: basis.DefaultPolicy()}
	mux := http.NewServeMux()
	for pattern, page := range pages.Routes() {
		mux.Handle(pattern, page)
	}
	mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	return w
}

func TestPages(t *testing.T) {
	s := store(t, town(), evidence.Batch{Claims: put(evidence.Claim{ID: "claim:a/b c?", Text: "Another."})})
	for path, want := range map[string]struct {
		status int
		text   string
	}{
		"/": {200, `href="/claim/a%2Fb%20c%3F"`}, "/claim/c": {200,
			`<h1 dir="auto">The bridge is closed.</h1>`}, "/claim/claim:c": {200, `<h1 dir="auto">The bridge is ` +
			`closed.</h1>`},
		"/claim/a%2Fb%20c%3F": {200, `<h1 dir="auto">Another.</h1>`}, "/claim/none": {404,
			"the graph has no claim"}, "/claim/source:c": {400, "names a source where a claim is expected"},
		"/claim/c/nothing": {404, "There is nothing at this path."}, "/claim/%00": {400,
			"control character"}, "/?after=claim:c": {200, "There are no claims after these."},
	} {
		got := get(t, s, path)
		if got.Code != want.status || !strings.Contains(got.Body.String(), want.text) {
			t.Errorf("%s: %d, expected %d and %q:\n%s", path, got.Code, want.status, want.text, got.Body)
		}
		if policy := got.Header().Get("Content-Security-Policy"); !strings.Contains(policy,
			"default-src 'none'; style-src 'sha256-") ||
			got.Header().Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: the headers are %v", path, got.Header())
		}
	}
	row := regexp.MustCompile(`The bridge is closed\.</a></th><td class="n">4</td><td class="n">2\.00</td>`)
	if !row.MatchString(get(t, s, "/").Body.String()) {
		t.Errorf("the list does not say 4 sources, 2.00 demonstrated:\n%s", get(t, s, "/").Body)
	}
}

// TestListByPage goes through 401 claims by pages of 200.
func TestListByPage(t *testing.T) {
	b := evidence.Batch{}
	for i := range 401 {
		b.Claims = append(b.Claims, put(evidence.Claim{ID: evidence.ClaimID(fmt.Sprintf("claim:%03d &", i)),
			Text: "So."})...)
	}
	s := store(t, b)
	seen, path := 0, "/"
	for pages := 0; path != ""; pages++ {
		body := get(t, s, path).Body.String()
		seen += strings.Count(body, `<a href="/claim/`)
		path = ""
		if m := regexp.MustCompile(`<a href="(/\?after=[^"]*)"`).FindStringSubmatch(body); m != nil {
			path = m[1]
		}
		if pages > 3 {
			t.Fatal("there is no end to the pages")
		}
	}
	if seen != 401 {
		t.Errorf("%d claims on all pages, expected 401", seen)
	}
}

// TestCrowdedPicture says what it leaves out of the evidence of 1,000 sources.
func TestCrowdedPicture(t *testing.T) {
	b := evidence.Batch{Claims: put(evidence.Claim{ID: "claim:c", Text: "So."})}
	for i := range 1000 {
		id := evidence.SourceID(fmt.Sprintf("source:%04d", i))
		b.Sources = append(b.Sources, put(evidence.Source{ID: id})...)
		if i < 400 {
			b.Statements = append(b.Statements, put(says(id, evidence.Supports, "so"))...)
			b.Derivations = append(b.Derivations,
				put(evidence.Derivation{From: id, To: evidence.SourceID(fmt.Sprintf("source:%04d", 400+i)),
					Kind: evidence.Cites})...)
		}
	}
	text := page(t, store(t, b))
	if boxes := strings.Count(text, `class="box"`); boxes != 1+24+20 {
		t.Errorf("%d boxes, expected the claim, 24 sources and 20 that they take from", boxes)
	}
	// 376 of 400 that say so, and 4 of the 24 that these take from.
	if want := "The picture leaves out 380 of 425 nodes"; !strings.Contains(text, want) {
		t.Errorf("the page does not say %q: %s", want,
			regexp.MustCompile(`The picture leaves out[^<]*`).FindString(text))
	}
	checkPage(t, text)
}

// TestDossier_RightToLeft: whatever is somebody's text finds its own direction, and does not reorder what is
// around it.
func TestDossier_RightToLeft(t *testing.T) {
	b := town()
	b.Claims[0].Value.Text, b.Claims[0].Value.Language, b.Claims[0].Value.Claimant = "הגשר סגור (ABC).", "he", "העירייה"
	b.Sources[0].Value.Title, b.Sources[0].Value.Language = "דו״ח", "he"
	b.Statements[0].Value.Provenance.Quotes[0].Exact = "הגשר סגור"
	text := page(t, store(t, b))
	for _, want := range []string{
		`<h1 dir="auto" lang="he">הגשר סגור (ABC).</h1>`, "first said by <bdi>העירייה</bdi>", `<title dir="auto">`,
		`<th scope="row" dir="auto" lang="he">`, `<blockquote dir="auto">הגשר סגור</blockquote>`,
		`<bdi>&#34;Daily report&#34;</bdi> and <bdi>&#34;דו״ח&#34;</bdi> count once`, "unicode-bidi: plaintext",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	checkPage(t, text)
}
