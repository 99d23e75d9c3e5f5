package evaluation

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/coowned"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/publisher"
)

// PinkSlimeResult is how many of the outlets of five networks are seen to belong together where the owners of a tenth
// of them are recorded.
type PinkSlimeResult struct {
	Outlets       int `json:"outlets"`
	Networks      int `json:"networks"`
	InSeveral     int `json:"inSeveral"`     // outlets that two networks list as theirs
	Pairs         int `json:"pairs"`         // of outlets
	Dependent     int `json:"dependent"`     // of these, in one network
	SharedDomains int `json:"sharedDomains"` // of the dependent ones, under one registrable domain
	Outsiders     int `json:"outsiders"`     // outlets of other data sets, which belong to none of the networks

	Stages []PinkSlimeStage `json:"stages"`

	// Unopposed is what patterns of two words suggest that no outlet of another owner is known to follow, Ranked all
	// that is suggested, if the owners of the tenth are known.
	Unopposed PinkSlimeSuggestions `json:"unopposed"`
	Ranked    PinkSlimeSuggestions `json:"ranked"`
	// EachTenth is the sum of Unopposed and of Ranked over all ten tenths in turn.
	EachTenth [2]PinkSlimeSuggestions `json:"eachTenth"`
}

// PinkSlimeSuggestions counts suggested owners of outlets of which none is recorded.
type PinkSlimeSuggestions struct {
	Unknown          int `json:"unknown"` // without a recorded owner: of the networks, and outside of them
	UnknownOutsiders int `json:"unknownOutsiders"`
	Right            int `json:"right"`
	WrongNetwork     int `json:"wrongNetwork"`   // suggestions of a network that does not list the outlet
	WrongOutsiders   int `json:"wrongOutsiders"` // suggestions for outlets outside of the networks
}

// Found returns how many of the networks' outlets of unknown owner have a right suggestion.
func (s PinkSlimeSuggestions) Found() Proportion { return Wilson(s.Right, s.Unknown) }

// Precision returns how many of the suggestions are right.
func (s PinkSlimeSuggestions) Precision() Proportion {
	return Wilson(s.Right, s.Right+s.WrongNetwork+s.WrongOutsiders)
}

// Taken returns for how many of the outlets outside of the networks some owner is suggested: all of these are wrong.
func (s PinkSlimeSuggestions) Taken() Proportion { return Wilson(s.WrongOutsiders, s.UnknownOutsiders) }

// PinkSlimeStage is what the product says with some owners known: one article of each outlet supports one claim.
type PinkSlimeStage struct {
	Known    string  `json:"known"`
	Owned    int     `json:"owned"` // outlets with an owner
	Found    int     `json:"found"` // dependent pairs that have an owner in common
	Wrong    int     `json:"wrong"` // other pairs that have
	Presumed float64 `json:"presumed"`
}

const pinkSlimeLists = "results/media_network_lists/"

var pinkSlimeNetworks = []string{"franklin_archer", "lgis", "metric_media", "metro_business", "the_record"}

// pinkSlimeFiles are the lists, and what the outlets outside of the networks are taken from.
func pinkSlimeFiles() []string {
	var files []string
	for _, network := range pinkSlimeNetworks {
		files = append(files, pinkSlimeLists+network+".txt")
	}
	return append(files, "../emergent/"+emergentArticles, "../french-media-ownership/"+frenchMediaTitles)
}

// pinkSlimePage are lines of the page that a list was taken from, which name no outlet.
var pinkSlimePage = []string{"Support", "Log in"}

// everyTenth is the part of the outlets whose owners are taken to be recorded.
const everyTenth = 10

