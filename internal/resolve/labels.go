package resolve

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
	"github.com/credence-graph/credence/internal/report"
)

// Labels returns what to call nodes: sources with their outlet and date, see [evidence.Source.FullLabel].
func (r Names) Labels(ctx context.Context, nodes ...evidence.Node) ([]string, error) {
	outlets, err := r.outletsOf(ctx, nodes)
	if err != nil {
		return nil, err
	}
	labels := make([]string, len(nodes))
	for i, n := range nodes {
		if s, is := n.(*evidence.Source); is {
			labels[i] = s.FullLabel(outlets[s.Outlet])
		} else {
			labels[i] = report.Label(n)
		}
	}
	return labels, nil
}

// Label is [Names.Labels] of one node.
func (r Names) Label(ctx context.Context, node evidence.Node) (string, error) {
	labels, err := r.Labels(ctx, node)
	if err != nil {
		return "", err
	}
	return labels[0], nil
}

// Mention returns a node's label as it stands within a sentence: the words of a claim in quotation marks, a source
// with its outlet and date, others by name.
func (r Names) Mention(ctx context.Context, node evidence.Node) (string, error) {
	label, err := r.Label(ctx, node)
	if err == nil && node.NodeID().Kind() == evidence.KindClaim {
		label = report.ThingView{Label: label}.Quoted()
	}
	return label, err
}

