package claimreview_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/registry"
)

const goodCheck = `{"@context":"https://schema.org","@type":"ClaimReview","url":"https://c.example/1",` +
	`"claimReviewed":"The ferry sank.",` +
	`"author":{"@type":"Organization","name":"C","url":"https://c.example"},"reviewRating":{"alternateName":"False"}}`

// claimsAndVerdicts returns "claim text: verdict" of what a reader took, and what it rejected.
func claimsAndVerdicts(t *testing.T, k *formatstest.Taken) (checks, rejected []string) {
	t.Helper()
	texts := map[string]string{}
	for _, said := range k.Said {
		_, text, isLine := strings.Cut(said, " {")
		var line map[string]any
		if !isLine || json.Unmarshal([]byte("{"+text), &line) != nil {
			rejected = append(rejected, said)
			continue
		}
		switch line["type"] {
		case "claim":
			texts[fmt.Sprint(line["id"])] = fmt.Sprint(line["text"])
		case "review":
			checks = append(checks, texts[fmt.Sprint(line["claim"])]+": "+fmt.Sprint(line["verdict"]))
		}
	}
	return checks, rejected
}

// What browsers and search engines put up with in a script is read; each is a page of its own.
func TestClaimReview_AsPagesHaveIt(t *testing.T) {
	other := strings.NewReplacer("ferry", "barge", "/1", "/2").Replace(goodCheck)
	for what, c := range map[string]struct {
		script string
		want   string
	}{
		"semicolon":          {goodCheck + " ;\n", "The ferry sank.: FALSE"},
		"comment of HTML":    {"<!--\n" + goodCheck + "\n-->", "The ferry sank.: FALSE"},
		"CDATA":              {"<![CDATA[" + goodCheck + "]]>", "The ferry sank.: FALSE"},
		"CDATA on one line":  {"//<![CDATA[" + goodCheck + "//]]>", "The ferry sank.: FALSE"},
		"CDATA in comments":  {"/* <![CDATA[ */\n" + goodCheck + "\n/* ]]> */", "The ferry sank.: FALSE"},
		"mark of byte order": {"\ufeff" + goodCheck, "The ferry sank.: FALSE"},
		"comma at the end":   {strings.Replace(goodCheck, `"False"}}`, `"False",},}`, 1), "The ferry sank.: FALSE"},
		"line end in a string": {
			strings.Replace(goodCheck, "ferry sank", "ferry\r\n\tsank", 1), "The ferry sank.: FALSE",
		},
		"no such escape": {
			strings.Replace(goodCheck, "ferry", `ferry\'s \crane`, 1), "The ferry's crane sank.: FALSE",
		},
		"entities for quotes": {strings.ReplaceAll(goodCheck, `"`, "&quot;"), "The ferry sank.: FALSE"},
		"entities in a text": {
			strings.Replace(goodCheck, "The ferry", "&quot;Ferry&#8217;s&quot; &amp;amp; <em>boat</em>", 1),
			`"Ferry’s" & boat sank.: FALSE`,
		},
		"addresses stay": {
			strings.Replace(goodCheck, "The ferry", "See https://f.example//a, it", 1),
			"See https://f.example//a, it sank.: FALSE",
		},
		"two after each other": {goodCheck + "\n" + other, "The ferry sank.: FALSE|The barge sank.: FALSE"},
		"two with a comma":     {goodCheck + ",\n" + other + ";", "The ferry sank.: FALSE|The barge sank.: FALSE"},
	} {
		page := "<html><head><title>T</title></head><body><p>Text.</p><script type=' Application/LD+JSON; " +
			"charset=utf-8'>" + c.script + "</script></body></html>"
		checks, rejected := claimsAndVerdicts(t, formatstest.Take(t, formatstest.Format(t, "claimreview"), "a.html",
			page))
		if got := strings.Join(checks, "|"); got != c.want || len(rejected) > 0 {
			t.Errorf("%s: %q, %v; want %q", what, got, rejected, c.want)
		}
		if strings.ContainsAny(c.script[:1], "{[") {
			checks, _ = claimsAndVerdicts(t, formatstest.Take(t, formatstest.Format(t, "claimreview"), "a.json",
				c.script))
			if got := strings.Join(checks, "|"); got != c.want {
				t.Errorf("%s, as a file: %q; want %q", what, got, c.want)
			}
		}
	}
	for what, script := range map[string]string{
		"cut": goodCheck[:60], "a program": "var x = " + goodCheck,
		"a quote that is not escaped": strings.Replace(goodCheck, "ferry", `"ferry"`, 1),
	} {
		k := formatstest.Take(t, formatstest.Format(t, "claimreview"), "a.html",
			`<script type="application/ld+json">`+script+`</script>`)
		if checks, rejected := claimsAndVerdicts(t, k); len(checks) > 0 || len(rejected) != 2 ||
			!strings.HasPrefix(rejected[0], "script 1! : not valid JSON") {
			t.Errorf("%s: %q, %v; want it rejected", what, checks, rejected)
		}
	}
}

