package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

const (
	// changesShown is how many changes are printed unless more are asked for, and changesSince how many of those since
	// a moment.
	changesShown = 20
	changesSince = 1000
	// changesAtOnce is how many are read at a time, and changesRead how many at most for one list.
	changesAtOnce = 100
	changesRead   = 5000
)

// changesFlags are what a person asks of the changes.
type changesFlags struct {
	first        int
	after, since string
	all          bool
}

func (a *app) changesCommand() *cobra.Command {
	var f changesFlags
	cmd := &cobra.Command{
		Use:   "changes [SUBJECT]",
		Short: "lists who recorded, changed, retracted or erased what, when and why",
		Long: `Lists what was changed, newest first: in the whole graph, or in one record, named by its global id. What one
person recorded at one time is counted in one line; with --all each record has its own line.

With --json it prints the GraphQL type RecordChangeConnection field for field.`,
		Args: atMostOne,
		Example: `  credence changes --since yesterday
  credence changes claim:partner --since "3 days ago"`,
	}
	cmd.Flags().StringVar(&f.since, "since", "", sinceUsage)
	cmd.Flags().IntVar(&f.first, "first", changesShown, fmt.Sprintf("how many, 1 to %d; with --since %[1]d", changesSince))
	cmd.Flags().StringVar(&f.after, "after", "", "continue after this cursor, which the previous list printed")
	cmd.Flags().BoolVar(&f.all, "all", false, "list each record of what was recorded at one time")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		since, err := f.check(cmd, time.Now())
		if err != nil {
			return err
		}
		return a.with(cmd.Context(), func(ctx context.Context, s *session) error { return s.changes(ctx, f, since, args) })
	}
	return cmd
}

// check reads the moment since when changes are listed; the zero time is always.
func (f *changesFlags) check(cmd *cobra.Command, now time.Time) (since time.Time, err error) {
	if f.since != "" {
		if since, err = parseSince("--since", f.since, now); err != nil {
			return since, err
		}
		if !cmd.Flags().Changed("first") {
			f.first = changesSince
		}
	}
	if f.first < 1 || f.first > changesSince {
		return since, inputError{evidence.Invalidf("--first", "%d is out of range; expected 1 to %d", f.first, changesSince)}
	}
	return since, nil
}

func (s *session) changes(ctx context.Context, f changesFlags, since time.Time, args []string) error {
	variables := map[string]any{"after": f.after}
	if !since.IsZero() {
		variables["since"] = since.UTC().Format(time.RFC3339Nano)
	}
	if len(args) == 1 {
		variables["subject"] = args[0]
	}
	ask := s.asking()
	if s.json {
		return s.changesJSON(ctx, ask, f.first, variables)
	}
	list := changeList{most: f.first, each: f.all}
	for !list.done() {
		variables["first"] = changesAtOnce
		answer, err := ask.query(ctx, "changes", graph.ChangesInWordsDocument(), variables)
		if err != nil {
			return err
		}
		var page changesView
		if err := json.Unmarshal(answer, &page); err != nil {
			return fmt.Errorf("reading the answer: %w", err)
		}
		list.take(page)
		variables["after"] = page.PageInfo.EndCursor
	}
	p := &page{style: s.style}
	p.changes(&list, since)
	_, err := io.WriteString(s.streams.Out, p.String())
	return err
}

// changesJSON prints as many changes as are asked for as one list, which is read by pages.
func (s *session) changesJSON(ctx context.Context, ask *asking, first int, variables map[string]any) error {
	var all struct {
		Edges    []json.RawMessage `json:"edges"`
		PageInfo pageInfoJSON      `json:"pageInfo"`
	}
	all.Edges = []json.RawMessage{}
	for begun := false; len(all.Edges) < first; begun = true {
		variables["first"] = min(changesAtOnce, first-len(all.Edges))
		answer, err := ask.query(ctx, "changes", graph.ChangesDocument(), variables)
		if err != nil {
			return err
		}
		before, edges := all.PageInfo, all.Edges
		if err := json.Unmarshal(answer, &all); err != nil {
			return fmt.Errorf("reading the answer: %w", err)
		}
		if all.Edges = append(edges, all.Edges...); begun {
			all.PageInfo.goesOn(before)
		}
		if !all.PageInfo.HasNextPage {
			break
		}
		variables["after"] = all.PageInfo.EndCursor
	}
	return s.printJSON(all)
}

// changeList collects changes for a person: what somebody recorded at one time is one entry.
type changeList struct {
	most    int  // entries
	each    bool // an entry for each record
	entries []changeEntry
	read    int
	more    bool   // there are more changes than the entries tell of
	cursor  string // of the last change that is in an entry
	ended   bool
}

// changeEntry is changes that are told as one.
type changeEntry struct {
	changes []changeView
	open    bool // there may be more of it
}

func (l *changeList) done() bool { return l.ended }

// take adds a page of changes.
func (l *changeList) take(page changesView) {
	for _, e := range page.Edges {
		last := len(l.entries) - 1
		if l.read == changesRead || last+1 == l.most && (l.each || !l.entries[last].changes[0].goesWith(e.Node)) {
			l.more, l.ended = true, true
			if l.read == changesRead {
				l.entries[last].open = !l.each && l.entries[last].changes[0].goesWith(e.Node)
			}
			return
		}
		if last >= 0 && !l.each && l.entries[last].changes[0].goesWith(e.Node) {
			l.entries[last].changes = append(l.entries[last].changes, e.Node)
		} else {
			l.entries = append(l.entries, changeEntry{changes: []changeView{e.Node}})
		}
		l.read, l.cursor = l.read+1, e.Cursor
	}
	l.ended = !page.PageInfo.HasNextPage
}

// changes prints the entries, each with the minute in which it was made.
func (p *page) changes(l *changeList, since time.Time) {
	now := time.Now()
	scope := "The last changes"
	if !since.IsZero() {
		scope = "Changes since " + clock(since.In(now.Location()))
	}
	if len(l.entries) == 0 {
		if since.IsZero() {
			p.line("Nothing was changed.")
		} else {
			p.line("Nothing was changed since %s (%s).", clock(since.In(now.Location())), zone(now))
		}
		return
	}
	p.line("%s, the newest first (times in %s):", scope, zone(now))
	p.gap()
	counted := false
	for _, e := range l.entries {
		first := e.changes[0]
		text := first.sentence()
		if len(e.changes) > mostMembers {
			counted = true
			text = e.summary()
		} else if len(e.changes) > 1 {
			for _, c := range e.changes {
				p.change(c.At, c.sentence())
			}
			continue
		}
		p.change(first.At, text)
	}
	if counted || l.more {
		p.gap()
	}
	if counted {
		p.line("--all lists each record of those that are counted.")
	}
	if l.more {
		p.line("There is more; go on with --after %s", l.cursor)
	}
}

func (p *page) change(at time.Time, text string) {
	p.hanging(len("2024-10-05 14:30  "), "%s  %s", p.style.dim(clock(at.Local())), text)
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
