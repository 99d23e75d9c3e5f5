package report

import (
	"fmt"
	"time"

	"github.com/credence-graph/credence/internal/dates"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

const (
	// ChangesShown is how many changes are printed unless more are asked for.
	ChangesShown = 20
	// ChangesSince is how many changes since a moment are printed unless more are asked for.
	ChangesSince = 1000
	// ChangesAtOnce is how many are read at a time, and changesRead how many at most for one list.
	ChangesAtOnce = 100
	changesRead   = 5000
)

// ChangeList collects changes for a person: what somebody recorded at one time is one entry.
type ChangeList struct {
	Most    int  // entries
	Each    bool // an entry for each record
	entries []changeEntry
	read    int
	more    bool   // there are more changes than the entries tell of
	cursor  string // of the last change that is in an entry
	ended   bool
}

// changeEntry is changes that share an entry.
type changeEntry struct {
	changes []changeView
	open    bool // there may be more of it
}

// Done reports whether the list takes no more pages.
func (l *ChangeList) Done() bool { return l.ended }

// Take adds a page of changes.
func (l *ChangeList) Take(page ChangesView) {
	for _, e := range page.Edges {
		last := len(l.entries) - 1
		if l.read == changesRead || last+1 == l.Most && (l.Each || !l.entries[last].changes[0].goesWith(e.Node)) {
			l.more, l.ended = true, true
			if l.read == changesRead {
				l.entries[last].open = !l.Each && l.entries[last].changes[0].goesWith(e.Node)
			}
			return
		}
		if last >= 0 && !l.Each && l.entries[last].changes[0].goesWith(e.Node) {
			l.entries[last].changes = append(l.entries[last].changes, e.Node)
		} else {
			l.entries = append(l.entries, changeEntry{changes: []changeView{e.Node}})
		}
		l.read, l.cursor = l.read+1, e.Cursor
	}
	l.ended = !page.PageInfo.HasNextPage
}

// WriteChanges prints the entries, each with the minute in which it was made.
func WriteChanges(p *terminal.Page, l *ChangeList, since time.Time) {
	now := time.Now()
	scope := "The last changes"
	if !since.IsZero() {
		scope = "Changes since " + dates.Clock(since.In(now.Location()))
	}
	if len(l.entries) == 0 {
		if since.IsZero() {
			p.Line("Nothing was changed.")
		} else {
			p.Line("Nothing was changed since %s (%s).", dates.Clock(since.In(now.Location())), dates.Zone(now))
		}
		return
	}
	p.Line("%s, the newest first (times in %s):", scope, dates.Zone(now))
	p.Gap()
	counted := false
	for _, e := range l.entries {
		first := e.changes[0]
		text := first.sentence()
		if len(e.changes) > mostMembers {
			counted = true
			text = e.summary()
		} else if len(e.changes) > 1 {
			for _, c := range e.changes {
				writeChange(p, c.At, c.sentence())
			}
			continue
		}
		writeChange(p, first.At, text)
	}
	if counted || l.more {
		p.Gap()
	}
	if counted {
		p.Line("--all lists each record.")
	}
	if l.more {
		p.Line("There are more; go on with --after %s", l.cursor)
	}
}

func writeChange(p *terminal.Page, at time.Time, text string) {
	p.Hanging(len("2024-10-05 14:30  "), "%s  %s", p.Style.Dim(dates.Clock(at.Local())), text)
}

// summary counts the records of an entry.
func (e *changeEntry) summary() string {
	counts, order := map[string]int{}, []string{}
	for _, c := range e.changes {
		kind := kindWord(c.Subject)
		if counts[kind] == 0 {
			order = append(order, kind)
		}
		counts[kind]++
	}
	parts := make([]string, len(order))
	for i, kind := range order {
		parts[i] = countOf(counts[kind], kind)
	}
	least := ""
	if e.open {
		least = "at least "
	}
	first := e.changes[0]
	return fmt.Sprintf("%s %s %s%s: %s%s", who(first.By), first.verb(), least, wording.Count(len(e.changes), "record"),
		wording.Join(parts, "and"), because(first.Why))
}
