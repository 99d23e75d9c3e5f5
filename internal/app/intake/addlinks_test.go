package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestLinkFlags: what says more of a link belongs to the one before it; what stands before all of them belongs to the
// only one, and is refused where it may belong to several.
func TestLinkFlags(t *testing.T) {
	for line, want := range map[string]string{
		"--supports a --quote q --takes-from b --quote r": "supports a [q]; takes-from b [r]",
		"--supports a --takes-from b --quote q":           "supports a []; takes-from b [q]",
		"--supports a --quote q --quote r":                "supports a [q r]",
		"--quote q --supports a":                          "supports a [q]",
		"--at p.1 --quote q --supports a":                 "supports a [q@p.1]",
		"--supports a --at p.1 --quote q --at p.2":        "supports a [q@p.1 @p.2]",
		"--via QUOTES --takes-from a --takes-from b": "takes-from a [] via=[QUOTES]; takes-from b " +
			"[] via=[QUOTES]",
		"--takes-from a --via QUOTES --takes-from b":                "takes-from a [] via=[QUOTES]; takes-from b []",
		"--takes-from a --supports b --via QUOTES":                  "takes-from a [] via=[QUOTES]; supports b []",
		"--takes-from a --claim c --claim d --supports b --quote q": "takes-from a [] claim=[c d]; supports b [q]",
		"--confidence 70 --supports a --takes-from b --confidence 20": "supports a [] confidence=[70]; takes-from b " +
			"[] confidence=[20]",
		"--owner a --share 60 --from 2020 --owner b --share 40": "owner a [] from=[2020] share=[60]; owner b " +
			"[] share=[40]",
		"--quote q --supports a --takes-from b": "--quote: stands before --supports 'a' and " +
			"--takes-from 'b'",
		"--claim c --takes-from a --takes-from b": "--claim: stands before",
		"--quote q":               "--quote: belongs to no link",
		"--supports a --share 60": "--share: belongs to no link; put it after --owner",
		"--owner a --share much":  "not a number",
	} {
		var f linkFlags
		cmd := &cobra.Command{Use: "x"}
		for _, name := range []string{supports, takesFrom, owner} {
			f.link(cmd, name, "")
		}
		f.details(cmd)
		err := cmd.ParseFlags(strings.Fields(line))
		if err == nil {
			err = f.settle()
		}
		got := f.told()
		if err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, want) && (err == nil || !strings.Contains(got, want)) {
			t.Errorf("%s:\n%s\nwant\n%s", line, got, want)
		}
	}
}

// told writes the links for a test.
func (f *linkFlags) told() string {
	var links []string
	for _, l := range f.links {
		var quotes []string
		for _, q := range l.quotes {
			text := q.Exact
			if place := q.Place(); place != "" {
				text += "@" + place
			}
			quotes = append(quotes, text)
		}
		text := l.flag + " " + l.target + " [" + strings.Join(quotes, " ") + "]"
		for _, name := range []string{"claim", "confidence", "from", "share", "via"} {
			if said := l.details[name]; len(said) > 0 {
				text += fmt.Sprintf(" %s=%v", name, said)
			}
		}
		links = append(links, text)
	}
	return strings.Join(links, "; ")
}
