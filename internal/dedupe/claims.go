package dedupe

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/sameness"
)

// claims are those of the graph.
type claims struct {
	family
	all []claim
}

// claim is what is compared of one.
type claim struct {
	text, item, value, language string
	date                        evidence.Date
}

func (c *claims) add(r *evidence.Claim) {
	c.ids = append(c.ids, r.NodeID())
	c.all = append(c.all, claim{r.Text, r.Item, r.Value, r.Language, r.ClaimDate})
}

func (c *claims) prepare() {
	c.conflict = func(i, j int32) bool {
		a, b := &c.all[i], &c.all[j]
		return sameness.Excludes(a.date, b.date) || languagesDiffer(a.language, b.language) ||
			differ(plain(a.item), plain(b.item)) ||
			plain(a.item) != "" && plain(a.item) == plain(b.item) && differ(plain(a.value), plain(b.value))
	}
	c.fields = func(i, j int32) []Field {
		a, b := &c.all[i], &c.all[j]
		return fieldsOf(Field{"text", a.text, b.text}, Field{"item", a.item, b.item}, Field{"value", a.value, b.value},
			Field{"date", string(a.date), string(b.date)}, Field{"language", a.language, b.language})
	}
	c.rules = []rule{
		{func(i int32, yield func(string)) {
			if key := signKey(c.all[i].text); !strings.HasPrefix(key, "\x00") {
				yield(key)
			}
		}, func(_, _ int32) (Reason, bool) {
			return Reason{Words, Strong, "Both say the same in the same words"}, true
		}},
		{func(i int32, yield func(string)) {
			if n := &c.all[i]; plain(n.item) != "" && plain(n.value) != "" {
				yield(plain(n.item) + "\x00" + plain(n.value))
			}
		}, func(i, _ int32) (Reason, bool) {
			return Reason{Value, Good, fmt.Sprintf("Both give %q the value %q", c.all[i].item, c.all[i].value)}, true
		}},
	}
}

// plain returns an item or value as they are compared: whatever its case and white space, and nothing else.
func plain(text string) string { return strings.Join(strings.Fields(strings.ToLower(text)), " ") }
