package articles_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/formats/formatstest"
)

func TestArticle(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "html"), "a.html",
		`<!doctype html><html lang="en"><head><title>Bridge closed - The Paper</title>
<meta property="og:title" content="Bridge closed">`+
			`<meta property="og:url" content="https://www.paper.example/1?utm_source=x">
<link rel="canonical" href="https://www.group.example/bridge"><meta name="author" content="Ann Bell">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<meta name="syndication-source" content="https://wire.example/9">`+
			`<meta name="original-source" content="https://local.example/first">
</head><body><nav>Home</nav>`+formatstest.ArticleBody+`<footer>All rights</footer></body></html>`)
	own, ann := formatstest.SourceAt(t, "https://paper.example/1"), "person:"+
		formatstest.IDOf("paper.example", "ann bell")
	other := func(address, domain string) []string {
		return []string{
			"page " + formatstest.OutletJSON(domain),
			fmt.Sprintf(`page {"type":"source","id":%q,"kind":"ARTICLE","url":%q,"outlet":"outlet:%s"}`,
				formatstest.SourceAt(t, address), address, domain),
		}
	}
	takesFrom := func(address, kind, detector, quote string) string {
		return fmt.Sprintf(`page {"type":"derivation","from":%q,"to":%q,"kind":%q,"detector":%q,"quote":%q}`, own,
			formatstest.SourceAt(t, address), kind, detector, quote)
	}
	agency := func(domain, words, place string) []string {
		to := formatstest.SourceTitled("outlet:"+domain, "Bridge closed", "2024-03-05")
		return []string{
			"page " + formatstest.OutletJSON(domain),
			fmt.Sprintf(`page {"type":"source","id":%q,"kind":"ARTICLE","title":"Bridge closed",`+
				`"publishedAt":"2024-03-05","outlet":"outlet:%s"}`, to, domain),
			fmt.Sprintf(`page {"type":"derivation","from":%q,"to":%q,"kind":"SYNDICATES","detector":"credit-line",`+
				`"status":"SUGGESTED","quote":%q,"locator":%q}`, own, to, words, place),
		}
	}
	text := words(k)
	for _, wanted := range []string{
		"LONDON, March 5 (Reuters) - The old bridge", "We close it until", "nobody could say yet what it will cost",
	} {
		if !strings.Contains(text, wanted) {
			t.Errorf("the text lacks %q:\n%s", wanted, text)
		}
	}
	if strings.Contains(text, "Home") || strings.Contains(text, "All rights") {
		t.Errorf("the text holds what is around it:\n%s", text)
	}
	lines := strings.Split(text, "\n")
	dateline, credit := "", ""
	for i, line := range lines {
		if strings.HasPrefix(line, "LONDON") {
			dateline = fmt.Sprintf("line %d", i+1)
		}
		if line == "© AFP" {
			credit = fmt.Sprintf("line %d", i+1)
		}
	}
	want := []string{
		"page " + formatstest.OutletJSON("paper.example"),
		fmt.Sprintf(`page {"type":"person","id":%q,"name":"Ann Bell"}`, ann),
		fmt.Sprintf(`page {"type":"source","id":%q,"kind":"ARTICLE","title":"Bridge closed",`+
			`"url":"https://www.paper.example/1?utm_source=x","publishedAt":"2024-03-05T10:00Z",
			"language":"en","outlet":"outlet:paper.example","authors":[%q]}`, own, ann),
	}
	want = append(append(want, other("https://wire.example/9", "wire.example")...),
		takesFrom("https://wire.example/9", "SYNDICATES", "syndication-source", "https://wire.example/9"))
	want = append(append(want, other("https://www.group.example/bridge", "group.example")...),
		takesFrom("https://www.group.example/bridge", "SYNDICATES", "canonical-link",
			"https://www.group.example/bridge"))
	want = append(append(want, other("https://local.example/first", "local.example")...),
		takesFrom("https://local.example/first", "DERIVED_FROM", "original-source", "https://local.example/first"))
	want = append(append(want, other("https://city.example/statement/7", "city.example")...),
		takesFrom("https://city.example/statement/7", "QUOTES", "cite", "We close it until further notice."))
	want = append(want, agency("reuters.com", "LONDON, March 5 (Reuters) -", dateline)...)
	want = append(want, agency("afp.com", "© AFP", credit)...)
	formatstest.WantSaid(t, k, want...)
}