// outletsOf returns the names of the outlets of those nodes that are sources.
func (r Names) outletsOf(ctx context.Context, nodes []evidence.Node) (map[evidence.OutletID]string, error) {
	var ids []evidence.ID
	for _, n := range nodes {
		if s, is := n.(*evidence.Source); is && s.Outlet != "" {
			ids = append(ids, evidence.ID(s.Outlet))
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	slices.Sort(ids)
	objects, err := r.Reader.Objects(ctx, slices.Compact(ids), evidence.Moment{})
	if err != nil {
		return nil, err
	}
	names := make(map[evidence.OutletID]string, len(objects))
	for _, o := range objects {
		if outlet, is := o.Node.(*evidence.Outlet); is {
			names[outlet.ID] = outlet.Label()
		}
	}
	return names, nil
}

// InFull gives every source in an answer of the GraphQL API, which has its id and its label, the label that people see.
func (r Names) InFull(ctx context.Context, answer json.RawMessage) (json.RawMessage, error) {
	var tree any
	decoder := json.NewDecoder(bytes.NewReader(answer))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	found := map[evidence.ID][]map[string]any{}
	sourcesIn(tree, found)
	if len(found) == 0 {
		return answer, nil
	}
	var ids []evidence.ID
	for id := range found {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	objects, err := r.Reader.Objects(ctx, ids, evidence.Moment{})
	if err != nil {
		return nil, err
	}
	var nodes []evidence.Node
	for _, o := range objects {
		if o.Node != nil { // else it is only supposed
			nodes = append(nodes, o.Node)
		}
	}
	labels, err := r.Labels(ctx, nodes...)
	if err != nil {
		return nil, err
	}
	for i, n := range nodes {
		for _, object := range found[n.NodeID()] {
			object["label"] = labels[i]
		}
	}
	return json.Marshal(tree)
}

// sourcesIn collects the objects of a tree that have the id and the label of a source.
func sourcesIn(tree any, found map[evidence.ID][]map[string]any) {
	switch tree := tree.(type) {
	case []any:
		for _, element := range tree {
			sourcesIn(element, found)
		}
	case map[string]any:
		text, _ := tree["id"].(string)
		if id := evidence.ID(text); id.Kind() == evidence.KindSource && tree["label"] != nil {
			found[id] = append(found[id], tree)
		}
		for _, value := range tree {
			sourcesIn(value, found)
		}
	}
}

// The forms of a label: a headline in quotation marks, or what else a source is called, with its outlet and date
// after it.
var (
	headlineLabel = regexp.MustCompile(`^"(.+)"(?: \((.+)\))?$`) //nolint:gochecknoglobals // compiled once
	plainLabel    = regexp.MustCompile(`^(.+) \((.+)\)$`)        //nolint:gochecknoglobals // compiled once
)

// mostOfLabel is how many nodes are compared with a label: so many may have one headline.
const mostOfLabel = 100

// byLabel finds the node whose label a text is, as a command printed it; nil if it is no label.
func (r Names) byLabel(ctx context.Context, kinds []evidence.Kind, text string) (evidence.Node, error) {
	text = strings.TrimSpace(text)
	name := text
	if form := headlineLabel.FindStringSubmatch(text); form != nil {
		name = form[1]
	} else if form := plainLabel.FindStringSubmatch(text); form != nil {
		name = form[1]
	}
	var hits []evidence.Hit
	var err error
	if name != text {
		if hits, err = r.Reader.Find(ctx, name, kinds, mostOfLabel); err != nil {
			return nil, err
		}
		if hits, err = r.labelled(ctx, hits, text); err != nil {
			return nil, err
		}
	}
	if len(hits) == 0 && slices.Contains(kinds, evidence.KindSource) && (len(kinds) == 1 || name != text) {
		if hits, err = r.untitled(ctx, text, name); err != nil {
			return nil, err
		}
	}
	switch len(hits) {
	case 0:
		return nil, nil
	case 1:
		return hits[0].Node, nil
	}
	kind := evidence.Kind("record")
	if len(kinds) == 1 {
		kind = kinds[0]
	}
	return r.pick(ctx, kind, text, hits)
}

// labelled keeps the nodes whose label is a text, or if there is none, those whose label without outlet and date it is.
func (r Names) labelled(ctx context.Context, hits []evidence.Hit, text string) ([]evidence.Hit, error) {
	nodes := make([]evidence.Node, len(hits))
	for i, h := range hits {
		nodes[i] = h.Node
	}
	labels, err := r.Labels(ctx, nodes...)
	if err != nil {
		return nil, err
	}
	typed, bare := folding.FoldCase(text), folded(strings.Trim(text, `"`))
	var whole, begun []evidence.Hit
	for i, h := range hits {
		label := folding.FoldCase(labels[i])
		claim, isClaim := h.Node.(*evidence.Claim)
		switch {
		case label == typed, folded(labels[i]) == bare, isClaim && folded(claim.Name) == bare:
			whole = append(whole, h)
		case strings.HasPrefix(label, typed+" ("):
			begun = append(begun, h)
		}
	}
	if len(whole) > 0 {
		return whole, nil
	}
	return begun, nil
}

// folded returns a text as labels are compared that may have lost their full stop.
func folded(text string) string { return strings.TrimSuffix(folding.FoldCase(text), ".") }

// untitled finds the sources without a title that are called by their outlet: "Meridian wire report (14 March 2026)".
func (r Names) untitled(ctx context.Context, text, name string) ([]evidence.Hit, error) {
	for _, kind := range evidence.SourceKinds() {
		name = strings.TrimSuffix(name, " "+strings.ToLower(strings.ReplaceAll(string(kind), "_", " ")))
	}
	found, err := r.Reader.Find(ctx, name, []evidence.Kind{evidence.KindOutlet}, mostCandidates)
	if err != nil {
		return nil, err
	}
	var outlets []evidence.OutletID
	for _, h := range withLabel(found, name, folding.FoldCase) {
		outlets = append(outlets, evidence.OutletID(h.Node.NodeID()))
	}
	if len(outlets) == 0 {
		return nil, nil
	}
	page, err := r.Reader.List(ctx, evidence.ListQuery{Kind: evidence.KindSource,
		Where: evidence.Filter{Outlets: outlets},
		Page:  evidence.Page{First: mostOfLabel}})
	if err != nil {
		return nil, err
	}
	var hits []evidence.Hit
	for _, at := range page.Nodes {
		if s, is := at.Node.(*evidence.Source); is && s.Title == "" {
			hits = append(hits, evidence.Hit{Node: s})
		}
	}
	return r.labelled(ctx, hits, text)
}
