package evidence

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// FullLabel returns what to call a source in every command, so that it stands out in a sentence and can be told from
// others of the same title: "Tanker seized" (Harbour Times, 14 March 2026). outlet is the name of its outlet, "" if it
// has none.
func (s Source) FullLabel(outlet string) string {
	var more []string
	if s.Title != "" && outlet != "" {
		more = append(more, outlet)
	}
	if date := s.PublishedAt.InWords(); date != "" {
		more = append(more, date)
	}
	if len(more) == 0 {
		return s.ShortLabel(outlet)
	}
	return s.ShortLabel(outlet) + " (" + strings.Join(more, ", ") + ")"
}

// ShortLabel returns what to call a source in a sentence: its label, in quotation marks if it is a headline or the
// words for somebody who is not named. Names stand without them: those of outlets, and those of persons and bodies,
// which sources that speak have for a title, see namesSpeaker.
func (s Source) ShortLabel(outlet string) string {
	if s.Identity != Unnamed && (s.Title == "" || s.namesSpeaker()) {
		return s.Label(outlet)
	}
	return `"` + withoutQuotes(s.Label(outlet)) + `"`
}

// namesSpeaker reports whether the title is what somebody or something is called, and no headline:
//   - of identity CATEGORY, which has a description for a title: "shipping data", "Ukrainian military officials";
//   - of a STATEMENT or TESTIMONY that no outlet published, if the last of its words and at least half of them begin as
//     in a name ("mayor Jan van Dam", "Ministry of Defence"): "A driver remembers" would run into the sentence.
//
// No name has a mark that parts a list or a sentence.
func (s Source) namesSpeaker() bool {
	if strings.ContainsAny(s.Title, `,;:!?"()`) {
		return false
	}
	if s.Identity == Category {
		return true
	}
	if s.Outlet != "" || s.Kind != Spoken && s.Kind != Testimony {
		return false
	}
	words := strings.Fields(s.Title)
	capital, last := 0, false
	for _, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		if last = !unicode.IsLower(first); last {
			capital++
		}
	}
	return last && 2*capital >= len(words)
}

// withoutQuotes returns a title as it stands between double quotation marks: without marks around the whole, and with
// single ones around what it quotes itself.
func withoutQuotes(title string) string {
	inner := strings.TrimSuffix(strings.TrimPrefix(title, `"`), `"`)
	if len(inner) == len(title)-2 && !strings.Contains(inner, `"`) {
		return inner
	}
	return strings.ReplaceAll(title, `"`, "'")
}

// InWords writes the day, month or year of a date: "14 March 2026"; "" if there is none.
func (d Date) InWords() string {
	day := string(d.Day())
	for layout, words := range map[string]string{"2006-01-02": "2 January 2006", "2006-01": "January 2006",
		"2006": "2006"} {
		if t, err := time.Parse(layout, day); err == nil {
			return t.Format(words)
		}
	}
	return ""
}
