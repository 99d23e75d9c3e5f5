package evaluation

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
)

// FrenchMediaResult is what ownership says of the French media: how many titles that seem to be several have one owner.
type FrenchMediaResult struct {
	Ownership *Ownership `json:"-"`

	Titles             int       `json:"titles"`
	Stakes             int       `json:"stakes"`
	Unstated           int       `json:"unstated"`           // stakes without a share
	Controlled         int       `json:"controlled"`         // titles that somebody ultimately owns
	UltimateOwners     int       `json:"ultimateOwners"`     // who ultimately own some title
	Pairs              int       `json:"pairs"`              // of titles
	ControlledTogether int       `json:"controlledTogether"` // pairs with one ultimate owner
	Common             int       `json:"common"`             // pairs in which somebody has a part in both
	Holdings           []Holding `json:"holdings"`
}

// Holding is how many titles somebody ultimately owns.
type Holding struct {
	Owner  string `json:"owner"`
	Titles int    `json:"titles"`
}

const frenchMediaTitles = "medias.tsv"

var frenchMediaStakes = []string{
	"organisation-media.tsv", "organisation-organisation.tsv", "personne-media.tsv", "personne-organisation.tsv",
}

// FrenchMedia computes effective shares and ultimate owners from the tables "Médias français : qui possède quoi ?" of
// Le Monde diplomatique in dir. A link recorded twice counts once. Holdings come largest first, then by name.
func FrenchMedia(ctx context.Context, dir string) (FrenchMediaResult, error) {
	rows, err := tabbed(filepath.Join(dir, frenchMediaTitles), 1)
	if err != nil {
		return FrenchMediaResult{}, fmt.Errorf("french media: %w", err)
	}
	var titles []string
	for _, row := range rows[min(1, len(rows)):] {
		titles = append(titles, row[0])
	}
	stakes, err := readStakes(dir)
	if err != nil {
		return FrenchMediaResult{}, fmt.Errorf("french media: %w", err)
	}
	o := newOwnership(titles, stakes)
	r := FrenchMediaResult{Ownership: o, Titles: len(o.titles), Stakes: len(stakes)}
	for _, s := range stakes {
		if math.IsNaN(s.Share) {
			r.Unstated++
		}
	}
	r.countHoldings()
	return r, r.countPairs(ctx)
}

// readStakes reads the four tables of links.
func readStakes(dir string) ([]Stake, error) {
	var stakes []Stake
	for _, name := range frenchMediaStakes {
		path := filepath.Join(dir, name)
		rows, err := tabbed(path, 5)
		if err != nil {
			return nil, err
		}
		want := []string{"origine", "qualificatif", "valeur", "cible"}
		if len(rows) == 0 || !slices.Equal(rows[0][1:], want) {
			return nil, fmt.Errorf("%s: the first line does not name the columns; expected id, %s", path,
				strings.Join(want, ", "))
		}
		for _, row := range rows[1:] {
			s, err := readStake(row[1:])
			if err != nil {
				return nil, fmt.Errorf("%s, id %s: %w", path, row[0], err)
			}
			stakes = append(stakes, s)
		}
	}
	slices.SortFunc(stakes, func(s, t Stake) int {
		return cmp.Or(cmp.Compare(s.Owner, t.Owner), cmp.Compare(s.Asset, t.Asset), cmp.Compare(s.Share, t.Share))
	})
	return slices.CompactFunc(stakes, func(s, t Stake) bool {
		return s.Owner == t.Owner && s.Asset == t.Asset && cmp.Compare(s.Share, t.Share) == 0 &&
			s.Controls == t.Controls
	}), nil
}

func (r *FrenchMediaResult) countHoldings() {
	o := r.Ownership
	titles := map[string]int{}
	for _, t := range o.titles {
		if len(o.top[t]) > 0 {
			r.Controlled++
		}
		for _, owner := range o.top[t] {
			titles[owner]++
		}
	}
	for _, id := range o.names {
		if n := titles[string(id)]; n > 0 {
			r.UltimateOwners++
			r.Holdings = append(r.Holdings, Holding{string(id), n})
		}
	}
	slices.SortStableFunc(r.Holdings, func(g, h Holding) int { return cmp.Compare(h.Titles, g.Titles) })
}

func (r *FrenchMediaResult) countPairs(ctx context.Context) error {
	titles := r.Ownership.titles
	for i, a := range titles {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, b := range titles[i+1:] {
			r.Pairs++
			common := r.Ownership.CommonOwners(a, b)
			if len(common) > 0 {
				r.Common++
			}
			if slices.ContainsFunc(common, func(c CommonOwner) bool { return c.Controls }) {
				r.ControlledTogether++
			}
		}
	}
	return nil
}

// Text returns the result as a table, the one that the golden file of the test holds.
func (r *FrenchMediaResult) Text() string {
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "  %-44s "+format+"\n", append([]any{name}, args...)...)
	}
	b.WriteString("French media: who owns what\n")
	line("titles, stakes", "%d, %d, of which %d state no share", r.Titles, r.Stakes, r.Unstated)
	line("titles with an ultimate owner", "%d, by %d owners", r.Controlled, r.UltimateOwners)
	line("pairs of titles", "%d", r.Pairs)
	line("with one ultimate owner", "%d", r.ControlledTogether)
	line("with somebody who has a part in both", "%d", r.Common)
	for i, h := range r.Holdings {
		if i == 5 {
			break
		}
		line(h.Owner, "%d titles", h.Titles)
	}
	return b.String()
}
