package evidence

import (
	"strings"
	"time"
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

// ShortLabel returns what to call a source in a sentence: its label, in quotation marks if it is a title.
func (s Source) ShortLabel(outlet string) string {
	if s.Title == "" {
		return s.Label(outlet)
	}
	return `"` + strings.Trim(s.Title, `"`) + `"`
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
