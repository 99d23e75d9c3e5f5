package report

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/wording"
)

// Exported is what export prints with --json.
type Exported struct {
	File   string `json:"file,omitempty"`
	Format string `json:"format,omitempty"`
	Bytes  int64  `json:"bytes,omitempty"` // of the file
	Hash   string `json:"hash,omitempty"`
	// Items and LeftOut say what the file holds by type, as it was written, and what of the graph its format cannot
	// hold.
	Items   []export.Count `json:"items,omitempty"`
	LeftOut []export.Count `json:"leftOut,omitempty"`
	Records int            `json:"records"` // of the graph that were read for it
	Version string         `json:"version"`
}

// Told says what is in a file, as in "48 items in x.jsonld, 1,234 bytes: 7 ClaimReview and 41 Claim".
func (e Exported) Told() string {
	contents := export.Contents{Items: e.Items}
	text := fmt.Sprintf("%s in %s, %s bytes", wording.Count(contents.Total(), "item"), e.File,
		wording.Digits(int(e.Bytes)))
	if len(e.Items) > 0 {
		text += ": " + counted(e.Items)
	}
	text += "\n"
	if len(e.LeftOut) > 0 {
		text += fmt.Sprintf("Left out, because %s cannot hold it: %s.\n", e.Format, counted(e.LeftOut))
	}
	return text
}

// counted lists counts in words.
func counted(list []export.Count) string {
	texts := make([]string, len(list))
	for i, c := range list {
		texts[i] = wording.Digits(c.Count) + " " + inPlural(c.What, c.Count)
	}
	return wording.Join(texts, "and")
}

// ofType are names that have no plural: types of other formats, and those of lines that are no nouns.
var ofType = regexp.MustCompile(`[A-Z-]|^(same|distinct)$`)

// inPlural puts what is counted into the plural if there are several: "quads", "rows of a table", "identities".
func inPlural(what string, n int) string {
	if n == 1 || ofType.MatchString(what) {
		return what
	}
	end := len(what)
	for _, sep := range []string{" of ", " after "} {
		if i := strings.Index(what, sep); i >= 0 {
			end = min(end, i)
		}
	}
	head := what[:end]
	if short, is := strings.CutSuffix(head, "y"); is {
		return short + "ies" + what[end:]
	}
	return head + "s" + what[end:]
}