// words takes the text out of the line of the source that has one.
func words(k *formatstest.Taken) string {
	for i, s := range k.Said {
		before, rest, found := strings.Cut(s, `,"text":"`)
		if !found {
			continue
		}
		text, after, _ := strings.Cut(rest, `","title"`)
		k.Said[i] = before + `,"title"` + after
		return strings.NewReplacer(`\n`, "\n", `\u003c`, "<").Replace(text)
	}
	return ""
}

// TestArticle_Credits: an agency is credited by name alone, and never by a sentence that mentions it.
func TestArticle_Credits(t *testing.T) {
	filler := "<p>" + strings.Repeat("The old bridge over the river was closed on Tuesday after engineers had "+
		"found cracks. ", 5) + "</p>"
	for name, c := range map[string]struct{ head, first, last, want string }{
		"a dateline": {
			"", "KYIV (AP) — The bridge is closed and will stay so for some time, the city said.", "", "apnews.com",
		},
		"a short one": {
			"", "(dpa) - Die Brücke ist gesperrt und bleibt es wohl noch für einige Zeit, sagt die Stadt.", "",
			"dpa.com",
		},
		"two":         {"", "", "Source: AFP, Reuters", "afp.com reuters.com"},
		"in brackets": {"", "", "(APA)", "apa.at"},
		"an author":   {`<meta name="author" content="Reuters">`, "", "", "reuters.com"},
		"an author in its data": {`<script type="application/ld+json">{"@type":"NewsArticle",` +
			`"author":{"@type":"Organization","name":"Reuters"}}</script>`,
			"", "", "reuters.com"},
		"a town written small": {
			"", "Frankfurt am Main (dpa/lhe) - Die Brücke ist gesperrt und bleibt es wohl noch für einige Zeit.", "",
			"dpa.com",
		},
		"a state": {
			"", "AUGUSTA, Maine (AP) — The bridge is closed and will stay so for some time, the city said.", "",
			"apnews.com",
		},
		"a date in words": {
			"", "Sevilla, 3 de mayo (EFE).- El puente está cerrado y lo estará por algún tiempo, dijo la ciudad.", "",
			"efe.com",
		},
		"between slashes": {
			"", "MOSCOW, March 3. /TASS/. The bridge is closed and will stay so for some time, the city said.", "",
			"tass.com",
		},
		"no dash": {
			"", "Pune, Mar 3 (PTI) The bridge is closed and will stay so for some time, the city said.", "",
			"ptinews.com",
		},
		"its rights":           {"", "", "Copyright 2024 The Associated Press. All rights reserved.", "apnews.com"},
		"at the end of a line": {"", "", "The bridge is closed, the city said. (Kyodo)", "kyodonews.net"},
		"a byline in print":    {"", "By Ann Bell, Associated Press", "", "apnews.com"},
		"one of its writers": {
			`<meta name="author" content="Ann Bell, AP Business Writer">`, "", "", "apnews.com",
		},
		"a mention": {
			"", "The bridge is closed, Reuters reported (AP) - and it will stay so for some time.", "", "",
		},
		"somebody else's":       {"", "", "© The Paper", ""},
		"a sentence at the end": {"", "", "This is what was told to us by Reuters.", ""},
		"an abbreviation": {
			"", "The Advanced Placement (AP) course begins in the autumn of the year, the school said.", "", "",
		},
		"its own page": {
			`<link rel="canonical" href="https://www.reuters.com/1">`,
			"LONDON (Reuters) - The bridge is closed and will stay so for some time.", "", "",
		},
		"an agency with another":  {"", "", "AFP/somebody", ""},
		"a name inside of a name": {"", "", "Source: Reuters Institute", ""},
	} {
		t.Run(name, func(t *testing.T) {
			k := formatstest.Take(t, formatstest.Format(t, "html"), "a.html",
				`<html><head><title>Bridge</title><link rel="canonical" href="https://paper.example/1">`+c.head+
					`</head><body><article><p>`+c.first+"</p>"+filler+"<p>"+c.last+"</p></article></body></html>")
			if c.head != "" && strings.Contains(c.head, "canonical") {
				k = formatstest.Take(t, formatstest.Format(t, "html"), "a.html",
					`<html><head><title>Bridge</title>`+c.head+`</head><body><article><p>`+c.first+"</p>"+filler+
						"</article></body></html>")
			}
			var got []string
			for _, s := range k.Said {
				if _, rest, found := strings.Cut(s, `"domains":["`); found && !strings.Contains(s, "paper.example") &&
					name != "its own page" {
					domain, _, _ := strings.Cut(rest, `"`)
					got = append(got, domain)
				}
				if strings.Contains(s, `"derivation"`) && c.want == "" {
					t.Errorf("it is credited: %s", s)
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("credited are %q; expected %q\n%s", got, c.want, strings.Join(k.Said, "\n"))
			}
		})
	}
}

// TestArticle_Material: whoever uses an agency's material has more than that.
func TestArticle_Material(t *testing.T) {
	filler := strings.Repeat("<p>The old bridge over the river was closed on Tuesday after engineers had found "+
		"cracks in it.</p>", 5)
	for _, last := range []string{"The Associated Press contributed to this report.", "(with material from AP)"} {
		k := formatstest.Take(t, formatstest.Format(t, "html"), "a.html",
			`<html><head><title>Bridge</title><link rel="canonical" href="https://paper.example/1"></head><body>`+
				`<article>`+
				filler+"<p>"+last+"</p></article></body></html>")
		if !slices.ContainsFunc(k.Said, func(s string) bool {
			return strings.Contains(s, `"kind":"DERIVED_FROM"`) && strings.Contains(s, `"status":"SUGGESTED"`) &&
				strings.Contains(s, last)
		}) {
			t.Errorf("%q gives %v; want a suggested DERIVED_FROM", last, k.Said)
		}
	}
}

func TestArticle_Encodings(t *testing.T) {
	head := func(charset string) string {
		return `<html><head><meta charset="` + charset + `"><link rel="canonical" href="https://a.example/1"><title>`
	}
	wantTitle := func(text, title string) {
		t.Helper()
		k := formatstest.Take(t, formatstest.Format(t, "html"), "a.html", text)
		if !strings.Contains(strings.Join(k.Said, "\n"), `"title":"`+title+`"`) {
			t.Errorf("%q gives %v; expected the title %q", text, k.Said, title)
		}
	}
	wantTitle(head("windows-1251")+"\xcc\xee\xf1\xf2</title></head></html>", "Мост")
	wantTitle(head("utf-8")+"Міст</title></head></html>", "Міст")
	wantTitle("<html><head><title>Міст</title></head></html>", "Міст") // nothing says so, but it is
	formatstest.WantSaid(t, formatstest.Take(t, formatstest.Format(t, "html"), "a.html", head("utf-8")+"\xcc</title>"),
		"error: its encoding is not certain: it is not UTF-8 (byte 0xcc at byte 91) nor certain to be utf-8, as it "+
			"says; save it as UTF-8")
	wantTitle(head("utf-8")+"\xcc\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2</title></head></html>", "Мост закрыт")
	wantTitle(head("windows-1251")+"Мост закрыт</title></head></html>", "Мост закрыт")
	wantTitle(strings.Join(strings.Split(head("utf-8")+"Bridge</title></head></html>", ""), "\x00")+"\x00", "Bridge")
	formatstest.WantSaid(t, formatstest.Take(t, formatstest.Format(t, "html"), "a.html", "<html>"),
		"page! : has neither an address nor a title; expected one of them")
	formatstest.WantSaid(t, formatstest.Take(t, formatstest.Format(t, "html"), "a.html",
		"<html>"+strings.Repeat("x", 5<<20)), "error: is longer than 4 MB; expected the page of an article")
	formatstest.WantSaid(t, formatstest.Take(t, formatstest.Format(t, "html"), "a.html",
		"<html>"+strings.Repeat("<p>", 250_000)),
		"error: has more than 200000 elements; expected the page of an article")
	formatstest.WantSaid(t, formatstest.Take(t, formatstest.Format(t, "html"), "a.html",
		"<html>"+strings.Repeat("<div>", 10_000)), "error: cannot be taken apart as a page...")
}

func FuzzArticle(f *testing.F) {
	formatstest.FuzzImport(f, formatstest.FormatFunc("html"),
		`<html lang=en><head><title>T</title><link rel=canonical href=https://a.example/1>`+
			`<meta property=og:url content=https://b.example/2>`+
			`<meta name=original-source content=https://c.example/3></head>`+formatstest.ArticleBody,
		`<script type="application/ld+json">{"@graph":[{"datePublished":"2024-01-02"}]}</script>`+
			`<time pubdate datetime="2024">`,
		`<blockquote cite="https://a.example/1">x<q cite=https://b.example>y`, "<html><meta charset=windows-1251>\xcc")
}
