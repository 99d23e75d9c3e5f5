package evaluation

import (
	"bufio"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/credence-graph/credence/internal/truth"
)

// AbeBooksResult is what copying and truth give on the AbeBooks author lists: which authors online shops give for
// computer-science books, of which 100 lists were checked by hand; the data set of Dong, Berti-Equille and Srivastava,
// VLDB 2009.
type AbeBooksResult struct {
	Listings     int `json:"listings"` // lines of the file
	Empty        int `json:"empty"`    // of these, without an author
	Shops        int `json:"shops"`    // shops and books with at least one author list
	Books        int `json:"books"`
	Observations int `json:"observations"` // distinct (shop, book, author list)
	Pairs        int `json:"pairs"`        // copying pairs
	SharedFalse  int `json:"sharedFalse"`  // mistakes that they have in common, over all pairs
	Directed     int `json:"directed"`     // of these, with a direction
	Groups       int `json:"groups"`
	Grouped      int `json:"grouped"` // shops in groups
	Largest      int `json:"largest"` // shops in the largest group
	Repeats      int `json:"repeats"`
	Gold         int `json:"gold"` // lists checked
	// of these, for which some shop gives the right list at all: no vote can find the others
	GoldGiven int `json:"goldGiven"`

	Used         AbeBooksVotes   `json:"used"`         // the set of surnames
	Alternatives []AbeBooksVotes `json:"alternatives"` // other ways to read an author list
}

// AbeBooksVotes is how often each way to count is right on the checked lists, for one reading of the lists.
type AbeBooksVotes struct {
	Reading           string     `json:"reading"`
	Naive             Proportion `json:"naive"`
	NaiveCollapsed    Proportion `json:"naiveCollapsed"`
	Weighted          Proportion `json:"weighted"`
	WeightedCollapsed Proportion `json:"weightedCollapsed"`
	Tied              int        `json:"tied"` // lists on which the naive vote is tied; the first by name stands
	Pairs             int        `json:"pairs"`
	Groups            int        `json:"groups"`
}

// Text returns the result as a table, the one that the golden file of the test holds.
func (a *AbeBooksResult) Text() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("AbeBooks author lists")
	line("  %-38s %d, of which %d name no author", "listings", a.Listings, a.Empty)
	line("  %-38s %d, %d, %d", "shops, books, distinct observations", a.Shops, a.Books, a.Observations)
	line("  %-38s %d, with %d shared mistakes; %d directed", "copying pairs", a.Pairs, a.SharedFalse, a.Directed)
	line("  %-38s %d with %d shops, the largest %d; stable after %d repeats", "groups", a.Groups, a.Grouped, a.Largest,
		a.Repeats)
	line("  %-38s %d; some shop gives the right one for %d", "author lists checked by hand", a.Gold, a.GoldGiven)
	line("")
	line("%-38s %-17s %-17s %-17s %-17s %s", "right lists (95 % interval), read as", "naive", "naive, collapsed",
		"weighted", "weighted, coll.", "ties pairs groups")
	for _, v := range append([]AbeBooksVotes{a.Used}, a.Alternatives...) {
		line("  %-36s %-17s %-17s %-17s %-17s %4d %5d %6d", v.Reading, v.Naive, v.NaiveCollapsed, v.Weighted,
			v.WeightedCollapsed, v.Tied, v.Pairs, v.Groups)
	}
	line("  %-36s %-17s %-17s %-17s %-17s", "published, Dong et al. 2009", "-", "-", "-", "-")
	return b.String()
}

const (
	abebooksListings = "book.txt"
	abebooksGold     = "book_golden.txt"
)

