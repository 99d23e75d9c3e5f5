package audit

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

func (w *witness) duplicates(side *convergence.Side, on sides) {
	for _, d := range side.PossibleDuplicates() {
		o := observation{
			code: PossibleDuplicate, about: idsOf(d.Records), severity: Low, change: float64(len(d.Records) - 1), sides: on,
			subjects: nodesOf(d.Records), others: nodesOf(d.Resting), sources: len(d.Resting),
			lead: func() string {
				return fmt.Sprintf("%s may be one and the same: nobody has merged or denied %s", w.names(d.Records),
					wording.Choose(len(d.Records)-1, "it", "them"))
			},
			steps: func() []evidence.Link {
				var out []evidence.Link
				for _, record := range d.Records {
					for _, s := range d.Resting {
						if way := w.Way(s.ID, record.ID); len(way) > 0 {
							out = append(out, way...)
							break
						}
					}
				}
				return out
			},
		}
		if d.Several {
			o.severity = Medium
		}
		w.note(o)
	}
}

func (w *witness) uncheckable(side *convergence.Side, on sides) {
	u := side.Uncheckable()
	if u == nil {
		return
	}
	o := observation{
		code: UncheckableOrigin, about: fmt.Sprint(w.Claim.ID, " ", on), severity: Low, change: float64(u.Lines), sides: on,
		subjects: nodesOf(u.Ends), sources: len(u.Ends), steps: func() []evidence.Link { return u.Steps },
		lead: func() string {
			text := fmt.Sprintf("%s of %s that %s %s %s in what nobody else could check: %s", wording.Digits(u.Lines),
				wording.Count(side.DemonstratedLines, "demonstrated line"), says(side.DemonstratedLines, on), called(w.Claim), wording.Choose(u.Lines, "ends", "end"), w.names(u.Ends))
			if len(u.Collectors) > 0 {
				text += fmt.Sprintf(". That is the word of %s alone", wording.JoinMost(u.Collectors, mostNamed, "and"))
			}
			return text
		},
	}
	if u.All {
		o.severity = Medium
	}
	w.note(o)
}

// says is the verb for what so many of a side do: "supports" or "support".
func says(n int, on sides) string {
	if on == supporting {
		return wording.Choose(n, "supports", "support")
	}
	return wording.Choose(n, "refutes", "refute")
}

// leastBurst is how many outlets make a burst, and burstSpan how long it lasts at most.
const (
	leastBurst = 3
	burstSpan  = 24 * time.Hour
)

// burst is a side of a claim whose outlets may be known from that claim alone.
type burst struct {
	answer *convergence.Convergence
	side   *convergence.Side
	on     sides
	// sources are those of the side with an outlet, that have a date or are declared first-hand without one, by outlet.
	sources map[evidence.OutletID][]*evidence.Source
}

// bursts returns the sides of an answer that at least three outlets take.
func bursts(answer *convergence.Convergence) []burst {
	var out []burst
	for i, side := range []*convergence.Side{answer.Supporting, answer.Refuting} {
		b := burst{answer, side, supporting << i, map[evidence.OutletID][]*evidence.Source{}}
		for _, s := range side.Supporters() {
			bare := s.Source.Firsthand != nil && s.Source.Firsthand.Unquantified
			if s.Source.Outlet != "" && (s.Source.PublishedAt.Known() || bare) {
				b.sources[s.Source.Outlet] = append(b.sources[s.Source.Outlet], s.Source)
			}
		}
		if len(b.sources) >= leastBurst {
			out = append(out, b)
		}
	}
	return out
}

// window returns the most outlets that published within a day, with those that have no date, and their sources by date.
func (b *burst) window() (outlets int, sources []*evidence.Source) {
	var dated, undated []*evidence.Source
	for _, list := range b.sources {
		for _, s := range list {
			if s.PublishedAt.Known() {
				dated = append(dated, s)
			} else {
				undated = append(undated, s)
			}
		}
	}
	byDate := func(x, y *evidence.Source) int {
		return cmp.Or(x.PublishedAt.Time().Compare(y.PublishedAt.Time()), cmp.Compare(x.ID, y.ID))
	}
	slices.SortFunc(dated, byDate)
	slices.SortFunc(undated, byDate)
	sources, outlets = undated, outletsOf(undated)
	for i := range dated {
		until := dated[i].PublishedAt.Time().Add(burstSpan)
		end := i
		for end < len(dated) && !dated[end].PublishedAt.Time().After(until) {
			end++
		}
		if all := append(slices.Clone(dated[i:end]), undated...); outletsOf(all) > outlets {
			sources, outlets = all, outletsOf(all)
		}
	}
	return outlets, sources
}

