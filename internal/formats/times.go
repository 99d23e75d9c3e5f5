package formats

import (
	"cmp"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/dates"
	"github.com/credence-graph/credence/internal/evidence"
)

// FirstDate returns the first date that one of several texts has, else the first text that is there and cannot be read.
func FirstDate(texts ...string) string {
	bad := ""
	for _, text := range texts {
		d, err := dates.Read(text)
		switch {
		case err != nil:
			bad = cmp.Or(bad, text)
		case d != "":
			return string(d)
		}
	}
	return bad
}

// EditionText returns the time at which a version was made as a line takes it, "" if the text is not such a time.
func EditionText(text string) string {
	text = strings.ReplaceAll(strings.TrimSpace(text), " ", "T")
	if _, ok := evidence.EditionTime(text); ok {
		return text
	}
	return ""
}

// LatestEdition returns the latest of several times.
func LatestEdition(texts []string) (latest string) {
	var last time.Time
	for _, text := range texts {
		if text = EditionText(text); text == "" {
			continue
		}
		if at, _ := evidence.EditionTime(text); latest == "" || at.After(last) {
			latest, last = text, at
		}
	}
	return latest
}
