package formats

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// PassedOver keeps how often something was passed over, by name, for one note at the end.
type PassedOver map[string]int

// Report notes what was passed over, the most frequent first.
func (c PassedOver) Report(out Lines) {
	names := make([]string, 0, len(c))
	for name := range c {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(c[b], c[a]), cmp.Compare(a, b)) })
	for i, name := range names {
		names[i] = fmt.Sprintf("%s (%d)", name, c[name])
	}
	const most = 20
	if len(names) > most {
		names = append(names[:most], "and others")
	}
	if len(names) > 0 {
		Note(out, "has no place in the graph: "+strings.Join(names, ", "))
	}
}

// Count adds one to a name; beyond a thousand different names they are counted together.
func (c PassedOver) Count(name string) {
	const most = 1000
	if _, known := c[name]; !known && len(c) >= most {
		name = "others"
	}
	if len(name) > 60 {
		name = strings.ToValidUTF8(name[:60], "") + "…"
	}
	c[name]++
}