// AbeBooks measures the four votes of package copying on the author lists in dir: book.txt, one listing a line (shop,
// ISBN, title, authors, separated by tabs), and book_golden.txt (ISBN, a tab, authors separated by semicolons).
// progress, if not nil, is called with how far each stage has come. A missing folder or file is an error that names
// the place that was looked at.
func AbeBooks(ctx context.Context, dir string, progress func(stage string, done, total int)) (AbeBooksResult, error) {
	listings, err := tabbed(filepath.Join(dir, abebooksListings), 4)
	if err != nil {
		return AbeBooksResult{}, fmt.Errorf("abebooks: %w", err)
	}
	gold, err := tabbed(filepath.Join(dir, abebooksGold), 2)
	if err != nil {
		return AbeBooksResult{}, fmt.Errorf("abebooks: %w", err)
	}
	result := AbeBooksResult{Listings: len(listings), Gold: len(gold)}
	named := readAuthors(listings)
	for i, reading := range readings {
		observations, empty := observe(listings, named, reading)
		options := truth.Defaults()
		options.Progress = progress
		found, err := truth.Discover(ctx, truth.Observations{Observations: observations}, options, nil)
		if err != nil {
			return AbeBooksResult{}, fmt.Errorf("abebooks, %s: %w", reading.name, err)
		}
		votes, given := judge(found, gold, reading)
		if i > 0 {
			result.Alternatives = append(result.Alternatives, votes)
			continue
		}
		result.Used, result.Empty, result.GoldGiven = votes, empty, given
		result.count(found)
	}
	return result, nil
}

// readAuthors reads each author list once, however many shops give it.
func readAuthors(listings [][]string) map[string][]author {
	named := map[string][]author{}
	for _, fields := range listings {
		if _, read := named[fields[3]]; !read {
			named[fields[3]] = authors(fields[3])
		}
	}
	return named
}

// observe makes an observation of each listing that names an author.
func observe(listings [][]string, named map[string][]author, r reading) (observations []truth.Observation, empty int) {
	for _, fields := range listings {
		value := r.value(named[fields[3]])
		if value == "" {
			empty++
			continue
		}
		observations = append(observations, truth.Observation{Source: fields[0], Item: fields[1], Value: value})
	}
	return observations, empty
}

func (a *AbeBooksResult) count(found *truth.Findings) {
	a.Shops, a.Books, a.Observations = found.Stats.Sources, found.Stats.Items, found.Stats.Observations
	a.Pairs, a.Groups, a.Repeats = len(found.Copies), len(found.Groups), found.Stats.Repeats
	for _, c := range found.Copies {
		a.SharedFalse += c.SharedFalse
		if c.Direction.By != truth.DirectionUnknown {
			a.Directed++
		}
	}
	for _, g := range found.Groups {
		a.Grouped += len(g.Sources)
		a.Largest = max(a.Largest, len(g.Sources))
	}
}

// judge compares the four votes with the lists that were checked. A checked book for which no shop names an author
// counts as wrong.
func judge(found *truth.Findings, gold [][]string, r reading) (votes AbeBooksVotes, given int) {
	votes = AbeBooksVotes{Reading: r.name, Pairs: len(found.Copies), Groups: len(found.Groups)}
	var right [4]int
	for _, fields := range gold {
		book, known := found.Truth(fields[0])
		if !known {
			continue
		}
		want := r.value(authors(fields[1]))
		v := book.Votes
		for i, outcome := range []truth.Outcome{v.Naive, v.NaiveCollapsed, v.Weighted, v.WeightedCollapsed} {
			if outcome.Value == want {
				right[i]++
			}
		}
		if v.Naive.Tied {
			votes.Tied++
		}
		for i := range book.Values {
			if book.Values[i].Value == want {
				given++
			}
		}
	}
	n := len(gold)
	votes.Naive, votes.NaiveCollapsed = Wilson(right[0], n), Wilson(right[1], n)
	votes.Weighted, votes.WeightedCollapsed = Wilson(right[2], n), Wilson(right[3], n)
	return votes, given
}

// tabbed reads the lines of a file as fields separated by tabs; empty lines are passed over. Missing fields at the end
// of a line are an error, further ones are left out.
func tabbed(path string, fields int) ([][]string, error) {
	file, err := open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	var rows [][]string
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimRight(lines.Text(), "\r\n")
		if strings.TrimSpace(text) == "" {
			continue
		}
		row := strings.Split(text, "\t")
		if len(row) < fields {
			return nil, fmt.Errorf("%s, line %d: %d fields separated by tabs; expected %d", path, n, len(row), fields)
		}
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		rows = append(rows, row[:fields])
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return rows, nil
}
