package audit

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// At least three outlets that the graph knows from this claim alone take one side of it within a day. A source with
// no known day belongs to it too if what it says counts: it is first-hand by a bare flag, or names its basis to the
// end; so does a site of which no outlet is recorded. HIGH if the side has no other source, and each has its day or
// the flag, else MEDIUM. It weighs the outlets beyond the first.
var burstRule = rule{
	code: Burst,
	meaning: "three or more outlets known only from this claim take one side of it within a day; with those of no " +
		"known day that are " +
		"first-hand by a bare flag or name all they rest on, and sites of no recorded outlet that do",
	severity: "HIGH if the side has no other source, and each has its day or the flag, else MEDIUM",
	remedy:   "Find out who is behind the outlets before you count them: owners, addresses, earlier items.",
	sentence: func(r *record) string {
		lead := strings.ReplaceAll(r.lead, "only from this claim",
			wording.Choose(r.inAll, "only from this claim", "only from these claims"))
		return fmt.Sprintf("%s %s %s%s.", lead, r.sides.take(len(r.subjects)), r.what(), r.tail)
	},
}

// leastBurst is how many sites make a burst, and burstSpan how long it lasts at most.
const (
	leastBurst = 3
	burstSpan  = 24 * time.Hour
)

// burst is a side of a claim whose outlets may be known from that claim alone.
type burst struct {
	answer *convergence.Convergence
	side   *convergence.Side
	on     sides
	// sources are those of the side that may belong to it, by site: the id of their outlet, or the host of their
	// address if no outlet is recorded.
	sources map[string][]*evidence.Source
}

// bursts returns the sides of an answer that at least three sites take.
func bursts(answer *convergence.Convergence) []burst {
	var out []burst
	for i, side := range []*convergence.Side{answer.Supporting, answer.Refuting} {
		b := burst{answer, side, supporting << i, map[string][]*evidence.Source{}}
		for _, s := range side.Sources() {
			if at := siteOf(s); at != "" {
				b.sources[at] = append(b.sources[at], s.Source)
			}
		}
		if len(b.sources) >= leastBurst {
			out = append(out, b)
		}
	}
	return out
}

// siteOf returns the site of a source that may belong to a burst, else "". Such a source has an outlet, and a day of
// publication or a word that counts: its own bare one, or a basis that it names to the end. If no outlet is
// recorded nobody can look up what else the graph has of it, so that only what counts makes it one, and its address.
func siteOf(s convergence.SideSource) string {
	counts := s.Traced || bare(s.Source)
	switch {
	case s.Source.Outlet != "" && (counts || datedToADay(s.Source)):
		return string(s.Source.Outlet)
	case s.Source.Outlet == "" && counts:
		if u, err := url.Parse(s.Source.URL); err == nil {
			return u.Host
		}
	}
	return ""
}

// bare reports whether a source says that it is first-hand, and no more.
func bare(s *evidence.Source) bool { return s.Firsthand != nil && s.Firsthand.Unquantified }

// datedToADay reports whether it is known on which day a source was published: a month or a year names no day.
func datedToADay(s *evidence.Source) bool {
	return s.PublishedAt.Known() && s.PublishedAt.Last().Sub(s.PublishedAt.Time()) <= burstSpan
}

