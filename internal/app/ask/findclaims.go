package ask

import (
	"context"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/scores"
	"github.com/credence-graph/credence/internal/terminal"
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
		"which claims first: "+wording.Join(orderWords(), "or")+
			", or a figure followed by -asc or -desc, such as lineCount-asc (default: by id)")
}

// registerWhere registers what narrows the list alone.
func (b *boardFlags) registerWhere(cmd *cobra.Command) {
	cmd.Flags().StringVar(&b.tag, "tag", "", "only claims that carry this tag")
	cmd.Flags().StringVar(&b.item, "item", "", "only claims that give a value of this item")
	cmd.Flags().StringSliceVar(&b.outlets, "outlet", nil,
		"only claims that one of these outlets speaks about, by id or key; may be repeated")
	cmd.Flags().StringSliceVar(
		&b.restsOn, "rests-on", nil, "only claims that rest, at any depth, on one of these: global ids; may be repeated")
}

func (b *boardFlags) set() bool {
	return b.tag != "" || b.item != "" || b.order != "" || len(b.outlets)+len(b.restsOn) > 0
}

// OrderNames are the names that orders of claims have on the command line.
func OrderNames() []string {
	var names []string
	for _, o := range scores.ClaimOrders() {
		names = append(names, o.Name)
	}
	return names
}

// orderWords are the orders that have a word of their own.
func orderWords() []string {
	return slices.DeleteFunc(OrderNames(), func(name string) bool { return strings.Contains(name, "-") })
}

// ordersInWords names every order without listing each field in both directions.
func ordersInWords() string {
	var fields []string
	for _, f := range scores.OrderFields() {
		fields = append(fields, f.Name)
	}
	return wording.Join(orderWords(), "or") + ", or " + wording.Join(fields, "or") + " followed by -asc or -desc"
}

// orderNamed returns the order of a name, in whatever case it is written, as GraphQL takes it; nil for no name.
func orderNamed(name string) (map[string]any, error) {
	if name == "" {
		return nil, nil
	}
	for _, o := range scores.ClaimOrders() {
		if !strings.EqualFold(o.Name, name) {
			continue
		}
		direction := "ASC"
		if o.Descending {
			direction = "DESC"
		}
		return map[string]any{"field": o.Field, "direction": direction}, nil
	}
	return nil, run.BadInput(evidence.Invalidf("order", "%q is not an order; expected %s", name, ordersInWords()))
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
	whole                  bool // the figure counts
	value                  json.Number
}

// FigureNames are the figures that a condition may be on, as GraphQL names them.
func FigureNames() []string {
	var names []string
	for _, f := range convergence.TallyFigures() {
		names = append(names, f.Field)
	}
	return names
}

var (
	conditionForm = regexp.MustCompile(`^\s*(?:(supporting|refuting)\.)?([A-Za-z]+)\s*(<=|>=|<|>|=)\s*(\S*)\s*$`)
	relations     = map[string]string{"<": "lt", "<=": "lte", ">": "gt", ">=": "gte", "=": "eq"}
)

// conditionsOf reads conditions, in whatever case figures are written; none if no argument has the form of one. All
// arguments must be conditions where one is.
func conditionsOf(args []string) ([]figureCondition, error) {
	var conditions []figureCondition
	for _, arg := range args {
		form := conditionForm.FindStringSubmatch(arg)
		if form == nil {
			if len(conditions) > 0 {
				return nil, run.BadInput(evidence.Invalidf("condition",
					"%q is not a condition; expected a figure, =, <, <=, > or >=, and a number, such as 'lineCount<=1'",
					arg))
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
		return nil, run.BadInput(evidence.Invalidf("condition",
			"%q is not a condition; words and conditions cannot be combined", args[0]))
	}
	return conditions, nil
}

func readCondition(arg string, form []string) (figureCondition, error) {
	c := figureCondition{side: form[1], relation: relations[form[3]], value: json.Number(form[4])}
	if c.side == "" {
		c.side = "supporting"
	}
	for _, f := range convergence.TallyFigures() {
		if strings.EqualFold(f.Field, form[2]) {
			c.figure, c.whole = f.Field, f.Whole
		}
	}
	if c.figure == "" {
		return c, run.BadInput(evidence.Invalidf("condition", "%q: %q is not a figure; expected one of %s", arg, form[2],
			wording.Join(FigureNames(), "and")))
	}
	if n, err := strconv.ParseFloat(form[4], 64); err != nil || n < 0 || c.whole && n != float64(int32(n)) {
		expected := "number"
		if c.whole {
			expected = "whole number"
		}
		return c, run.BadInput(evidence.Invalidf("condition",
			"%q: %q is not what it can be compared with; expected a %s, 0 or more", arg, form[4], expected))
	}
	return c, nil
}

// bounds writes conditions into a filter. Two on one figure are one range; "=" on a number that is not whole is one
// from it to it.
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
		if c.relation == "eq" && !c.whole {
			r["gte"], r["lte"] = c.value, c.value
			continue
		}
		r[c.relation] = c.value
	}
}

// findClaims prints the claims that meet conditions.
func findClaims(ctx context.Context, s *run.Session, args []string, conditions []figureCondition, board boardFlags,
	kinds []string, limit int) error {
	if len(conditions) == 0 && len(args) > 0 {
		return run.BadInput(evidence.Invalidf("condition",
			"%q is not a condition; with --tag, --item, --outlet, --rests-on or --order expected conditions such as "+
				"'lineCount<=1'", args[0]))
	}
	if len(kinds) > 0 {
		return run.BadInput(evidence.Invalidf("kind", "goes with words; conditions are of claims"))
	}
	order, err := orderNamed(board.order)
	if err != nil {
		return err
	}
	where := board.filter()
	bounds(where, conditions)
	document, err := query.Claims()
	if err != nil {
		return err
	}
	answer, err := s.Query(ctx, "claims", document, map[string]any{"where": where, "orderBy": order, "first": limit})
	if err != nil {
		return err
	}
	if s.JSON {
		return s.PrintJSON(answer)
	}
	p := &terminal.Page{Style: s.Style}
	if err := report.WriteClaims(p, answer); err != nil {
		return err
	}
	_, err = io.WriteString(s.Streams.Out, p.String())
	return err
}