// PinkSlime reads the five lists of outlets below dir and says how many pairs of one network are found: by their
// registrable domains, by the owners of a tenth of them, and by the owners that the pattern of names suggests for the
// others. The tenth is every tenth outlet in the order of a hash of its name. outsiders are outlets that belong to
// none of the networks; a tenth of them, chosen likewise, is taken to be known to be its own owner.
func PinkSlime(ctx context.Context, dir string, outsiders []coowned.Named) (PinkSlimeResult, error) {
	networks := map[evidence.OutletID]*networkOutlet{}
	for _, network := range pinkSlimeNetworks {
		if err := readNetwork(filepath.Join(dir, pinkSlimeLists+network+".txt"), network, networks); err != nil {
			return PinkSlimeResult{}, fmt.Errorf("pink slime: %w", err)
		}
	}
	var outlets []*networkOutlet
	for _, o := range networks {
		outlets = append(outlets, o)
	}
	slices.SortFunc(outlets, func(a, b *networkOutlet) int { return cmp.Compare(a.Outlet, b.Outlet) })
	outsiders = only(outsiders, func(o coowned.Named) bool { return networks[o.Outlet] == nil })
	r := PinkSlimeResult{Outlets: len(outlets), Networks: len(pinkSlimeNetworks), Outsiders: len(outsiders)}
	r.countPairs(outlets)

	var first tenth
	for i := range everyTenth {
		all := suggestFor(i, outlets, outsiders)
		unopposed := tenth{all.named, only(all.found, func(s coowned.Suggestion) bool { return s.Unopposed() })}
		r.EachTenth[0].add(networks, unopposed)
		r.EachTenth[1].add(networks, all)
		if i == 0 {
			r.Unopposed.add(networks, unopposed)
			r.Ranked.add(networks, all)
			first = unopposed
		}
	}
	return r, r.ask(ctx, outlets, first)
}

// tenth is what is known and suggested where the owners of one tenth are recorded.
type tenth struct {
	named []coowned.Named // with the owners that are recorded
	found []coowned.Suggestion
}

// suggestFor records the owners of one tenth and has those of the others suggested.
func suggestFor(number int, outlets []*networkOutlet, outsiders []coowned.Named) tenth {
	var all []coowned.Named
	for _, o := range outlets {
		all = append(all, o.Named)
	}
	named := onlyOwnersOf(all, number)
	named = append(named, onlyOwnersOf(outsiders, number)...)
	return tenth{named, coowned.Suggest(named)}
}

// ask asks the product with more and more owners recorded.
func (r *PinkSlimeResult) ask(ctx context.Context, outlets []*networkOutlet, t tenth) error {
	known, more, all := owners{}, owners{}, owners{}
	for _, o := range outlets {
		all[o.Outlet] = o.Owners
	}
	for _, o := range t.named {
		if all[o.Outlet] != nil && len(o.Owners) > 0 {
			known[o.Outlet], more[o.Outlet] = o.Owners, o.Owners
		}
	}
	for _, s := range t.found {
		if all[s.Outlet] != nil {
			more[s.Outlet] = s.Owners
		}
	}
	for _, stage := range []struct {
		name   string
		owners owners
	}{
		{"no owner", nil}, {"the owners of a tenth", known}, {"and those that two words suggest, unopposed", more},
		{"all owners", all},
	} {
		if err := ctx.Err(); err != nil {
			return err
		}
		s, err := stageOf(ctx, stage.name, outlets, stage.owners)
		if err != nil {
			return fmt.Errorf("pink slime: %w", err)
		}
		r.Stages = append(r.Stages, s)
	}
	return nil
}

// owners are the recorded owners of outlets.
type owners map[evidence.OutletID][]evidence.ID

// networkOutlet is an outlet with the networks that list it as its owners.
type networkOutlet struct {
	coowned.Named
	domain string // "" where the list has names alone
}

// readNetwork adds the outlets of one list, a name a line.
func readNetwork(path, network string, to map[evidence.OutletID]*networkOutlet) error {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return missingFile(path)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	owner := evidence.ID("organization:" + network)
	before := len(to)
	for line := range strings.Lines(string(text)) {
		name := strings.Join(strings.Fields(line), " ")
		if name == "" || strings.Contains(name, "@") || slices.Contains(pinkSlimePage, name) {
			continue
		}
		id := evidence.OutletID("outlet:" + strings.ToLower(name))
		o := to[id]
		if o == nil {
			o = &networkOutlet{Named: coowned.Named{Outlet: id, Name: name}}
			if _, domain, ok := publisher.OutletOfHost(name); ok && !strings.Contains(name, " ") {
				o.domain, o.Domains = domain, []string{domain}
			}
			to[id] = o
		}
		if !slices.Contains(o.Owners, owner) {
			o.Owners = append(o.Owners, owner)
		}
	}
	if len(to) == before && len(strings.TrimSpace(string(text))) == 0 {
		return fmt.Errorf("%s: names no outlet; expected one a line", path)
	}
	return nil
}

