package dossier

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// How much the picture shows.
const (
	mostDays     = 40
	mostArrivals = 24
)

// FlatLine is what a claim was worth on the days on which somebody said it, or withdrew that.
type FlatLine struct {
	Claim   *evidence.Claim
	Days    []Day // by date
	Skipped int   // days that were left out, evenly, because there are too many
	Undated int   // sources of no known date, which count from the beginning
}

// Day is one of the days, after all that happened on it.
type Day struct {
	Date         time.Time
	Sources      int     // that say so, and were not withdrawn
	Demonstrated float64 // of these, how many are demonstrated to be independent
	Arrivals     []Arrival
}

// Arrival is a source that says so from a day on.
type Arrival struct {
	Name string
	From []string // what it takes from, in words; none = it names nothing
	Own  bool     // it takes from nothing, and is recorded as first-hand
}

// FlatLineOf works out what the supporting side of a claim was worth on each day on which one of its sources was
// published or withdrawn, with an answer of its own for each: what was out at its end (in UTC), all links as they are
// recorded now. Of more than forty days it takes the first, the last, and evenly what lies between. Dates of a month
// or a year count as their first day.
func FlatLineOf(
	ctx context.Context, reader evidence.Reader, claim evidence.ClaimID, p basis.Policy,
) (*FlatLine, error) {
	c, err := Open(ctx, reader, claim, evidence.Moment{}, p)
	if err != nil {
		return nil, err
	}
	f := &FlatLine{Claim: c.Answer.Claim}
	days, undated := c.days()
	f.Undated = undated
	for _, day := range thinned(days, mostDays) {
		at, err := Open(ctx, reader, claim, evidence.Moment{ValidAt: day.Add(24*time.Hour - 1), Undated: p.Undated}, p)
		if err != nil {
			return nil, err
		}
		f.Days = append(f.Days, at.day(day))
	}
	f.Skipped = len(days) - len(f.Days)
	known := map[string]bool{} // each is told on the first day that shows it
	for i := range f.Days {
		f.Days[i].Arrivals = slices.DeleteFunc(f.Days[i].Arrivals, func(a Arrival) bool {
			defer func() { known[a.Name] = true }()
			return known[a.Name]
		})
	}
	return f, nil
}

