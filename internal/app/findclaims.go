package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// boardFlags narrow and order a list of claims.
type boardFlags struct {
	tag, item, order string
	outlets, restsOn []string
}

func (b *boardFlags) register(cmd *cobra.Command) {
	b.registerWhere(cmd)
	cmd.Flags().StringVar(&b.order, "order", "",
		"which claims first: "+wording.Join(orderNames(), "or")+" (default: by id)")
}

// registerWhere registers what narrows the list alone.
func (b *boardFlags) registerWhere(cmd *cobra.Command) {
	cmd.Flags().StringVar(&b.tag, "tag", "", "only claims that carry this tag")
	cmd.Flags().StringVar(&b.item, "item", "", "only claims that give a value of this item")
	cmd.Flags().StringSliceVar(&b.outlets, "outlet", nil,
		"only claims that one of these outlets speaks about, by id or key; may be repeated")
	cmd.Flags().StringSliceVar(&b.restsOn, "rests-on", nil, "only claims that rest, at any depth, on one of these: global ids; may be repeated")
}

func (b *boardFlags) set() bool {
	return b.tag != "" || b.item != "" || b.order != "" || len(b.outlets)+len(b.restsOn) > 0
}

// orders are the names that an order of claims has on the command line, and in GraphQL.
func orders() [][2]string {
	return [][2]string{
		{"shrinkage", "SHRINKAGE_DESC"}, {"weakest", "DEMONSTRATED_ASC"}, {"strongest", "DEMONSTRATED_DESC"}, {"presumed", "EFFECTIVE_DESC"},
		{"sources", "SUPPORTING_SOURCES_DESC"}, {"lines", "LINES_ASC"}, {"newest", "CLAIM_DATE_DESC"},
	}
}

func orderNames() []string {
	var names []string
	for _, o := range orders() {
		names = append(names, o[0])
	}
	return names
}

func orderNamed(name string) ([]string, error) {
	for _, o := range orders() {
		if o[0] == name {
			return []string{o[1]}, nil
		}
	}
	if name == "" {
		return nil, nil
	}
	return nil, inputError{evidence.Invalidf("order", "%q is no order; expected one of %s", name, wording.Join(orderNames(), "or"))}
}

// filter returns the filter as the GraphQL type ClaimFilter.
func (b *boardFlags) filter() map[string]any {
	where := map[string]any{}
	for key, text := range map[string]string{"tag": b.tag, "item": b.item} {
		if text != "" {
			where[key] = text
		}
	}
	for key, list := range map[string][]string{"outlets": b.outlets, "restsOn": b.restsOn} {
		if len(list) > 0 {
			where[key] = list
		}
	}
	return where
}

// figureCondition is a condition on a figure of a side, as GraphQL takes it: {"lines": {"lte": 1}} of "supporting".
type figureCondition struct {
	side, figure, relation string
	value                  json.Number
}

// figureNames are the figures that a condition may be on, as GraphQL names them.
func figureNames() []string {
	return []string{"sources", "named", "demonstrated", "pooled", "effective", "demonstratedLines", "lines"}
}

// wholeFigures are those that count, so that a condition on them has a whole number.
func wholeFigures() []string { return []string{"sources", "named", "demonstratedLines", "lines"} }

var (
	conditionForm = regexp.MustCompile(`^\s*(?:(supporting|refuting)\.)?([A-Za-z]+)\s*(<=|>=|<|>|=)\s*(\S*)\s*$`)
	relations     = map[string]string{"<": "lt", "<=": "lte", ">": "gt", ">=": "gte", "=": "eq"}
)

// conditionsOf reads conditions, in whatever case figures are written; none where no argument has the form of one. All
// arguments must be conditions where one is.
func conditionsOf(args []string) ([]figureCondition, error) {
	var conditions []figureCondition
	for _, arg := range args {
		form := conditionForm.FindStringSubmatch(arg)
		if form == nil {
			if len(conditions) > 0 {
				return nil, inputError{evidence.Invalidf("condition",
					"%q is not a condition; expected a figure, =, <, <=, > or >=, and a number, such as 'lines<=1'", arg)}
			}
			continue
		}
		c, err := readCondition(arg, form)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, c)
	}
	if len(conditions) > 0 && len(conditions) < len(args) {
		return nil, inputError{evidence.Invalidf("condition",
			"%q is not a condition; expected either words or conditions, not both", args[0])}
	}
	return conditions, nil
}

