package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// The flags of "credence add" that add a link.
const (
	supports  = "supports"
	refutes   = "refutes"
	mentions  = "mentions"
	takesFrom = "takes-from"
	owner     = "owner"
	partOf    = "part-of"
)

const ownerUsage = "an owner: an id, a name, or organization:NAME or person:NAME to record one; may be repeated"

// detailFlag is a flag that says more of a link.
type detailFlag struct {
	name, kind, usage string
	of                []string // the flags of the links that it can belong to; empty = any
	once              bool     // it says one thing of one link; else it holds for every link if it stands before them
}

func detailFlags() []detailFlag {
	taking, owning := []string{takesFrom}, []string{owner}
	return []detailFlag{
		{name: "quote", kind: "string", usage: "the words that say so, of the link before it; may be repeated",
			once: true},
		{name: "at", kind: "string", usage: `where the quote stands: "line 6", "p. 12"`, once: true},
		{name: "recorded-from", kind: "string", usage: "the document or person that the link was taken from"},
		{name: "confidence", kind: "int", usage: "confidence in the link, 0 to 100 (default: not stated)"},
		{name: "via", kind: "string", of: taking,
			usage: "how it takes: CITES (default), QUOTES, SYNDICATES, TRANSLATES or DERIVED_FROM"},
		{name: "claim", kind: "string", usage: "it takes from there for this claim only; may be repeated", of: taking,
			once: true},
		{name: "share", kind: "float", usage: "how much is owned, in percent", of: owning, once: true},
		{name: "from", kind: "string", usage: "the day from which it is owned", of: owning, once: true},
		{name: "to", kind: "string", usage: "the first day on which it is not owned any more", of: owning, once: true},
	}
}

// linkFlags are the flags that add links, in the order in which they stand: a flag that says more of a link belongs to
// the one before it.
type linkFlags struct {
	names []string // of the flags that add links
	links []*addedLink
	loose []looseDetail // stand before every link that they can belong to
}

// addedLink is a link that a command is to record.
type addedLink struct {
	flag, target string
	details      map[string][]string // what was said of it, by flag
	quotes       []evidence.Quote
}

type looseDetail struct {
	detailFlag
	value string
}

// inOrder is the value of a flag that calls a function when it is parsed.
type inOrder struct {
	kind string
	met  func(string) error
}

func (v inOrder) String() string        { return "" }
func (v inOrder) Type() string          { return v.kind }
func (v inOrder) Set(text string) error { return v.met(text) }

// link adds a flag that adds a link.
func (f *linkFlags) link(cmd *cobra.Command, name, usage string) {
	f.names = append(f.names, name)
	cmd.Flags().Var(inOrder{"string", func(text string) error {
		f.links = append(f.links, &addedLink{flag: name, target: text, details: map[string][]string{}})
		return nil
	}}, name, usage)
}

// details adds the flags that say more of the links.
func (f *linkFlags) details(cmd *cobra.Command) {
	for _, d := range detailFlags() {
		if !slices.ContainsFunc(f.names, d.belongs) {
			continue
		}
		cmd.Flags().Var(inOrder{d.kind, func(text string) error { return f.detail(d, text) }}, d.name, d.usage)
	}
}

// only makes what a command records the one link that its flags say more of.
func (f *linkFlags) only(cmd *cobra.Command) {
	f.names = []string{cmd.Name()}
	f.links = []*addedLink{{flag: cmd.Name(), details: map[string][]string{}}}
	f.details(cmd)
	cmd.Flags().Lookup("quote").Usage = "the words that say so; may be repeated"
	cmd.Flags().Lookup("recorded-from").Usage = "the document or person that it was taken from"
	cmd.Flags().Lookup("confidence").Usage = "confidence in it, 0 to 100 (default: not stated)"
}

func (d detailFlag) belongs(flag string) bool { return len(d.of) == 0 || slices.Contains(d.of, flag) }