// days returns when sources that support the claim were published or withdrawn, each day once, and how many have no
// date.
func (c *Case) days() (days []time.Time, undated int) {
	speaks := map[evidence.SourceID]bool{}
	for _, st := range c.Evidence.Statements {
		speaks[st.Source] = speaks[st.Source] || st.Stance == evidence.Supports &&
			c.Answer.Concerns(evidence.ID(st.Claim))
	}
	for _, s := range c.Evidence.Sources {
		if !speaks[s.ID] {
			continue
		}
		if s.PublishedAt.Known() {
			days = append(days, dayOf(s.PublishedAt))
		} else {
			undated++
		}
		if s.WithdrawnAt.Known() {
			days = append(days, dayOf(s.WithdrawnAt))
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	return slices.CompactFunc(days, time.Time.Equal), undated
}

// dayOf returns the day on which a date begins.
func dayOf(d evidence.Date) time.Time { return d.Time().Truncate(24 * time.Hour) }

// thinned returns at most so many of a list, evenly, the first and the last among them.
func thinned[T any](list []T, most int) []T {
	if len(list) <= most {
		return list
	}
	kept := make([]T, most)
	for i := range kept {
		kept[i] = list[i*(len(list)-1)/(most-1)]
	}
	return kept
}

func (c *Case) day(date time.Time) Day {
	d := Day{Date: date, Sources: c.Answer.Supporting.SourceCount, Demonstrated: c.Answer.Supporting.Demonstrated}
	supporters := c.Answer.Supporting.Sources()
	slices.SortStableFunc(supporters, func(a, b convergence.SideSource) int {
		return cmp.Or(a.Source.PublishedAt.Time().Compare(b.Source.PublishedAt.Time()),
			cmp.Compare(a.Source.ID, b.Source.ID))
	})
	for _, s := range supporters {
		a := Arrival{Name: c.Answer.Name(s.Source)}
		for _, link := range c.Answer.Upstream(s.Source.ID) {
			a.From = append(a.From, verb(link.Kind)+" "+c.name(evidence.ID(link.To)))
		}
		a.Own = len(a.From) == 0 && s.Traced
		d.Arrivals = append(d.Arrivals, a)
	}
	return d
}

// Measures of the picture in pixels.
const (
	flatWidth            = 960
	chartLeft, chartTop  = 60, 104
	chartRight, chartLow = 920, 364
	// Lines begin a little to the right of the scale, and end where the words at their ends begin.
	lineLeft, lineRight, dateRoom = chartLeft + 18, chartRight - 116, 40
)

// flatView is what the picture is drawn from.
type flatView struct {
	Width, Height    int
	Title, Told, New string
	Naive, Shown     string // paths
	NaiveEnd         flatPoint
	ShownEnd         flatPoint
	Ticks            []flatTick
	Dates            []flatTick
	Marks            []flatMark
	Rows             []flatRow
	Notes            []flatRow
	Left, Right, Low int
}

// Short is the title if there is little room.
func (v flatView) Short() string { return cut(v.Title, 96) }

// TickX is where the numbers of the scale end.
func (v flatView) TickX() int { return v.Left - 8 }

// DateY is the height of the dates.
func (v flatView) DateY() int { return v.Low + 26 }

type flatPoint struct {
	X, Y int
	Text string
}

type flatTick struct {
	At   int
	Text string
}

type flatMark struct{ X, Y, TextY, Number int }

type flatRow struct {
	Y      int
	Number int
	Text   string
}

// Write writes the line as one SVG that needs nothing else.
func (f *FlatLine) Write(w io.Writer) error { return render(w, "flatline", f.view()) }

func (f *FlatLine) view() flatView {
	v := flatView{Width: flatWidth, Left: chartLeft, Right: lineRight, Low: chartLow, Title: clean(f.Claim.Label())}
	if len(f.Days) == 0 {
		v.Told, v.Height = "No source with a known date supports it.", 140
		return v
	}
	first, last := f.Days[0], f.Days[len(f.Days)-1]
	v.Told = fmt.Sprintf("From %s to %s the number of supporting sources went from %d to %d.", dayText(first.Date),
		dayText(last.Date), first.Sources, last.Sources)
	v.New = fmt.Sprintf("Demonstrated to be independent of each other: %.2f of them at first, %.2f finally.",
		first.Demonstrated, last.Demonstrated)
	most := 1.0
	for _, d := range f.Days {
		most = max(most, float64(d.Sources), d.Demonstrated)
	}
	x := func(t time.Time) int {
		if span := last.Date.Sub(first.Date); span > 0 {
			return lineLeft + int(float64(t.Sub(first.Date))/float64(span)*(lineRight-dateRoom-lineLeft))
		}
		return lineLeft
	}
	y := func(n float64) int { return chartLow - int(n/most*(chartLow-chartTop)) }
	v.Naive = steps(f.Days, x, func(d Day) int { return y(float64(d.Sources)) })
	v.Shown = steps(f.Days, x, func(d Day) int { return y(d.Demonstrated) })
	v.NaiveEnd = flatPoint{lineRight + 8, y(float64(last.Sources)),
		fmt.Sprint(last.Sources, wording.Choose(last.Sources, " supports it", " support it")),
	}
	v.ShownEnd = flatPoint{lineRight + 8, y(last.Demonstrated), fmt.Sprintf("%.2f demonstrated", last.Demonstrated)}
	if v.ShownEnd.Y-v.NaiveEnd.Y < 16 {
		v.ShownEnd.Y = v.NaiveEnd.Y + 16
	}
	for n := 0; n <= int(most); n += (int(most) + 4) / 5 {
		v.Ticks = append(v.Ticks, flatTick{y(float64(n)), wording.Digits(n)})
	}
	v.Dates = []flatTick{{x(first.Date), dayText(first.Date)}}
	if len(f.Days) > 1 {
		v.Dates = append(v.Dates, flatTick{x(last.Date), dayText(last.Date)})
	}
	f.rows(&v, x, y)
	return v
}

// steps draws a line that goes on to the right and then up or down.
func steps(days []Day, x func(time.Time) int, y func(Day) int) string {
	path := fmt.Sprintf("M%d %d", x(days[0].Date), y(days[0]))
	for _, d := range days[1:] {
		path += fmt.Sprintf("H%dV%d", x(d.Date), y(d))
	}
	return path + fmt.Sprintf("H%d", lineRight)
}

func dayText(t time.Time) string { return t.Format("2 January 2006") }

// rows numbers the days on which somebody came, and tells below the picture who and where from.
func (f *FlatLine) rows(v *flatView, x func(time.Time) int, y func(float64) int) {
	top, told, all := chartLow+64, 0, 0
	number := 0
	for _, d := range f.Days {
		if len(d.Arrivals) == 0 {
			continue
		}
		number++
		mark := y(float64(d.Sources))
		v.Marks = append(v.Marks, flatMark{x(d.Date), mark, mark + 4, number})
		for _, a := range d.Arrivals {
			if all++; told < mostArrivals {
				v.Rows = append(v.Rows, flatRow{top + 22*told, number, cut(dayText(d.Date)+": "+clean(a.text()), 118)})
				told++
			}
		}
	}
	top += 22 * told
	note := func(text string) {
		v.Notes = append(v.Notes, flatRow{Y: top + 10, Text: text})
		top += 20
	}
	if all > told {
		note(fmt.Sprintf("and %s more.", wording.Digits(all-told)))
	}
	if f.Skipped > 0 {
		note(fmt.Sprintf("Of %s days on which something changed, %s are drawn.", wording.Digits(f.Skipped+len(f.Days)),
			wording.Digits(len(f.Days))))
	}
	if f.Undated > 0 {
		note(fmt.Sprintf("%s without a known date, counted as the policy says: from the beginning, or not at all.",
			wording.Count(f.Undated, "source")))
	}
	v.Height = top + 24
}

// text says who came, and where from.
func (a Arrival) text() string {
	switch {
	case len(a.From) > 0:
		return a.Name + " " + wording.JoinMost(a.From, 3, "and")
	case a.Own:
		return a.Name + ", on its own"
	}
	return a.Name + ", which names no origin"
}

// cut cuts a text that is too long for a line.
func cut(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
