package dedupe

import (
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/credits"
	"github.com/credence-graph/credence/internal/tokens"
)

// nameKey returns a name as names are compared; article reports whether a leading "the" was taken off.
func nameKey(name string) (key string, article bool) {
	key = tokens.Normalize(strings.ReplaceAll(name, "&", " and "))
	if rest, found := strings.CutPrefix(key, "the "); found {
		return rest, true
	}
	return key, false
}

// organizationKey returns the name of an organization as names are compared, with its legal form in short.
func organizationKey(name string) string {
	key, _ := nameKey(name)
	for _, form := range [][2]string{{"limited", "ltd"}, {"incorporated", "inc"}, {"corporation", "corp"},
		{"company", "co"}} {
		if rest, found := strings.CutSuffix(key, " "+form[0]); found {
			return rest + " " + form[1]
		}
	}
	return key
}

// nobody are bylines that name nobody.
var nobody = []string{
	"editorial board", "staff writer", "staff writers", "staff reporter", "staff reporters", "staff and agencies",
	"news desk", "web desk", "guest author", "guest writer",
	"our correspondent", "own correspondent", "special correspondent", "news service", "not stated",
}

// personKey returns a person's name as names are compared, "Doe, Jane" as "Jane Doe"; "" of what is the name of nobody:
// fewer than two words, a desk or an agency.
func personKey(name string) string {
	if last, first, found := strings.Cut(name, ","); found && !strings.Contains(first, ",") {
		name = first + " " + last
	}
	key := tokens.Normalize(name)
	if !strings.Contains(key, " ") {
		return ""
	}
	for _, byline := range nobody {
		if key == byline {
			return ""
		}
	}
	if usual, _ := agencyOf(name); usual != "" {
		return ""
	}
	return key
}

// agencyOf returns the usual name of the news agency that an outlet's name is a spelling of, and whether it is spelled
// out; "" of none.
func agencyOf(name string) (usual string, spelled bool) {
	name = strings.TrimSpace(name)
	for _, ending := range []string{"", " News Agency", " news agency"} {
		if short, found := strings.CutSuffix(name, ending); found {
			if usual, spelled = credits.AgencyOf(short); usual != "" {
				return usual, spelled
			}
		}
	}
	return "", false
}

// leastLetters is how many letters a title of fewer than three words must have to tell an item from others.
const leastLetters = 12

// titleKey returns a title as titles are compared, without the name of the outlet that some print behind it; "" of one
// that is too short to tell an item from others.
func titleKey(title, outlet string) string {
	key := tokens.Normalize(title)
	if name, _ := nameKey(outlet); name != "" {
		if rest, found := strings.CutSuffix(key, " "+name); found {
			key = strings.TrimSuffix(rest, " the")
		}
	}
	if strings.Count(key, " ") < 2 && len([]rune(key)) < leastLetters {
		return ""
	}
	return key
}

// signKey returns a text as what is claimed is compared: by its words, with the signs that change what it says. These
// are the marks between digits, a minus, and those of currencies, shares, comparison and questions.
func signKey(text string) string {
	var signs strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		digitNext := i+1 < len(runes) && unicode.IsDigit(runes[i+1])
		wordBefore := i > 0 && (unicode.IsDigit(runes[i-1]) || unicode.IsLetter(runes[i-1]))
		switch {
		case strings.ContainsRune(".,:/", r) && digitNext && i > 0 && unicode.IsDigit(runes[i-1]):
			signs.WriteRune(r)
		case strings.ContainsRune("-\u2212\u2013", r) && digitNext && !wordBefore:
			signs.WriteByte('-')
		case strings.ContainsRune("<>=\u2264\u2265\u2260%\u2030?\u00b1~\u2248+\u00b0", r) || unicode.Is(unicode.Sc, r):
			signs.WriteRune(r)
		}
	}
	return tokens.Normalize(text) + "\x00" + signs.String()
}
