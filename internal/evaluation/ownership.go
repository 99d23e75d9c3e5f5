package evaluation

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ownership"
)

// Stake is one recorded link of ownership: a part of Asset is Owner's.
type Stake struct {
	Owner, Asset string
	Share        float64 // in [0,1], as stated; NaN where none is. "More than" and "less than" are kept by their bound
	Controls     bool    // recorded as control, or with more than half
}

// Ownership is who owns what, through however many steps, by the rule of package ownership.
type Ownership struct {
	titles []string // those that are asked about, in order
	owners *ownership.Owners
	names  []evidence.ID        // of owners, in order
	top    map[string][]string  // by title: who ultimately owns it, by name; empty = nobody is recorded to
	share  map[string][]float64 // by title: the effective share of each of names, in [0,1]
}

// newOwnership applies the rule to stakes. A stake that is recorded as control without a share above half has a share
// that is not stated; a part that is recorded without a share and not as control is left out, as nobody knows how small
// it is.
func newOwnership(titles []string, stakes []Stake) *Ownership {
	links := make([]evidence.Ownership, 0, len(stakes))
	for _, s := range stakes {
		link := evidence.Ownership{Asset: evidence.ID(s.Asset), Owner: evidence.ID(s.Owner)}
		percent := 100 * s.Share
		switch {
		case !s.Controls && math.IsNaN(s.Share):
			continue
		case !s.Controls || percent > ownership.Control:
			link.SharePercent = &percent
		}
		links = append(links, link)
	}
	return ownershipOf(titles, links, nil, ownership.Rule{Above: ownership.Control})
}

// ownershipOf applies a rule to what is recorded of titles; their ids are their names.
func ownershipOf(
	titles []string, links []evidence.Ownership, same []evidence.Sameness, rule ownership.Rule,
) *Ownership {
	o := &Ownership{titles: slices.Clone(titles), owners: ownership.Of(links, same, rule)}
	slices.Sort(o.titles)
	o.titles = slices.Compact(o.titles)
	o.names, o.top, o.share = o.owners.Parties(), map[string][]string{}, map[string][]float64{}
	for _, title := range o.titles {
		o.top[title] = o.UltimateOwners(title)
		for _, name := range o.names {
			o.share[title] = append(o.share[title], o.Share(string(name), title))
		}
	}
	return o
}

// Titles returns what is asked about, by name.
func (o *Ownership) Titles() []string { return o.titles }

// Share returns the effective share of an owner in an asset, in [0,1], a stake that states none counting as all; 0 for
// names that are not known.
func (o *Ownership) Share(owner, asset string) float64 {
	return o.owners.Share(evidence.ID(asset), evidence.ID(owner)) / 100
}

// UltimateOwners returns who ultimately owns an asset, by name.
func (o *Ownership) UltimateOwners(asset string) []string {
	var names []string
	for _, owner := range o.owners.Ultimate(evidence.ID(asset)) {
		names = append(names, string(owner.ID))
	}
	return names
}

// CommonOwner is somebody with a part in two titles.
type CommonOwner struct {
	Owner          string
	ShareA, ShareB float64 // effective shares
	Controls       bool    // ultimately owns both
}

// CommonOwners returns who has a part in both of two titles, by name; nothing of what is not one of [Ownership.Titles].
func (o *Ownership) CommonOwners(a, b string) []CommonOwner {
	ofA, ofB := o.share[a], o.share[b]
	if ofA == nil || ofB == nil {
		return nil
	}
	var common []CommonOwner
	for i, id := range o.names {
		name := string(id)
		if name != a && name != b && ofA[i] > 0 && ofB[i] > 0 {
			controls := slices.Contains(o.top[a], name) && slices.Contains(o.top[b], name)
			common = append(common, CommonOwner{name, ofA[i], ofB[i], controls})
		}
	}
	return common
}

// The words of the data for how a stake is qualified.
const (
	stakeEqual     = "égal à"
	stakeMore      = "supérieur à"
	stakeLess      = "inférieur à"
	stakeControl   = "contrôle"
	stakeTakesPart = "participe"
)

// readStake reads the columns owner, qualification, share, asset.
func readStake(fields []string) (Stake, error) {
	s := Stake{Owner: fields[0], Asset: fields[3], Share: math.NaN()}
	if s.Owner == "" || s.Asset == "" {
		return s, fmt.Errorf("a stake of %q in %q; both must be named", s.Owner, s.Asset)
	}
	if text := fields[2]; text != "" {
		percent, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
		if err != nil || !(percent >= 0 && percent <= 100) {
			return s, fmt.Errorf("the share %q of %q in %q; expected a percentage from 0%% to 100%%", text, s.Owner,
				s.Asset)
		}
		s.Share = percent / 100
	}
	switch fields[1] {
	case stakeEqual:
		s.Controls = s.Share > 0.5
	case stakeMore:
		s.Controls = s.Share >= 0.5
	case stakeControl:
		s.Controls = true
	case stakeLess, stakeTakesPart:
	default:
		return s, fmt.Errorf("the stake of %q in %q is qualified by %q; expected %q, %q, %q, %q or %q", s.Owner,
			s.Asset, fields[1],
			stakeEqual, stakeMore, stakeLess, stakeControl, stakeTakesPart)
	}
	return s, nil
}