func readCondition(arg string, form []string) (figureCondition, error) {
	c := figureCondition{side: form[1], relation: relations[form[3]], value: json.Number(form[4])}
	if c.side == "" {
		c.side = "supporting"
	}
	for _, name := range figureNames() {
		if strings.EqualFold(name, form[2]) {
			c.figure = name
		}
	}
	if c.figure == "" {
		return c, inputError{evidence.Invalidf("condition", "%q: %q is no figure; expected one of %s", arg, form[2], wording.Join(figureNames(), "and"))}
	}
	whole := slices.Contains(wholeFigures(), c.figure)
	if n, err := strconv.ParseFloat(form[4], 64); err != nil || n < 0 || whole && n != float64(int32(n)) {
		expected := "number"
		if whole {
			expected = "whole number"
		}
		return c, inputError{evidence.Invalidf("condition", "%q: %q is not what it can be compared with; expected a %s, 0 or more", arg, form[4], expected)}
	}
	return c, nil
}

// bounds writes conditions into a filter. Two on one figure are one range; "=" on a number that is not whole is one from
// it to it.
func bounds(where map[string]any, conditions []figureCondition) {
	at := func(m map[string]any, key string) map[string]any {
		inner, ok := m[key].(map[string]any)
		if !ok {
			inner = map[string]any{}
			m[key] = inner
		}
		return inner
	}
	for _, c := range conditions {
		r := at(at(where, c.side), c.figure)
		if c.relation == "eq" && !slices.Contains(wholeFigures(), c.figure) {
			r["gte"], r["lte"] = c.value, c.value
			continue
		}
		r[c.relation] = c.value
	}
}

// findClaims prints the claims that meet conditions.
func (s *session) findClaims(ctx context.Context, args []string, conditions []figureCondition, board boardFlags, kinds []string, limit int) error {
	if len(conditions) == 0 && len(args) > 0 {
		return inputError{evidence.Invalidf("condition",
			"%q is not a condition; with --tag, --item, --outlet, --rests-on or --order expected conditions such as 'lines<=1'",
			args[0])}
	}
	if len(kinds) > 0 {
		return inputError{evidence.Invalidf("kind", "goes with words; conditions are of claims")}
	}
	order, err := orderNamed(board.order)
	if err != nil {
		return err
	}
	where := board.filter()
	bounds(where, conditions)
	document, err := graph.ClaimsDocument()
	if err != nil {
		return err
	}
	answer, err := s.query(ctx, "claims", document, map[string]any{"where": where, "orderBy": order, "first": limit})
	if err != nil {
		return err
	}
	if s.json {
		return s.printJSON(answer)
	}
	p := &page{style: s.style}
	if err := p.board(answer); err != nil {
		return err
	}
	_, err = io.WriteString(s.streams.Out, p.String())
	return err
}

// boardView is what the text shows of a ClaimConnection.
type boardView struct {
	TotalCount int
	Edges      []struct {
		Node struct {
			ID, Label string
			Score     *struct{ Supporting, Refuting boardFigures }
		}
	}
}

type boardFigures struct {
	Sources, DemonstratedLines      int
	Demonstrated, Pooled, Effective float64
}

// board prints claims with their figures; those against them only where somebody refutes one.
func (p *page) board(answer json.RawMessage) error {
	var view boardView
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if view.TotalCount == 0 {
		p.line("No claim meets that.")
		return nil
	}
	p.line("%s.", wording.Count(view.TotalCount, "claim"))
	head, right := []string{"sources", "demonstrated", "pooled", "presumed", "demonstrated lines"}, []int{0, 1, 2, 3, 4}
	refuted := false
	for _, e := range view.Edges {
		refuted = refuted || e.Node.Score != nil && e.Node.Score.Refuting.Sources > 0
	}
	if refuted {
		head, right = append(head, "against"), append(right, 5)
	}
	rows := make([][]string, len(view.Edges))
	for i, e := range view.Edges {
		if e.Node.Score == nil {
			return fmt.Errorf("reading the answer: %s has no figures", e.Node.ID)
		}
		f := e.Node.Score.Supporting
		rows[i] = []string{strconv.Itoa(f.Sources), number(f.Demonstrated), number(f.Pooled), number(f.Effective), strconv.Itoa(f.DemonstratedLines)}
		if refuted {
			rows[i] = append(rows[i], strconv.Itoa(e.Node.Score.Refuting.Sources))
		}
		rows[i] = append(rows[i], e.Node.Label, e.Node.ID)
	}
	p.table(append(head, "claim", "id"), rows, right...)
	if more := view.TotalCount - len(view.Edges); more > 0 {
		p.line("and %s more; --limit shows up to 100.", wording.Digits(more))
	}
	return nil
}