// The claim is a text, a thing, or a list of them, in one language or in several.
func TestClaimReview_FormsOfTheClaim(t *testing.T) {
	for what, c := range map[string]struct{ members, want string }{
		"a thing": {`"claimReviewed":{"@type":"Claim","text":"A."}`, `{"text":"A."}`},
		"a thing by its name": {
			`"claimReviewed":{"@type":"Claim","name":"A.","author":{"name":"Ann"}}`, `{"text":"A.","claimant":"Ann"}`,
		},
		"texts": {`"claimReviewed":["A.","B."]`, `{"text":"A."}|{"text":"B."}`},
		"with what is reviewed": {`"claimReviewed":"A.","itemReviewed":[{"@type":"Claim","author":{"name":"Ann"},` +
			`"datePublished":"2 May 2024"}]`,
			`{"text":"A.","claimant":"Ann","claimDate":"2024-05-02"}`},
		"two, each with its own": {
			`"claimReviewed":["A.","B."],"itemReviewed":[{"author":"Ann"},{"author":"Bob"}]`,
			`{"text":"A.","claimant":"Ann"}|{"text":"B.","claimant":"Bob"}`,
		},
		"only what is reviewed": {
			`"itemReviewed":[{"@type":"Claim","text":"A."},{"@type":"Claim","text":"B."}]`,
			`{"text":"A."}|{"text":"B."}`,
		},
		"a work": {
			`"itemReviewed":{"@type":"CreativeWork","name":"A.","author":{"@type":"Person","name":"Ann"}}`,
			`{"text":"A.","claimant":"Ann"}`,
		},
		"a text":                {`"itemReviewed":"A."`, `{"text":"A."}`},
		"a value with language": {`"claimReviewed":{"@value":"A.","@language":"pt"}`, `{"text":"A.","language":"pt"}`},
		"values with languages": {
			`"inLanguage":"fr","claimReviewed":[{"@value":"A.","@language":"en"},{"@value":"B.","@language":"fr"}]`,
			`{"text":"B.","language":"fr"}`,
		},
		"a map of languages": {`"claimReviewed":{"fr":"B.","en":"A."}`, `{"text":"A.","language":"en"}`},
		"a map and a language": {
			`"inLanguage":"fr","claimReviewed":{"fr":"B.","en":"A."}`, `{"text":"B.","language":"fr"}`,
		},
		"a language as a thing": {
			`"inLanguage":{"@type":"Language","name":"Czech","alternateName":"cs"},"claimReviewed":"A."`,
			`{"text":"A.","language":"cs"}`,
		},
	} {
		k := formatstest.Take(t, formatstest.Format(t, "claimreview"), "a.json",
			`{"@type":"ClaimReview","url":"https://c.example/1","reviewRating":{"alternateName":{"en":"False"}},`+
				c.members+`}`)
		var got []string
		for _, said := range k.Said {
			_, text, _ := strings.Cut(said, " {")
			var line map[string]any
			if json.Unmarshal([]byte("{"+text), &line) == nil && line["type"] == "claim" {
				delete(line, "type")
				delete(line, "id")
				sorted, _ := json.Marshal(line)
				got = append(got, string(sorted))
			}
		}
		var want []string
		for _, text := range strings.Split(c.want, "|") {
			var line map[string]any
			if err := json.Unmarshal([]byte(text), &line); err != nil {
				t.Fatal(err)
			}
			sorted, _ := json.Marshal(line)
			want = append(want, string(sorted))
		}
		if checks, _ := claimsAndVerdicts(t, k); strings.Join(got, "|") != strings.Join(want, "|") ||
			len(checks) != len(want) {
			t.Errorf("%s: %v, %v; want %v", what, got, k.Said, want)
		}
	}
}

// A fact check counts wherever in a long page it stands.
func TestArticle_ChecksAtTheEnd(t *testing.T) {
	page := "<!doctype html><html><head><title>T</title></head><body>" +
		strings.Repeat("<p>Words of the article.</p>\n", 4000) +
		`<script type="application/ld+json">` + goodCheck + "</script></body></html>"
	format, _ := registry.Recognise("a.html", []byte(page[:64<<10]))
	if checks, _ := claimsAndVerdicts(t, formatstest.Take(t, format, "a.html", page)); len(checks) != 1 ||
		checks[0] != "The ferry sank.: FALSE" {
		t.Errorf("the checks are %v", checks)
	}
}
