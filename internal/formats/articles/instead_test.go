package articles_test

import (
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/articles"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/registry"
)

// What a server shows instead of a page never becomes a source, whatever it was saved as.
func TestArticle_WhatServersShowInstead(t *testing.T) {
	for name, page := range map[string]string{
		"a.html": "<html><head><title>Just a moment...</title></head><body><noscript>Enable " +
			"JavaScript and cookies to continue</noscript></body></html>",
		"b.html": "<html><head><title>paper.example</title></head><body><h1>Verifying you are " +
			"human. This may take a few seconds.</h1></body></html>",
		"c.html": "<html><head><title>Access Denied</title></head><body><p>You don't have " +
			"permission to access this page.</p></body></html>",
		"d.html": "<html><head><title>404 Not " +
			"Found</title></head><body><hr><center>server</center></body></html>",
		"e.html": "<!doctype html><title>Attention Required! | A network</title><link " +
			"rel=canonical href='https://paper.example/1'><p>Sorry.",
		"f":                       "<html><body><p>Please wait while we look at your browser</p></body></html>",
		"paper.example/trust.txt": "<html><head><title>The Paper</title></head><body><p>Home</p></body></html>",
		"ads.txt":                 "<!DOCTYPE html><html><title>The Paper</title></html>",
		"feed.xml":                "<html><head><title>The Paper</title></head></html>",
	} {
		format, ok := registry.Recognise(name, []byte(page))
		if !ok {
			t.Errorf("%s is of no format; expected html", name)
			continue
		}
		k := formatstest.Take(t, format, name, page)
		if len(k.Said) != 1 || !strings.HasPrefix(k.Said[0], "error: is ") || !strings.Contains(k.Said[0], "again") {
			t.Errorf("%s: %v; want it refused", name, k.Said)
		}
	}
	if _, _, err := articles.PageText([]byte("<html><title>Just a " +
		"moment...</title></html>")); evidence.CodeOf(err) != evidence.CodeInvalid {
		t.Errorf("the words of a challenge: %v; want them refused", err)
	}
	long := "<p>" + strings.Repeat("The minister was refused access to the archive again. ", 30) + "</p>"
	for what, page := range map[string]string{
		"an article of that title": "<html><head><title>Access denied: the archive stays " +
			"shut</title></head><body><article>" + long + "</article></body></html>",
		"a short one with its day": "<html><head><title>Just a moment of calm</title><meta name='date' content='2 " +
			"May 2024'></head><body><p>Short.</p></body></html>",
	} {
		if k := formatstest.Take(t, formatstest.Format(t, "html"), "a.html", page); len(k.Said) != 1 ||
			!strings.Contains(k.Said[0], `"source"`) {
			t.Errorf("%s: %v; want a source", what, k.Said)
		}
	}
}

// The zero date does not count; what else the page declares counts. So does the language that only its data names.
func TestArticle_WhatPagesDeclare(t *testing.T) {
	for head, want := range map[string][2]string{
		`<script type="application/ld+json">{"datePublished":"0001-01-01T00:00:00Z"}</script>` +
			`<meta property="article:published_time" content="2016-05-03T14:00:00Z">`: {"2016-05-03T14:00Z", ""},
		`<script type="application/ld+json">[{"datePublished":"1970-01-01T00:00:00+00:00"},` +
			`{"datePublished":"3 mai 2016","inLanguage":"fr"}]</script>`: {"2016-05-03", "fr"},
		`<script type='application/LD+json; charset=utf-8'>{"@graph":[{"datePublished":"2016-05-03",` +
			`}]};</script>`: {"2016-05-03", ""},
		`<meta name="date" content="0000-00-00 00:00:00"><time itemprop="datePublished" datetime="3 May ` +
			`2016">x</time><meta property="og:locale" content="pt_BR">`: {"2016-05-03", "pt-BR"},
		`<meta name="date" content="0001-01-01">`: {"", ""},
	} {
		k := formatstest.Take(t, formatstest.Format(t, "html"), "a.html",
			"<html><head><title>Weir</title>"+head+"</head></html>")
		if d, l := fieldsOf(k, "publishedAt"), fieldsOf(k, "language"); len(d) != 1 || d[0] != want[0] ||
			l[0] != want[1] {
			t.Errorf("%s: %v %v; want %v", head, d, l, want)
		}
	}
}