// window returns the most sites that published within a day, with those of which no day is known, and their sources
// by date.
func (b *burst) window() (sites int, sources []*evidence.Source) {
	var dated, undated []*evidence.Source
	of := map[evidence.SourceID]string{}
	for site, list := range b.sources {
		for _, s := range list {
			if of[s.ID] = site; datedToADay(s) {
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
	slices.SortFunc(undated, byID)
	times := map[string]int{} // by site: how many of its sources are in the window; those without a day always are
	for _, s := range undated {
		times[of[s.ID]]++
	}
	sites = len(times)
	var first, last int // of the window with most sites
	end := 0
	for i, s := range dated {
		for until := s.PublishedAt.Time().Add(burstSpan); end < len(dated) &&
			!dated[end].PublishedAt.Time().After(until); end++ {
			times[of[dated[end].ID]]++
		}
		if len(times) > sites {
			sites, first, last = len(times), i, end
		}
		if times[of[s.ID]]--; times[of[s.ID]] == 0 {
			delete(times, of[s.ID])
		}
	}
	return sites, append(slices.Clone(dated[first:last]), undated...)
}

func byID(x, y *evidence.Source) int { return cmp.Compare(x.ID, y.ID) }

// observation says what the burst is.
func (b *burst) observation() (observation, bool) {
	n, sources := b.window()
	if n < leastBurst {
		return observation{}, false
	}
	w := &witness{Convergence: b.answer}
	o := observation{
		code: Burst, about: idsOf(slices.SortedFunc(slices.Values(sources),
			byID)), severity: Medium, change: float64(n - 1), sides: b.on,
		subjects: nodesOf(sources), sources: len(sources),
		lead: func() string { return known(n, sources) },
		tail: func() string { return when(sources) + ": " + w.names(sources) },
		steps: func() []evidence.Link {
			var out []evidence.Link
			for _, s := range sources {
				out = append(out, w.said(b.side, s)...)
			}
			return out
		},
	}
	dayOrFlag := func(s *evidence.Source) bool { return datedToADay(s) || bare(s) }
	if len(sources) == b.side.SourceCount && !slices.ContainsFunc(sources,
		func(s *evidence.Source) bool { return !dayOrFlag(s) }) {
		o.severity = High
	}
	return o, true
}

// known says what the graph knows of the sites of sources.
func known(sites int, sources []*evidence.Source) string {
	without := slices.ContainsFunc(sources, func(s *evidence.Source) bool { return s.Outlet == "" })
	if with := slices.ContainsFunc(sources, func(s *evidence.Source) bool { return s.Outlet != "" }); !with {
		return wording.Count(sites, "site") + " without a recorded outlet"
	}
	if without {
		return wording.Count(sites, "site") + " known only from this claim or without a recorded outlet"
	}
	return wording.Count(sites, "outlet") + " known only from this claim"
}

// when says when sources were published, the dated ones first.
func when(sources []*evidence.Source) string {
	var dates []string
	byWord := true
	for _, s := range sources {
		if datedToADay(s) {
			dates = append(dates, string(s.PublishedAt))
		} else {
			byWord = byWord && bare(s)
		}
	}
	switch {
	case len(dates) == 0 && byWord:
		return ", without a day of publication and first-hand only by their own word"
	case len(dates) == 0:
		return ", without a day of publication"
	}
	text := ", published within a day (" + dates[0]
	if last := dates[len(dates)-1]; last != dates[0] {
		text += " to " + last
	}
	if text += ")"; len(dates) < len(sources) {
		text += " or on no known day"
	}
	return text
}

// pageOfSources is how many sources of outlets are read at a time.
const pageOfSources = 500

// addBursts adds the bursts of an answer to a collector: of the outlets that take a side it keeps those of which the
// graph has no other source than what the claim's evidence holds.
func (s *Service) addBursts(
	ctx context.Context, c *Collector, answer *convergence.Convergence, at evidence.Moment,
) error {
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
		query.Where.Outlets = b.outlets()
		if len(b.sources) < leastBurst || len(query.Where.Outlets) == 0 {
			return nil
		}
		page, err := s.reader.List(ctx, query)
		if err != nil {
			return err
		}
		for _, n := range page.Nodes {
			source, is := n.Node.(*evidence.Source)
			if is && b.answer.Shown(source.ID) == nil {
				delete(b.sources, string(source.Outlet))
			}
			query.Page.After = n.Cursor
		}
		if !page.HasNext {
			return nil
		}
	}
}

// outlets returns the sites that are outlets, by id.
func (b *burst) outlets() []evidence.OutletID {
	var out []evidence.OutletID
	for site, list := range b.sources {
		if list[0].Outlet != "" {
			out = append(out, evidence.OutletID(site))
		}
	}
	slices.Sort(out)
	return out
}
