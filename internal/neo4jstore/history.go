package neo4jstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// idsPerChange is how many ids one node of the log names: a write of more makes several, so that a page of changes
// reads little beyond what it shows.
const idsPerChange = 200

// note writes into the log which records a write has made, changed or retracted.
func (t *transaction) note(written []evidence.ID) error {
	return change(t, "note", "rows", changeRows(written))
}

// changeRows returns the rows of the log: ids in order, and the last of them.
func changeRows(written []evidence.ID) [][]any {
	ids := layout.Texts(written)
	slices.Sort(ids)
	var rows [][]any
	for piece := range slices.Chunk(ids, idsPerChange) {
		rows = append(rows, []any{piece, piece[len(piece)-1]})
	}
	return rows
}

// erased returns those of the persons who were erased.
func (t *transaction) erased(persons []evidence.PersonID) (map[evidence.PersonID]bool, error) {
	if len(persons) == 0 {
		return nil, nil
	}
	a, err := t.run("erased", map[string]any{"ids": layout.Texts(persons)})
	if err != nil {
		return nil, err
	}
	erased := map[evidence.PersonID]bool{}
	for _, id := range a.texts("ids") {
		erased[evidence.PersonID(id)] = true
	}
	return erased, a.err
}

// Erase implements evidence.Writer.
func (s *Store) Erase(
	ctx context.Context, person evidence.PersonID, collector, reason string) (evidence.Applied, error) {
	applied := newApplied()
	committed, err := s.write(ctx, func(t *transaction) error {
		applied.Changed, applied.Retracted, applied.Unchanged = map[evidence.Kind]int{}, map[evidence.Kind]int{},
			map[evidence.Kind]int{}
		return t.erase(person, collector, reason, &applied)
	})
	if err != nil {
		return evidence.Applied{}, operation("erasing a person", err)
	}
	committed.done(&applied)
	return applied, nil
}

func (t *transaction) erase(person evidence.PersonID, collector, reason string, applied *evidence.Applied) error {
	w := wanted{}
	if evidence.ID(person).Kind() == evidence.KindPerson {
		w.id(evidence.ID(person))
	}
	found, err := w.find(t.run)
	if err != nil {
		return err
	}
	if found[evidence.ID(person)] == nil {
		return evidence.NoPerson(person)
	}
	erased, err := t.erased([]evidence.PersonID{person})
	if err != nil {
		return err
	}
	if erased[person] {
		applied.Unchanged[evidence.KindPerson]++
		return nil
	}
	t.wrote = true
	a, err := t.run(
		"erase", map[string]any{"id": string(person), "at": t.at.UnixNano(), "collector": collector, "reason": reason})
	if err != nil {
		return err
	}
	applied.Changed[evidence.KindPerson]++
	counted := map[string]bool{}
	for _, id := range a.texts("links") {
		counted[string(linkRow{fields: fields{a, map[string]any{"id": id}}}.publicID())] = true
	}
	for id := range counted {
		applied.Retracted[evidence.ID(id).Kind()]++
	}
	if n := a.integer("sources"); n > 0 {
		applied.Changed[evidence.KindSource] = n
	}
	return errors.Join(a.err, t.note([]evidence.ID{evidence.ID(person)}))
}

// Changes implements evidence.History: of one subject from its records, of all from the log, which names what each
// write has written.
func (s *Store) Changes(ctx context.Context, q evidence.ChangeQuery) (evidence.ChangePage, error) {
	at, subject := time.Time{}, evidence.ID("")
	if q.Page.After != nil {
		var err error
		if at, subject, err = evidence.ParseChangeCursor(q.Page.After); err != nil {
			return evidence.ChangePage{}, err
		}
	}
	page, err := s.changes(ctx, q, at, subject)
	if err != nil {
		return evidence.ChangePage{}, fmt.Errorf("reading what was changed: %w", err)
	}
	page.HasPrevious = q.Page.After != nil
	return page, nil
}

func (s *Store) changes(
	ctx context.Context, q evidence.ChangeQuery, at time.Time, subject evidence.ID) (evidence.ChangePage, error) {
	var page evidence.ChangePage
	if q.Subject != "" {
		all, err := s.changesOf(ctx, []evidence.ID{q.Subject})
		if q.Page.After != nil {
			all = slices.DeleteFunc(all, func(c evidence.RecordChange) bool { return !c.Follows(at, subject) })
		}
		all = slices.DeleteFunc(all, func(c evidence.RecordChange) bool { return c.At.Before(q.Since) })
		page.HasNext = len(all) > q.Page.First
		page.Changes = all[:min(len(all), q.Page.First)]
		return page, err
	}
	for len(page.Changes) <= q.Page.First {
		named, err := s.logged(ctx, at, subject, q.Page.First+1-len(page.Changes))
		named = slices.DeleteFunc(named, func(c evidence.RecordChange) bool { return c.At.Before(q.Since) })
		if err != nil || len(named) == 0 {
			return page, err
		}
		ids := make([]evidence.ID, len(named))
		for i, c := range named {
			ids[i] = c.Subject
		}
		all, err := s.changesOf(ctx, ids)
		if err != nil {
			return page, err
		}
		for _, c := range named {
			i := slices.IndexFunc(all, func(o evidence.RecordChange) bool { return o.Subject == c.Subject && o.At.Equal(c.At) })
			if i >= 0 { // else it was replaced at the very time, or is of a link that was erased
				page.Changes = append(page.Changes, all[i])
			}
		}
		at, subject = named[len(named)-1].At, named[len(named)-1].Subject
	}
	page.HasNext = len(page.Changes) > q.Page.First
	page.Changes = page.Changes[:min(len(page.Changes), q.Page.First)]
	return page, nil
}

