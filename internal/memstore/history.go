package memstore

import (
	"cmp"
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Erase implements evidence.Writer.
func (s *Store) Erase(
	ctx context.Context, person evidence.PersonID, collector, reason string) (evidence.Applied, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.mayWrite(ctx); err != nil {
		return evidence.Applied{}, err
	}
	id := evidence.ID(person)
	old := s.standing(id)
	if id.Kind() != evidence.KindPerson || old == nil {
		return evidence.Applied{}, evidence.NoPerson(person)
	}
	done := s.begin()
	if s.erased()[person] {
		done.Unchanged[evidence.KindPerson]++
		return s.commit(done, 0), nil
	}
	done.Changed[evidence.KindPerson]++
	old.retracted = &done.At
	blank := evidence.Person{ID: person, RecordedAt: done.At}
	s.records = append(s.records, record{id: id, value: blank, recorded: done.At, made: act{collector, reason}})
	s.blank(person, &done)
	delete(s.editions, string(person))
	return s.commit(done, 1), nil
}

// blank takes the person out of every record that there ever was.
func (s *Store) blank(person evidence.PersonID, done *evidence.Applied) {
	id, counted := evidence.ID(person), map[evidence.ID]bool{}
	once := func(of evidence.ID, counts map[evidence.Kind]int) {
		if !counted[of] {
			counts[of.Kind()]++
		}
		counted[of] = true
	}
	s.records = slices.DeleteFunc(s.records, func(r record) bool {
		from, to := ends(r.value)
		gone := slices.Contains(append(from, to...), id)
		if gone {
			once(r.id, done.Retracted)
		}
		return gone
	})
	for i := range s.records {
		switch r := s.records[i].value.(type) {
		case evidence.Person:
			if r.ID == person {
				r.Name, r.ErasedAt = "", &done.At
				s.records[i].value = r
			}
		case evidence.Source:
			if slices.Contains(r.Authors, person) {
				r.Authors = filter(r.Authors, func(p evidence.PersonID) bool { return p != person })
				s.records[i].value = r
				once(s.records[i].id, done.Changed)
			}
		}
	}
}

// erased returns the persons who were erased.
func (s *Store) erased() map[evidence.PersonID]bool {
	erased := map[evidence.PersonID]bool{}
	for _, r := range s.records {
		if p, ok := r.value.(evidence.Person); ok && p.ErasedAt != nil {
			erased[p.ID] = true
		}
	}
	return erased
}

// Changes implements evidence.History: the changes of every subject, sorted and cut.
func (s *Store) Changes(ctx context.Context, q evidence.ChangeQuery) (evidence.ChangePage, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ended(ctx); err != nil {
		return evidence.ChangePage{}, err
	}
	kept := map[evidence.ID][]evidence.Kept{}
	for _, r := range s.records {
		if q.Subject == "" || q.Subject == r.id {
			kept[r.id] = append(kept[r.id], evidence.Kept{
				Object: objectOf(r.value), At: r.recorded, Until: r.retracted, By: r.made.by, Why: r.made.why, EndedBy: r.ended.by,
				EndedWhy: r.ended.why,
			})
		}
	}
	var all []evidence.RecordChange
	for id, records := range kept {
		all = append(all, evidence.ChangesOf(id, records)...)
	}
	slices.SortFunc(all, func(a, b evidence.RecordChange) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Subject, b.Subject))
	})
	if q.Page.After != nil {
		at, subject, err := evidence.ParseChangeCursor(q.Page.After)
		if err != nil {
			return evidence.ChangePage{}, err
		}
		all = filter(all, func(c evidence.RecordChange) bool { return c.Follows(at, subject) })
	}
	all = filter(all, func(c evidence.RecordChange) bool { return !c.At.Before(q.Since) })
	page := evidence.ChangePage{Changes: all[:min(len(all), q.Page.First)]}
	page.HasNext, page.HasPrevious = len(all) > q.Page.First, q.Page.After != nil
	return page, nil
}

// objectOf returns a record in the form in which the interfaces of package evidence hold it.
func objectOf(value any) evidence.Object {
	switch p := pointer(value).(type) {
	case evidence.Node:
		return evidence.Object{Node: p}
	case evidence.Link:
		return evidence.Object{Link: p}
	}
	return evidence.Object{}
}
