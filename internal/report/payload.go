package report

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// UserErrors are what is wrong with the input of a mutation.
type UserErrors []struct{ Code, Message string }

// First returns the first of them as an error, nil if there is none.
func (e UserErrors) First() error {
	if len(e) == 0 {
		return nil
	}
	return &evidence.Error{Code: evidence.Code(strings.ToLower(e[0].Code)), Message: e[0].Message}
}

// PayloadView is what the text shows of a WritePayload.
type PayloadView struct {
	UserErrors                             UserErrors
	Created, Changed, Unchanged, Retracted []CountView
	Records                                []struct{ ID string }
	Impact                                 json.RawMessage
	ImpactRefused                          string
	At                                     time.Time
}

// CountView is how many records of a kind were written.
type CountView struct {
	Kind  string
	Count int
}

// WritePayload prints a WritePayload: what was done to which records, then which claims change.
func WritePayload(p *terminal.Page, v PayloadView) error {
	var done []string
	for _, part := range []struct {
		verb   string
		counts []CountView
	}{{"recorded", v.Created}, {"changed", v.Changed}, {"retracted", v.Retracted}, {"unchanged", v.Unchanged}} {
		if len(part.counts) > 0 {
			done = append(done, part.verb+" "+told(part.counts))
		}
	}
	if len(done) == 0 {
		done = []string{"There was nothing to do."}
	}
	p.Line("%s", strings.Join(done, "; "))
	for _, r := range v.Records {
		p.Line("  %s", r.ID)
	}
	switch {
	case v.ImpactRefused != "":
		writeImpactRefused(p, v)
	case len(v.Impact) > 0 && string(v.Impact) != "null":
		return WriteImpact(p, v.Impact)
	}
	return nil
}

// writeImpactRefused says why there is no list of claims, and how to get at it from the moment before the write.
func writeImpactRefused(p *terminal.Page, v PayloadView) {
	before := v.At.Truncate(time.Millisecond).Add(-time.Millisecond).UTC().Format(time.RFC3339Nano)
	p.Line("The list of claims that change was too long to compute: %s.", v.ImpactRefused)
	if len(v.Retracted) > 0 && len(v.Records) > 1 {
		p.Line("For fewer links at once, ask as of before the retraction: credence impact ID... --known-at %s", before)
	}
	p.Line("For one claim, see what changed: credence diff CLAIM --from %s", before)
}

// told lists counts: "1 person and 2 sources".
func told(counts []CountView) string {
	words := make([]string, len(counts))
	for i, c := range counts {
		words[i] = countOf(c.Count, strings.ToLower(c.Kind))
	}
	return wording.Join(words, "and")
}

// countOf counts records of a kind: "2 samenesses".
func countOf(n int, kind string) string {
	if strings.HasSuffix(kind, "s") && n != 1 {
		kind += "e"
	}
	return wording.Count(n, kind)
}
