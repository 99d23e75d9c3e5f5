package formats

import (
	"regexp"
	"slices"
	"strings"
)

// agency is a news agency, as credit lines name it.
type agency struct {
	domain string
	names  []string // as they stand in parentheses and after "Source:"; in their own letters
}

var agencies = []agency{
	{"reuters.com", []string{"Reuters", "Thomson Reuters"}},
	{"apnews.com", []string{"AP", "Associated Press", "The Associated Press"}},
	{"afp.com", []string{"AFP", "Agence France-Presse"}},
	{"dpa.com", []string{"dpa", "DPA", "Deutsche Presse-Agentur"}},
	{"tass.com", []string{"TASS", "ITAR-TASS"}},
	{"ria.ru", []string{"RIA", "RIA Novosti"}},
	{"interfax.com", []string{"Interfax"}},
	{"news.cn", []string{"Xinhua"}},
	{"kyodonews.net", []string{"Kyodo", "Kyodo News"}},
	{"yna.co.kr", []string{"Yonhap", "Yonhap News"}},
	{"ansa.it", []string{"ANSA"}},
	{"efe.com", []string{"EFE"}},
	{"pa.media", []string{"PA Media", "Press Association"}},
	{"upi.com", []string{"UPI"}},
	{"bloomberg.com", []string{"Bloomberg", "Bloomberg News"}},
	{"ukrinform.net", []string{"Ukrinform"}},
	{"sda.ch", []string{"Keystone-SDA"}},
	{"apa.at", []string{"APA"}},
	{"belga.be", []string{"Belga"}},
	{"anp.nl", []string{"ANP"}},
}

// agencyOf returns the agency of a name, nil where it is none.
func agencyOf(name string) *agency {
	name = strings.TrimSpace(name)
	for i, a := range agencies {
		if slices.Contains(a.names, name) {
			return &agencies[i]
		}
	}
	return nil
}

// credit is a place that says an article is an agency's.
type credit struct {
	agency *agency
	words  string
	place  string
}

const (
	datelineLines = 3 // of an article's beginning may be its dateline
	creditLines   = 2 // of its end may be a credit
)

var (
	// dateline is how an agency's article begins: "LONDON, March 3 (Reuters) -", "(AP) —"; the names are agreed on below.
	dateline = regexp.MustCompile(`^[^a-z(]{0,60}?(?:[A-Z][a-z.]+ \d{1,2}(?:, \d{4})? ?)?\(([^()]{2,60})\)\s*(?:[-–—]|:)`)
	// creditLine is a line that is nothing but a credit.
	creditLine = regexp.MustCompile(`^[(\[]?(?:(?:©|[Cc]opyright|[Ss]ource[s]?:?|[Cc]redit:?|[Bb]y|[Ww]ith|[Ff]rom)\s*)?(?:\d{4}\s+)?(.{2,80}?)[)\]]?\.?$`)
	together   = regexp.MustCompile(`\s*(?:,|/|;| and | und | et )\s*`)
)

// creditsIn returns the agencies whose article this is, each once, by dateline, credit line or author.
func creditsIn(text string, authors []string) []credit {
	var found []credit
	add := func(names, words, place string) {
		var of []*agency
		for _, name := range together.Split(strings.TrimSpace(names), -1) {
			a := agencyOf(name)
			if a == nil {
				return // a name that nobody knows: then it is no credit
			}
			of = append(of, a)
		}
		for _, a := range of {
			if !slices.ContainsFunc(found, func(c credit) bool { return c.agency == a }) {
				found = append(found, credit{a, words, place})
			}
		}
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines[:min(len(lines), datelineLines)] {
		if m := dateline.FindStringSubmatch(line); m != nil {
			add(m[1], strings.TrimSpace(m[0]), lineNumber(i+1))
		}
	}
	for i := len(lines) - 1; i >= max(0, len(lines)-creditLines); i-- {
		if m := creditLine.FindStringSubmatch(strings.TrimSpace(lines[i])); m != nil {
			add(m[1], strings.TrimSpace(lines[i]), lineNumber(i+1))
		}
	}
	for _, name := range authors {
		add(name, name, "byline")
	}
	return found
}
