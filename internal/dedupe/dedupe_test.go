package dedupe_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/dedupe"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

var recorded = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)

func puts[T any](values ...T) []evidence.Put[T] {
	list := make([]evidence.Put[T], len(values))
	for i, v := range values {
		list[i].Value = v
	}
	return list
}

// holding returns a store that holds batches.
func holding(t testing.TB, batches ...evidence.Batch) *memstore.Store {
	t.Helper()
	store := memstore.New(func() time.Time { return recorded }, 1000)
	for _, b := range batches {
		if _, err := store.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

func find(t testing.TB, store dedupe.Store) *dedupe.Result {
	t.Helper()
	found, err := dedupe.Find(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// told writes suggestions as "a=b STRENGTH RULE,RULE", with bare keys.
func told(r *dedupe.Result) []string {
	lines := []string{}
	for _, s := range r.Suggestions {
		rules := make([]string, len(s.Reasons))
		for i, reason := range s.Reasons {
			rules[i] = string(reason.Rule)
		}
		lines = append(lines, fmt.Sprintf("%s=%s %s %s", s.A.Key(), s.B.Key(), s.Strength, strings.Join(rules, ",")))
	}
	return lines
}

func check(t *testing.T, want []string, b evidence.Batch) *dedupe.Result {
	t.Helper()
	found := find(t, holding(t, b))
	if got := told(found); !slices.Equal(got, want) {
		t.Errorf("suggested are\n  %s\nexpected\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	return found
}

func outlet(id, name string, more ...string) evidence.Outlet {
	o := evidence.Outlet{ID: evidence.OutletID("outlet:" + id), Name: name}
	for _, m := range more {
		switch {
		case strings.Contains(m, "."):
			o.Domains = append(o.Domains, m)
		case len(m) == 2:
			o.Country = m
		default:
			o.Kind = evidence.OutletKind(m)
		}
	}
	return o
}

func TestFind_Outlets(t *testing.T) {
	for name, test := range map[string]struct {
		a, b evidence.Outlet
		want string
	}{
		"an article": {outlet("a", "The Kyiv Post"), outlet("b", "Kyiv Post"), "GOOD NAME"},
		"an article, of one country": {outlet("a", "The Kyiv Post", "UA"), outlet("b", "Kyiv Post", "UA"),
			"GOOD NAME"},
		"one host and name": {outlet("a", "The Kyiv Post", "kyivpost.com"),
			outlet("b", "Kyiv Post", "www.kyivpost.com"), "STRONG DOMAIN,NAME"},
		"one host, a name of its domain": {outlet("a", "kyivpost.com", "kyivpost.com"),
			outlet("b", "Kyiv Post", "kyivpost.com"), "GOOD DOMAIN"},
		"the edition for small screens": {outlet("a", "Kyiv Post", "m.kyivpost.com"),
			outlet("b", "Kyiv Post", "kyivpost.com"), "STRONG DOMAIN,NAME"},
		"an edition in another tongue": {outlet("a", "CNN Arabic", "arabic.cnn.com"), outlet("b", "CNN", "cnn.com"),
			"WEAK DOMAIN"},
		"one name on two hosts": {outlet("a", "El Faro Sur", "www2.elfaro.es"),
			outlet("b", "El Faro Sur", "diario.elfaro.es"), "STRONG NAME,DOMAIN"},
		"an agency":                   {outlet("a", "Reuters News Agency"), outlet("b", "Reuters"), "GOOD AGENCY"},
		"an agency in another script": {outlet("a", "Рейтер"), outlet("b", "Reuters"), "GOOD AGENCY"},
		"an agency by its capitals": {outlet("a", "AP", "WIRE"), outlet("b", "The Associated Press", "WIRE"),
			"WEAK AGENCY"},
		"capitals and accents": {outlet("a", "EL PAIS Semanal"), outlet("b", "El País semanal"), "GOOD NAME"},
		"a sign for a word":    {outlet("a", "Stars & Stripes"), outlet("b", "Stars and Stripes"), "GOOD NAME"},
		"one name of one country": {outlet("a", "Evening Standard", "GB"), outlet("b", "Evening Standard", "gb"),
			"STRONG NAME"},
		"a name of one word": {outlet("a", "Libération"), outlet("b", "Liberation"), "WEAK NAME"},
		"one name of two sorts": {outlet("a", "Georgetown Voice", "ACADEMIC"),
			outlet("b", "Georgetown Voice", "NEWS"), "WEAK NAME"},
		"a name of a common word, country": {outlet("a", "The Times", "GB"), outlet("b", "Times", "GB"), "GOOD NAME"},
		"a name of a common word":          {outlet("a", "The Times"), outlet("b", "Times"), ""},
		"two countries":                    {outlet("a", "The Guardian", "GB"), outlet("b", "The Guardian", "NG"), ""},
		"two domains": {outlet("a", "The Guardian", "theguardian.com"),
			outlet("b", "The Guardian", "guardian.ng"), ""},
		"two domains of an agency": {outlet("a", "AP", "apa.az"), outlet("b", "Associated Press", "apnews.com"),
			""},
		"an article that is not English":     {outlet("a", "La Presse"), outlet("b", "Die Presse"), ""},
		"an article that is not English, on": {outlet("a", "Die Zeit"), outlet("b", "Zeit"), ""},
		"a part of a name":                   {outlet("a", "Le Monde"), outlet("b", "Le Monde diplomatique"), ""},
		"an agency and its namesake":         {outlet("a", "Interfax"), outlet("b", "Interfax-Ukraine"), ""},
		"an agency and its fact checks":      {outlet("a", "AFP"), outlet("b", "AFP Fact Check"), ""},
		"another institute of the name":      {outlet("a", "Reuters"), outlet("b", "Reuters Institute"), ""},
		"an agency that none knows":          {outlet("a", "Fars News Agency"), outlet("b", "Fars"), ""},
		"capitals in small letters":          {outlet("a", "ani"), outlet("b", "Asian News International"), ""},
		"capitals in another script":         {outlet("a", "SANA"), outlet("b", "САНА", "WIRE"), "WEAK AGENCY"},
		"capitals of another body":           {outlet("a", "SANA", "THINK_TANK"), outlet("b", "САНА", "WIRE"), ""},
		"a platform": {outlet("a", "Ann's Channel", "youtube.com"),
			outlet("b", "Bob's Channel", "youtube.com"), ""},
		"a platform under two hosts": {outlet("a", "twitter.com", "twitter.com"), outlet("b", "x.com", "x.com"),
			"GOOD DOMAIN"},
		"a platform and who is on it": {outlet("a", "youtube.com", "youtube.com"),
			outlet("b", "Bob's Channel", "youtube.com"), ""},
		"names under a shared domain": {outlet("a", "Ann", "ann.substack.com"), outlet("b", "Bob", "bob.substack.com"),
			""},
		"names of one ending": {outlet("a", "North", "north.co.uk"), outlet("b", "South", "south.co.uk"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			want := []string{}
			if test.want != "" {
				want = append(want, "a=b "+test.want)
			}
			check(t, want, evidence.Batch{Outlets: puts(test.a, test.b)})
		})
	}
}

// item returns a source of the Kyiv Post, of a day, with a title; change makes another of it.
func item(id string, change func(*evidence.Source)) evidence.Source {
	s := evidence.Source{ID: evidence.SourceID("source:" + id), Title: "Bridge over the river closed",
		PublishedAt: "2024-10-05", Outlet: "outlet:post"}
	if change != nil {
		change(&s)
	}
	return s
}

func TestFind_Sources(t *testing.T) {
	words, others := evidence.FingerprintOf("The bridge is closed."), evidence.FingerprintOf("The bridge is open.")
	type change = func(s *evidence.Source)
	title := func(text string) change { return func(s *evidence.Source) { s.Title = text } }
	at := func(url string, more ...change) change {
		return func(s *evidence.Source) {
			s.URL, s.Title, s.PublishedAt, s.Outlet = url, "", "", ""
			for _, m := range more {
				m(s)
			}
		}
	}
	text := func(f evidence.Fingerprint, more ...change) change {
		return func(s *evidence.Source) {
			s.Fingerprint, s.Title, s.PublishedAt = f, "", ""
			for _, m := range more {
				m(s)
			}
		}
	}
	day := func(d evidence.Date) change { return func(s *evidence.Source) { s.PublishedAt = d } }
	of := func(o evidence.OutletID) change { return func(s *evidence.Source) { s.Outlet = o } }
	in := func(tag string) change { return func(s *evidence.Source) { s.Language = tag } }
	kind := func(k evidence.SourceKind) change { return func(s *evidence.Source) { s.Kind = k } }
	for name, test := range map[string]struct {
		a, b change
		want string
	}{
		"a title, day and outlet":           {nil, nil, "GOOD TITLE"},
		"a title in other letters":          {title("BRIDGE over the River: closed!"), nil, "GOOD TITLE"},
		"a title with the outlet behind it": {title("Bridge over the river closed | The Kyiv Post"), nil, "GOOD TITLE"},
		"a title with other words": {func(s *evidence.Source) { s.Fingerprint = words },
			func(s *evidence.Source) { s.Fingerprint = others }, "WEAK TITLE"},
		"a title with its words": {func(s *evidence.Source) { s.Fingerprint = words },
			func(s *evidence.Source) { s.Fingerprint = words }, "STRONG TEXT,TITLE"},
		"another title":                {title("Bridge over the river open"), nil, ""},
		"another day":                  {day("2024-10-06"), nil, ""},
		"a day that is not known":      {day(""), nil, "WEAK MAY_BE_ONE"},
		"months":                       {day("2024-10"), day("2024-10"), "WEAK MAY_BE_ONE"},
		"another outlet":               {of("outlet:other"), nil, ""},
		"an outlet that is not known":  {of(""), of(""), "WEAK MAY_BE_ONE"},
		"a title that is a column":     {title("Editorial"), title("Editorial"), "WEAK MAY_BE_ONE"},
		"another language":             {in("uk"), in("en"), "WEAK MAY_BE_ONE"},
		"another region":               {in("en-GB"), in("en-US"), "GOOD TITLE"},
		"a report and what it reports": {kind(evidence.Dataset), kind(evidence.Article), "WEAK MAY_BE_ONE"},
		"bodies without a name":        {func(s *evidence.Source) { s.Identity = evidence.Category }, nil, ""},

		"one address": {at("https://kyivpost.com/post/1"),
			at("http://www.kyivpost.com/post/1/?utm_source=x"), "STRONG ADDRESS"},
		"the edition for small screens": {at("https://m.kyivpost.com/post/1"), at("https://www.kyivpost.com/post/1"),
			"STRONG ADDRESS"},
		"the AMP edition": {at("https://kyivpost.com/post/1/amp"), at("https://www.kyivpost.com/post/1"),
			"STRONG ADDRESS"},
		"a copy in an archive": {at("https://web.archive.org/web/20241005/https://kyivpost.com/post/1"),
			at("https://kyivpost.com/post/1"), "STRONG ADDRESS"},
		"an address and another title": {at("https://kyivpost.com/post/1", title("Closed")),
			at("https://kyivpost.com/post/1", title("Open")), "GOOD ADDRESS"},
		"an address and half a date": {at("https://kyivpost.com/post/1", day("2024-10")),
			at("https://kyivpost.com/post/1", day("2024-10-05")), "STRONG ADDRESS"},
		"an address and another date": {at("https://kyivpost.com/post/1", day("2024-10-04")),
			at("https://kyivpost.com/post/1", day("2024-10-05")), ""},
		"an address and another outlet": {at("https://kyivpost.com/post/1", of("outlet:post")),
			at("https://kyivpost.com/post/1", of("outlet:other")), ""},
		"another address":               {at("https://kyivpost.com/post/1"), at("https://kyivpost.com/post/2"), ""},
		"another query":                 {at("https://kyivpost.com/?p=1"), at("https://kyivpost.com/?p=2"), ""},
		"an address of a site":          {at("https://kyivpost.com"), at("https://kyivpost.com/"), ""},
		"words, by one outlet":          {text(words), text(words), "STRONG TEXT"},
		"words, under another title":    {text(words, title("Closed")), text(words, title("Shut")), "GOOD TEXT"},
		"words, by another outlet":      {text(words), text(words, of("outlet:other")), ""},
		"words, by nobody":              {text(words, of("")), text(words, of("")), ""},
		"words, of another day":         {text(words, day("2024-10-05")), text(words, day("2024-10-06")), ""},
		"an outlet that is one with it": {of("outlet:post"), of("outlet:twin"), "GOOD TITLE"},
		"an address of an outlet's twin": {at("https://kyivpost.com/post/1", of("outlet:post")),
			at("https://kyivpost.com/post/1", of("outlet:twin")), "STRONG ADDRESS"},
	} {
		t.Run(name, func(t *testing.T) {
			want := []string{}
			if test.want != "" {
				want = append(want, "a=b "+test.want)
			}
			check(t, want, evidence.Batch{
				Outlets:    puts(outlet("post", "Kyiv Post", "UA"), outlet("other", "Lviv Gazette"), outlet("twin", "KP")),
				Sources:    puts(item("a", test.a), item("b", test.b)),
				Samenesses: puts(evidence.Sameness{A: "outlet:post", B: "outlet:twin"}),
			})
		})
	}
}

// TestFind_StaleAddress looks at sources that were recorded when an address had another canonical form.
func TestFind_StaleAddress(t *testing.T) {
	r := find(t, stale{holding(t)})
	if got := told(r); !slices.Equal(got, []string{"a=b STRONG ADDRESS"}) {
		t.Errorf("suggested are %q", got)
	}
	if want := []dedupe.Field{{Name: "address", A: "https://kyivpost.com/post/1",
		B: "https://kyivpost.com/post/1"}}; !slices.Equal(r.Suggestions[0].Fields, want) {
		t.Errorf("lined up are %v, expected %v", r.Suggestions[0].Fields, want)
	}
}

// stale is a store with sources that have the canonical address of an earlier version.
type stale struct{ dedupe.Store }

func (s stale) Scan(ctx context.Context, kinds []evidence.Kind, each func(any) error) (evidence.Version, error) {
	for _, source := range []evidence.Source{
		{ID: "source:a", URL: "https://amp.kyivpost.com/post/1", CanonicalURL: "https://amp.kyivpost.com/post/1"},
		{ID: "source:b", URL: "https://kyivpost.com/post/1", CanonicalURL: "https://kyivpost.com/post/1"},
	} {
		if err := each(&source); err != nil {
			return evidence.Version{}, err
		}
	}
	return s.Store.Scan(ctx, kinds, each)
}
