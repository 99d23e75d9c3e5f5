// Package bylines reads who wrote an article: the persons and agencies that its byline, dateline and credit lines name.
package bylines

import (
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/credits"
)

// Byline is what a line that names authors says.
type Byline struct {
	Persons  []string // as written, each once
	Agencies []string // by their usual names: an agency is not a person
	small    bool     // the line that is read has no capitals, so that a name needs none
}

// Read reads lines that name authors, in print or in the data of an item.
func Read(lines ...string) Byline {
	var b Byline
	for _, line := range lines {
		b.read(line)
	}
	return b
}

var (
	bylineCue = regexp.MustCompile(`(?i)^(?:(?:written|reported|posted|compiled|story|text|words|published|` +
		`edited|submitted)\s+)?` +
		`(?:by|von|par|por|di|da|door|av|af|przez|od|от|text|autore?|auteure?|authors?|автор)(?::\s*|\s+)`)
	// mailAddress is one with the brackets around it, or with the words for the mail program before it.
	mailAddress = regexp.MustCompile(`[<(\[]?(?:mailto:)?[^\s<>()\[\]]+@[^\s<>()\[\]]+\.[^\s<>()\[\]]+[>)\]]?`)
	handle      = regexp.MustCompile(`[(\[]?@\w+[)\]]?`)
	bracketed   = regexp.MustCompile(`\s*[(\[]([^()\[\]]*)[)\]]`)
	webAddress  = regexp.MustCompile(`^(?i:https?://\S+)$|^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$`)
	// authorsApart are marks that nothing but another author follows.
	authorsApart = regexp.MustCompile(`\s*[;|/·•\n、，；]\s*|\s+[-–—]\s+|\s*&\s*|\s+\+\s+`)
	// authorsJoined are words between two authors. A name may hold the second group: Ortega y Gasset.
	authorsJoined = regexp.MustCompile(`(?i),?\s+(?:and|und|et|och|og|и|та|with|mit|avec|con|med|met)\s+`)
	nameJoined    = regexp.MustCompile(`,?\s+(?:y|e|en|i|і|ve)\s+`)
	// placeAfter begins where somebody reports from, or for whom.
	placeAfter = regexp.MustCompile(`\s+(?:in|at|aus|near|à|for|of|für|pour|para)\s+`)
	ofName     = regexp.MustCompile(`(?i)^(?:jr|sr|i{2,3}|iv)\.?$`)
	degree     = regexp.MustCompile(`(?i)^(?:ph\.?\s?d|m\.?d|esq|mp|mep|[mocg]be|kc|qc|` +
		`mba|msc|m\.?a|b\.?a|rn|dds|dvm|jd|ll\.?m|frs|cpa)\.?$`)
)

func (b *Byline) read(line string) {
	line = strings.Join(strings.Fields(line), " ")
	if name := mailName(line); name != "" {
		line = name
	}
	line = handle.ReplaceAllString(mailAddress.ReplaceAllString(line, " "), " ")
	b.small = !hasCapital(line)
	line = strings.TrimSpace(bylineCue.ReplaceAllString(strings.TrimSpace(line), ""))
	for _, part := range authorsApart.Split(line, -1) {
		joined := authorsJoined.Split(part, -1)
		if reversed, ok := lastNamesFirst(joined); ok {
			for _, name := range reversed {
				b.add(name)
			}
			continue
		}
		for _, names := range joined {
			b.list(names)
		}
	}
}

// mailName returns the name that a feed gives with an address: desk@paper.example (Nora Field); "" if there is none.
func mailName(line string) string {
	if at := mailAddress.FindStringIndex(line); at != nil && at[0] == 0 {
		if m := bracketed.FindStringSubmatch(line[at[1]:]); m != nil {
			return m[1]
		}
	}
	return ""
}

// lastNamesFirst turns round names that are evidently written so: each has one comma, and but one word before it, small
// ones aside: "Field, Nora"; "van Dyke, Ann".
func lastNamesFirst(names []string) (reversed []string, ok bool) {
	for _, name := range names {
		last, first, _ := strings.Cut(name, ", ")
		suffix := ""
		if given, end, found := strings.Cut(first, ", "); found && ofName.MatchString(end) {
			first, suffix = given, ", "+end
		}
		if !isLastName(last) || !areGivenNames(first) {
			return nil, false
		}
		reversed = append(reversed, first+" "+last+suffix)
	}
	return reversed, true
}

func isLastName(last string) bool {
	words := strings.Fields(last)
	for len(words) > 1 && strings.ToLower(words[0]) == words[0] {
		words = words[1:]
	}
	return len(words) == 1 && !isAgency(last) && !notAPerson(last)
}

func areGivenNames(first string) bool {
	words := strings.Fields(first)
	return len(words) > 0 && len(words) <= 3 && !strings.Contains(first, ",") && !isAgency(first) &&
		!notAPerson(first) &&
		!ofName.MatchString(first) && !degree.MatchString(first) &&
		!slices.ContainsFunc(words, func(w string) bool { return !startsUpper(w) })
}

// list reads names set apart by commas, of which some may say what the one before is or does.
func (b *Byline) list(names string) {
	var last string
	for part := range strings.SplitSeq(names, ",") {
		part = strings.TrimSpace(part)
		switch {
		case ofName.MatchString(part):
			last += ", " + part
		case !degree.MatchString(part):
			b.joined(last)
			last = part
		}
	}
	b.joined(last)
}

// joined takes in one name, or two with a word between them that may also be within a name.
func (b *Byline) joined(name string) {
	parts := nameJoined.Split(name, -1)
	if slices.ContainsFunc(parts, func(n string) bool { return len(strings.Fields(n)) < 2 }) {
		parts = []string{name}
	}
	for _, part := range parts {
		b.add(part)
	}
}

// add takes in one name, if it is a person's or an agency's.
func (b *Byline) add(name string) {
	for _, m := range bracketed.FindAllStringSubmatch(name, -1) {
		b.agency(m[1])
	}
	name = strings.Trim(bracketed.ReplaceAllString(name, ""), " \t,:-–—\"'“”")
	if b.agency(name) {
		return
	}
	if at := placeAfter.FindStringIndex(name); at != nil {
		b.agency(name[at[1]:])
		name = name[:at[0]]
	}
	if name = withoutRole(name); b.agency(name) || notAPerson(name) || !b.small && !hasCapital(name) ||
		slices.ContainsFunc(b.Persons, func(p string) bool { return strings.EqualFold(p, name) }) {
		return
	}
	b.Persons = append(b.Persons, name)
}

// agency takes in the agency that a name is, or that its first or last words are: "Associated Press writer". It reports
// whether there is one.
func (b *Byline) agency(name string) bool {
	words := strings.Fields(strings.TrimSuffix(name, "."))
	for size := len(words); size > 0; size-- {
		usual, _ := credits.AgencyOf(strings.Join(words[:size], " "))
		rest := words[size:]
		if usual == "" {
			var spelled bool
			if usual, spelled = credits.AgencyOf(strings.Join(words[len(words)-size:], " ")); !spelled {
				continue
			}
			rest = words[:len(words)-size]
		}
		if len(rest) > 0 && !notAPerson(strings.Join(rest, " ")) {
			continue
		}
		if !slices.Contains(b.Agencies, usual) {
			b.Agencies = append(b.Agencies, usual)
		}
		return true
	}
	return false
}

func isAgency(name string) bool { return new(Byline).agency(name) }