// onlyOwnersOf returns the outlets with the owners of one tenth of them alone: of those that come at that number, and
// each tenth after it, in the order of a hash of their ids.
func onlyOwnersOf(outlets []coowned.Named, number int) []coowned.Named {
	out := slices.Clone(outlets)
	slices.SortFunc(out, func(a, b coowned.Named) int {
		return cmp.Compare(evidence.HashKey(string(a.Outlet)), evidence.HashKey(string(b.Outlet)))
	})
	for i := range out {
		if i%everyTenth != number {
			out[i].Owners = nil
		}
	}
	return out
}

// haveCommon reports whether two lists of owners meet.
func haveCommon(a, b []evidence.ID) bool {
	return slices.ContainsFunc(a, func(id evidence.ID) bool { return slices.Contains(b, id) })
}

func (r *PinkSlimeResult) countPairs(outlets []*networkOutlet) {
	for i, a := range outlets {
		if len(a.Owners) > 1 {
			r.InSeveral++
		}
		for _, b := range outlets[i+1:] {
			r.Pairs++
			if haveCommon(a.Owners, b.Owners) {
				r.Dependent++
				if a.domain != "" && a.domain == b.domain {
					r.SharedDomains++
				}
			}
		}
	}
}

// add counts the suggestions that are right, and those that are not.
func (s *PinkSlimeSuggestions) add(networks map[evidence.OutletID]*networkOutlet, t tenth) {
	for _, o := range t.named {
		switch {
		case len(o.Owners) > 0:
		case networks[o.Outlet] == nil:
			s.UnknownOutsiders++
		default:
			s.Unknown++
		}
	}
	for _, found := range t.found {
		switch o := networks[found.Outlet]; {
		case o == nil:
			s.WrongOutsiders++
		case haveCommon(o.Owners, found.Owners):
			s.Right++
		default:
			s.WrongNetwork++
		}
	}
}

// stageOf asks the product: one article of each outlet supports one claim, and the owners are recorded.
func stageOf(ctx context.Context, name string, outlets []*networkOutlet, recorded owners) (PinkSlimeStage, error) {
	const claim = evidence.ClaimID("claim:c")
	b := evidence.Batch{
		Claims: []evidence.Put[evidence.Claim]{{Value: evidence.Claim{ID: claim, Text: "what each of them reports"}}},
	}
	place := map[evidence.ID]int{}
	for i, o := range outlets {
		place[evidence.ID(o.Outlet)] = i
		source := evidence.SourceID("source:" + evidence.ID(o.Outlet).Key())
		b.Outlets = append(b.Outlets, evidence.Put[evidence.Outlet]{Value: evidence.Outlet{ID: o.Outlet, Name: o.Name}})
		b.Sources = append(b.Sources,
			evidence.Put[evidence.Source]{Value: evidence.Source{ID: source, Kind: evidence.Article, Outlet: o.Outlet}})
		b.Statements = append(b.Statements, evidence.Put[evidence.Statement]{
			Value: evidence.Statement{Source: source, Claim: claim, Stance: evidence.Supports},
		})
		for _, owner := range recorded[o.Outlet] {
			b.Ownerships = append(b.Ownerships,
				evidence.Put[evidence.Ownership]{Value: evidence.Ownership{Asset: evidence.ID(o.Outlet), Owner: owner}})
		}
	}
	for _, network := range pinkSlimeNetworks {
		id := evidence.OrganizationID("organization:" + network)
		b.Organizations = append(b.Organizations,
			evidence.Put[evidence.Organization]{Value: evidence.Organization{ID: id, Name: network}})
	}
	graph := &collected{}
	if _, err := graph.Apply(ctx, b); err != nil {
		return PinkSlimeStage{}, err
	}
	answer, err := convergence.Compute(&graph.sub, claim, basis.DefaultPolicy())
	if err != nil {
		return PinkSlimeStage{}, err
	}
	s := PinkSlimeStage{Known: name, Owned: len(recorded), Presumed: answer.Supporting.Presumed}
	found := make([][]evidence.ID, len(outlets)) // owners that the answer says an outlet has in common with another
	for _, c := range answer.Supporting.CommonOwners() {
		for _, o := range c.Outlets {
			i := place[o.Outlet.NodeID()]
			found[i] = append(found[i], c.Owner.NodeID())
		}
	}
	for i := range found {
		for j := range i {
			switch {
			case !haveCommon(found[i], found[j]):
			case haveCommon(outlets[i].Owners, outlets[j].Owners):
				s.Found++
			default:
				s.Wrong++
			}
		}
	}
	return s, nil
}

