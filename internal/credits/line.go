package credits

import (
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/tokens"
)

// onLine classifies a mention that has its line to itself, but for a dash or a word for source.
func (m *mention) onLine(left, right string) Form {
	left, right = strings.TrimSpace(left), strings.TrimSpace(right)
	ends := strings.Trim(right, ".。") == "" || len(right) <= 80 && rightsReserved.MatchString(right)
	switch {
	case ends && (left == "" || len(left) <= 80 && ownerBefore.MatchString(left) || endsWithDash(left)),
		ends && strings.HasSuffix(left, ":") && lastWordIn(left, sourceCues):
		return FormCredit
	case left == "" && startsWithDash(right):
		return FormDateline
	}
	return ""
}

var (
	// ownerBefore is what a line begins with that says whose the words are: © 2024 AFP; Copyright Reuters 2024.
	ownerBefore = regexp.MustCompile(`(?i)^\W*(?:(?:©|\(c\)|copyright|from)[\s©]*)+(?:\d{4})?\s*(?:the|by)?$`)
	// rightsReserved is what may follow.
	rightsReserved = regexp.MustCompile(`(?i)^[.,]?\s*(?:\d{4}[.,]?\s*)?` +
		`(?:(?:all rights reserved|alle rechte vorbehalten|tous droits réservés)\b.*)?$`)
)

// lastWordIn reports whether the last word of s is one of a list.
func lastWordIn(s string, list []string) bool {
	fields := strings.Fields(tokens.Normalize(s[max(0, len(s)-60):]))
	return len(fields) > 0 && slices.Contains(list, fields[len(fields)-1])
}

// byline reports whether a line is one: it begins with a word for "by", is short, and ends with the agency.
func byline(left, right string) bool {
	if strings.TrimSpace(right) != "" || len(left) > 120 {
		return false
	}
	first, _, _ := strings.Cut(tokens.Normalize(left), " ")
	return slices.Contains(byWords, first)
}

// cueBefore returns how many words before the mention the cue starts that ends directly before it, words such as "the
// agency" between them left aside; 0 for none.
func (m *mention) cueBefore(cues map[uint64][][]uint64) int {
	for skipped := 0; skipped <= 3 && m.first-skipped > 0; skipped++ {
		at := m.first - skipped - 1
		for _, cue := range cues[m.words[at].Hash] {
			if n := len(cue); at+1 >= n && sameLine(m.text, m.words[at+1-n], m.words[m.first]) &&
				equalHashes(m.words[at+1-n:at+1], cue) {
				return skipped + n
			}
		}
		if !fillers[m.words[at].Hash] {
			return 0
		}
	}
	return 0
}

// cueAfter returns how many words after the mention the cue ends, 0 for none.
func (m *mention) cueAfter() int {
	for n := 1; n <= 4 && m.last+n < len(m.words); n++ {
		w := m.words[m.last+n]
		if !sameLine(m.text, m.words[m.last], w) || strings.ContainsAny(m.text[m.end():w.Start], ".;:!?") {
			return 0
		}
		if saying[w.Hash] {
			return n
		}
		if !fillers[w.Hash] {
			return 0
		}
	}
	return 0
}

func sameLine(text string, a, b tokens.Word) bool {
	return !strings.Contains(text[a.Start:b.End], "\n")
}

func equalHashes(words []tokens.Word, hashes []uint64) bool {
	for i, w := range words {
		if w.Hash != hashes[i] {
			return false
		}
	}
	return true
}

// reportingLine finds "Reporting by A; editing by B" in the last lines of a text. It is the house style of one agency,
// but names none, and neither does the credit. The zero value means: no such line was found.
func reportingLine(text string, words []tokens.Word) Credit {
	for i := len(words) - 2; i >= 0 && i >= len(words)-80; i-- {
		if !reportingWords[words[i].Hash] || words[i+1].Hash != byWord {
			continue
		}
		start, end := int(words[i].Start), len(text)
		if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n
		}
		line := strings.TrimRight(text[start:end], " \t\r)].")
		edited := words[i].Hash == reportingWord && strings.Contains(strings.ToLower(line), "editing by")
		if begins(text[:start]) || edited {
			return Credit{Form: FormReporting, Words: strings.Clone(line), Start: start, End: start + len(line)}
		}
	}
	return Credit{}
}

// begins reports whether what comes after a text begins a line or a bracket, the word "additional" left aside.
func begins(before string) bool {
	before = strings.TrimRight(before, " \t")
	if n := len(before) - len("additional"); n >= 0 && strings.EqualFold(before[n:], "additional") {
		before = strings.TrimRight(before[:n], " \t")
	}
	return before == "" || strings.ContainsRune("\n([", rune(before[len(before)-1]))
}