// outletsOf counts the outlets of sources.
func outletsOf(sources []*evidence.Source) int {
	of := map[evidence.OutletID]bool{}
	for _, s := range sources {
		of[s.Outlet] = true
	}
	return len(of)
}

// observation says what the burst is.
func (b *burst) observation() (observation, bool) {
	n, sources := b.window()
	if n < leastBurst {
		return observation{}, false
	}
	w := &witness{Convergence: b.answer}
	o := observation{
		code: Burst, about: fmt.Sprint(b.answer.Claim.ID, " ", b.on), severity: Medium, change: float64(n - 1), sides: b.on,
		subjects: nodesOf(sources), sources: len(sources),
		lead: func() string {
			return fmt.Sprintf("%s that the graph knows from this claim alone %s %s%s: %s", wording.Count(n, "outlet"),
				says(n, b.on), called(b.answer.Claim), when(sources), w.names(sources))
		},
		steps: func() []evidence.Link {
			var out []evidence.Link
			for _, s := range sources {
				out = append(out, w.said(b.side, s)...)
			}
			return out
		},
	}
	if len(sources) == b.side.Sources {
		o.severity = High
	}
	return o, true
}

// when says when sources were published, the dated ones first.
func when(sources []*evidence.Source) string {
	var dates []string
	undated := 0
	for _, s := range sources {
		if s.PublishedAt.Known() {
			dates = append(dates, string(s.PublishedAt))
		} else {
			undated++
		}
	}
	switch {
	case len(dates) == 0:
		return ", first-hand by their own word and without a date"
	case dates[0] == dates[len(dates)-1]:
		return ", published within a day (" + dates[0] + ")"
	}
	return fmt.Sprintf(", published within a day (%s to %s)", dates[0], dates[len(dates)-1])
}

// pageOfSources is how many sources of outlets are read at a time.
const pageOfSources = 500

// addBursts adds the bursts of an answer to a collector: of the outlets that take a side it keeps those of which the graph
// has no other source than what the claim's evidence holds.
func (s *Service) addBursts(ctx context.Context, c *Collector, answer *convergence.Convergence, at evidence.Moment) error {
	if c.codes != nil && !c.codes[Burst] {
		return nil
	}
	for _, b := range bursts(answer) {
		if n, _ := b.window(); n < leastBurst {
			continue
		}
		if err := s.keepUnknown(ctx, &b, at); err != nil {
			return err
		}
		if o, is := b.observation(); is && c.named(answer, &o) {
			c.mu.Lock()
			c.take(answer.Claim, &o)
			c.mu.Unlock()
		}
	}
	return nil
}

// keepUnknown drops the outlets of a burst of which the graph has a source that takes no part in the claim's evidence.
func (s *Service) keepUnknown(ctx context.Context, b *burst, at evidence.Moment) error {
	query := evidence.ListQuery{Kind: evidence.KindSource, At: at, Page: evidence.Page{First: pageOfSources}}
	for {
		query.Where.Outlets = query.Where.Outlets[:0:0]
		for id := range b.sources {
			query.Where.Outlets = append(query.Where.Outlets, id)
		}
		slices.SortFunc(query.Where.Outlets, func(x, y evidence.OutletID) int { return strings.Compare(string(x), string(y)) })
		if len(query.Where.Outlets) < leastBurst {
			return nil
		}
		page, err := s.reader.List(ctx, query)
		if err != nil {
			return err
		}
		for _, n := range page.Nodes {
			source, is := n.Node.(*evidence.Source)
			if is && b.answer.Shown(source.ID) == nil {
				delete(b.sources, source.Outlet)
			}
			query.Page.After = n.Cursor
		}
		if !page.HasNext {
			return nil
		}
	}
}
