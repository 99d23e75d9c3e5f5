package ask

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
)

// supposeFlags are what a person supposes of a claim beside asking for its answer.
type supposeFlags struct {
	ifWrong []string
	spread  string
}

// register adds the flags to those of a command.
func (f *supposeFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&f.ifWrong, "if-wrong", nil, "what remains if all of these `ID`s are wrong together: "+
		"sources, or whoever stands behind sources (outlet:..., organization:..., person:...), separated by commas")
	cmd.Flags().StringVar(&f.spread, "spread", "",
		"what the outlets of each value of this `SCHEME` of leanings say on their own, such as political")
}

// named finds what a person named.
func (f *supposeFlags) named(ctx context.Context, s *run.Session) (report.Supposed, error) {
	supposed := report.Supposed{Scheme: evidence.NFC(f.spread)}
	for _, text := range f.ifWrong {
		node, err := s.Names().Any(ctx, text)
		if err != nil {
			return supposed, err
		}
		switch id := node.NodeID(); id.Kind() {
		case evidence.KindClaim:
			return supposed, run.BadInput(evidence.Invalidf("--if-wrong",
				"%q is a claim; expected sources, outlets, organizations or persons", text))
		case evidence.KindSource:
			supposed.Sources = append(supposed.Sources, evidence.SourceID(id))
		default:
			supposed.Holders = append(supposed.Holders, id)
		}
	}
	return supposed, nil
}
