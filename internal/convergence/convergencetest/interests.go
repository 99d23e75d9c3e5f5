package convergencetest

import (
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// interest reads who has an interest in the claim.
func (d *drawing) interest(t testing.TB, f []string) {
	t.Helper()
	i := evidence.Interest{Holder: evidence.ID(f[1]), Claim: TheClaim, Direction: evidence.InterestDirection(f[2])}
	for _, attribute := range f[3:] {
		key, value, _ := strings.Cut(attribute, "=")
		switch key {
		case "kind":
			i.Kind = evidence.InterestKind(value)
		case "from":
			i.ValidFrom = evidence.Date(value)
		case "to":
			i.ValidTo = evidence.Date(value)
		case "tag":
			i.Claim, i.Tag = "", value
		case "confidence":
			confidence := int(number(t, value))
			i.Provenance.Confidence = &confidence
		case "line":
			i.Provenance.Quotes = []evidence.Quote{evidence.Quote{Exact: "a party"}.WithLocator("line " + value)}
		case "why":
			i.Provenance.Justification = strings.ReplaceAll(value, "_", " ")
		default:
			t.Fatalf("cannot read the attribute %q of an interest in a drawing", attribute)
		}
	}
	d.sub.Interests = append(d.sub.Interests, i.Normalize())
}

// leaning reads what somebody rates an outlet as.
func (d *drawing) leaning(f []string) {
	l := evidence.Leaning{Outlet: evidence.OutletID("outlet:" + f[1]), Scheme: f[2], Value: f[3], RatedBy: f[4]}
	if len(f) > 5 {
		l.RatedAt = evidence.Date(f[5])
	}
	d.sub.Leanings = append(d.sub.Leanings, l.Normalize())
}