func (f *linkFlags) detail(d detailFlag, text string) error {
	if err := d.check(text); err != nil {
		return err
	}
	for _, l := range slices.Backward(f.links) {
		if d.belongs(l.flag) {
			return l.say(d, text)
		}
	}
	f.loose = append(f.loose, looseDetail{d, text})
	return nil
}

// check refuses what is not a number where one is expected.
func (d detailFlag) check(text string) error {
	var err error
	switch d.kind {
	case "int":
		_, err = strconv.Atoi(text)
	case "float":
		_, err = strconv.ParseFloat(text, 64)
	}
	if err != nil {
		return fmt.Errorf("%q is not a number", text)
	}
	return nil
}

// say adds a detail to a link.
func (l *addedLink) say(d detailFlag, text string) error {
	switch d.name {
	case "quote":
		if last := len(l.quotes) - 1; last >= 0 && l.quotes[last].Exact == "" { // its place was said first
			l.quotes[last].Exact = text
			return nil
		}
		l.quotes = append(l.quotes, evidence.Quote{Exact: text})
	case "at":
		last := len(l.quotes) - 1
		if last < 0 || l.quotes[last].Place() != "" {
			l.quotes = append(l.quotes, evidence.Quote{})
			last++
		}
		l.quotes[last] = l.quotes[last].WithLocator(text)
	case "claim":
		l.details[d.name] = append(l.details[d.name], text)
	default:
		l.details[d.name] = []string{text}
	}
	return nil
}

// settle gives the details that stand before all links to the only one that they can belong to. Where there are
// several, one that is about a single link is refused: it must not be guessed which is meant.
func (f *linkFlags) settle() error {
	for _, loose := range f.loose {
		var can []*addedLink
		var names []string
		for _, l := range f.links {
			if loose.belongs(l.flag) {
				can, names = append(can, l), append(names, "--"+l.flag+" "+terminal.ShellQuoted(l.target))
			}
		}
		switch {
		case len(can) == 0:
			return run.BadInput(evidence.Invalidf("--"+loose.name, "belongs to no link; put it after %s",
				f.flagsFor(loose.detailFlag)))
		case len(can) > 1 && loose.once:
			return run.BadInput(evidence.Invalidf("--"+loose.name,
				"stands before %s and may belong to any of them; put it right after the one that it is about",
				wording.Join(names, "and")))
		}
		for _, l := range can {
			if _, said := l.details[loose.name]; !said {
				if err := l.say(loose.detailFlag, loose.value); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (f *linkFlags) flagsFor(d detailFlag) string {
	var names []string
	for _, name := range f.names {
		if d.belongs(name) {
			names = append(names, "--"+name)
		}
	}
	return wording.Join(names, "or")
}

// one returns what was said once of a link, "" if nothing was.
func (l *addedLink) one(name string) string {
	if said := l.details[name]; len(said) > 0 {
		return said[0]
	}
	return ""
}

// provenance returns where the link was taken from, and which of its fields are stated.
func (l *addedLink) provenance() (p evidence.Provenance, fields []string) {
	fields = []string{} // a field that is not stated stays as it is
	if p.Quotes = l.quotes; len(p.Quotes) > 0 {
		fields = append(fields, "quotes")
	}
	if p.RecordedFrom = l.one("recorded-from"); p.RecordedFrom != "" {
		fields = append(fields, "recordedFrom")
	}
	if text := l.one("confidence"); text != "" {
		confidence, _ := strconv.Atoi(text) // checked when it was met
		p.Confidence = &confidence
		fields = append(fields, "confidence")
	}
	return p, fields
}

// quoted returns the quotes of a link as they end a line about it.
func (l *addedLink) quoted() string {
	var parts []string
	for _, q := range l.quotes {
		text := report.Parenthesized(q.Place())
		if q.Exact != "" {
			text = " " + report.Quoted(q.Exact) + text
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return ""
	}
	return ":" + strings.Join(parts, ",")
}