// logged returns the time and subject of the next changes of the log after a place in it, each once; the zero time is
// its beginning.
func (s *Store) logged(
	ctx context.Context, at time.Time, subject evidence.ID, first int) ([]evidence.RecordChange, error) {
	latest := int64(math.MaxInt64)
	if !at.IsZero() {
		latest = nanoseconds(at)
	}
	a, err := s.read(ctx, "logged", map[string]any{"at": latest, "id": string(subject), "limit": first})
	if err != nil {
		return nil, err
	}
	rows := a.columns("times", "ids")
	changes := make([]evidence.RecordChange, rows.len())
	for i := range changes {
		changes[i] = evidence.RecordChange{At: moment(rows.integer(0, i)), Subject: evidence.ID(rows.text(1, i))}
	}
	return changes, a.err
}

// changesOf returns every change of the subjects, newest first, by id where they are of one time.
func (s *Store) changesOf(ctx context.Context, subjects []evidence.ID) ([]evidence.RecordChange, error) {
	w := wanted{}
	for _, id := range distinct(subjects) {
		w.id(id)
	}
	found, err := w.find(func(query string, params map[string]any) (*answer, error) { return s.read(ctx, query, params) })
	if err != nil {
		return nil, err
	}
	kept := map[evidence.ID][]evidence.Kept{}
	if err := s.keptNodes(ctx, found, kept); err != nil {
		return nil, err
	}
	if err := s.keptLinks(ctx, found, kept); err != nil {
		return nil, err
	}
	var all []evidence.RecordChange
	for id, records := range kept {
		all = append(all, evidence.ChangesOf(id, records)...)
	}
	slices.SortFunc(all, func(a, b evidence.RecordChange) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Subject, b.Subject))
	})
	return all, nil
}

func distinct(ids []evidence.ID) []evidence.ID {
	return slices.Compact(slices.Sorted(slices.Values(ids)))
}

// keptNodes reads every record of the nodes among those found.
func (s *Store) keptNodes(
	ctx context.Context, found map[evidence.ID]*stored, kept map[evidence.ID][]evidence.Kept) error {
	w := wanted{}
	for id := range found {
		if id.Kind().IsNode() {
			w.id(id)
		}
	}
	ids, some := w.params(lookups()[0])
	if !some {
		return nil
	}
	a, err := s.read(ctx, "history_nodes", map[string]any{"ids": ids})
	if err != nil {
		return err
	}
	for _, row := range a.maps("nodes") {
		f := fields{a, row}
		n := f.node()
		if a.err != nil {
			return a.err
		}
		kept[n.NodeID()] = append(kept[n.NodeID()], f.kept(evidence.Object{Node: n}, "recordedBy", "recordedBecause"))
	}
	return a.err
}

// keptLinks reads every record of the links among those found. The relationships of one record of a group are one.
func (s *Store) keptLinks(
	ctx context.Context, found map[evidence.ID]*stored, kept map[evidence.ID][]evidence.Kept) error {
	var latest []string
	for id, r := range found {
		if id.Kind().IsLink() {
			latest = append(latest, r.elements...)
		}
	}
	if len(latest) == 0 {
		return nil
	}
	a, err := s.read(ctx, "history_links", map[string]any{"latest": latest})
	if err != nil {
		return err
	}
	type version struct {
		id    evidence.ID
		at    int64
		until any
	}
	records, order := map[version]*stored{}, []version{}
	rows := map[version]linkRow{}
	for _, v := range a.list("links") {
		row := a.linkRow("links", v)
		link := row.link()
		if a.err != nil {
			return a.err
		}
		key := version{link.LinkID(), get[int64](row.fields, "recordedAt"), row.values["retractedAt"]}
		if records[key] != nil {
			records[key].join(link, "")
			continue
		}
		records[key], rows[key], order = &stored{record: link}, row, append(order, key)
	}
	for _, key := range order {
		kept[key.id] = append(kept[key.id], rows[key].kept(records[key].object(), "collector", "justification"))
	}
	return a.err
}

// kept reads the time for which a record stood, and who made and ended it; by and because name the properties that say
// who made it and why.
func (f fields) kept(o evidence.Object, by, because string) evidence.Kept {
	k := evidence.Kept{
		Object: o, At: f.time("recordedAt"), By: text[string](f, by), Why: text[string](f, because),
		EndedBy: text[string](f, "retractedBy"), EndedWhy: text[string](f, "retractedBecause"),
	}
	if f.values["retractedAt"] != nil {
		until := f.time("retractedAt")
		k.Until = &until
	}
	return k
}