// Outsiders returns the outlets of Emergent and the French titles below root, as far as their names go, each its own
// owner.
func Outsiders(ctx context.Context, root string) ([]coowned.Named, error) {
	articles, err := readEmergent(ctx, filepath.Join(root, "emergent", emergentArticles))
	if err != nil {
		return nil, fmt.Errorf("outlets outside of the networks: %w", err)
	}
	rows, err := tabbed(filepath.Join(root, "french-media-ownership", frenchMediaTitles), 1)
	if err != nil {
		return nil, fmt.Errorf("outlets outside of the networks: %w", err)
	}
	seen := map[evidence.OutletID]coowned.Named{}
	for _, a := range articles {
		if id, domain, ok := publisher.OutletOfHost(a.source); ok {
			seen[id] = coowned.Named{Outlet: id, Name: domain, Domains: []string{domain}, Owners: itself(id)}
		}
	}
	for _, row := range rows[min(1, len(rows)):] {
		if row[0] != "" {
			id := evidence.OutletID("outlet:" + strings.ToLower(row[0]))
			seen[id] = coowned.Named{Outlet: id, Name: row[0], Owners: itself(id)}
		}
	}
	var out []coowned.Named
	for _, o := range seen {
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b coowned.Named) int { return cmp.Compare(a.Outlet, b.Outlet) })
	return out, nil
}

func itself(id evidence.OutletID) []evidence.ID {
	return []evidence.ID{evidence.ID("organization:" + evidence.ID(id).Key())}
}

// Text returns the result as a table, the one that the golden file of the test holds.
func (r *PinkSlimeResult) Text() string {
	var b bytes.Buffer
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "  %-44s "+format+"\n", append([]any{name}, args...)...)
	}
	b.WriteString("Pink slime: outlets of one network\n")
	line("outlets, networks", "%d, %d; %d outlets are in two lists", r.Outlets, r.Networks, r.InSeveral)
	line("pairs, of one network", "%d, %d", r.Pairs, r.Dependent)
	line("of these under one registrable domain", "%d", r.SharedDomains)
	line("outlets outside of the networks", "%d", r.Outsiders)
	fmt.Fprintf(&b, "\n%-46s %8s %22s %8s %10s %10s %s\n", "one article each on one claim, with recorded", "owned",
		"pairs found", "wrong", "precision",
		"presumed", "published")
	for _, s := range r.Stages {
		found := fmt.Sprintf("%d (%.1f %%)", s.Found, 100*float64(s.Found)/float64(max(1, r.Dependent)))
		precision := "-"
		if s.Found+s.Wrong > 0 {
			precision = fmt.Sprintf("%.3f", float64(s.Found)/float64(s.Found+s.Wrong))
		}
		fmt.Fprintf(&b, "  %-44s %8d %22s %8d %10s %10.2f %s\n", s.Known, s.Owned, found, s.Wrong, precision,
			s.Presumed, "-")
	}
	for i, of := range []struct {
		what string
		PinkSlimeSuggestions
	}{
		{"owners that patterns of two words suggest, unopposed", r.Unopposed},
		{"all owners that names suggest", r.Ranked},
	} {
		fmt.Fprintf(&b, "\n%s (95 %% interval, Wilson)\n", of.what)
		found, right, taken, e := of.Found(), of.Precision(), of.Taken(), r.EachTenth[i]
		line("found, of the outlets of unknown owner", "%s: %d of %d", found, found.Right, found.Of)
		line("right, of the suggestions", "%s: %d of %d", right, right.Right, right.Of)
		line("wrong", "%d of another network, %d outside of the networks", of.WrongNetwork, of.WrongOutsiders)
		line("wrong, of the outlets outside", "%s: %d of %d", taken, taken.Right, taken.Of)
		// the same outlet comes nine times, so that these have no interval
		line("each tenth recorded in turn, summed", "found %d of %d, right %d of %d, outside of the networks %d of %d",
			e.Right, e.Unknown,
			e.Right, e.Precision().Of, e.WrongOutsiders, e.UnknownOutsiders)
	}
	return b.String()
}
