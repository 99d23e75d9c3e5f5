package audit

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/evaluation"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

// defaultEvaluationData is where the evaluation data are looked for if no folder is named.
var defaultEvaluationData = filepath.Join("..", "shared", "data")

func evalCommand(a *run.App) *cobra.Command {
	var folder string
	names := evaluationNames()
	cmd := &cobra.Command{
		Use:   "eval [NAME...]",
		Short: "measures the methods on published data whose truth is known",
		Long: fmt.Sprintf(`Runs the evaluations %s, or only those that you name. Each prints its results
beside published figures; "-" means that no published figure was verified. The graph is not touched, and no Neo4j is
needed.

The data are not part of Credence. They are read from --data, else from the folder that %s names, else from
%s in the working directory. If some are missing, the others are measured and the exit code is 2.`,
			strings.Join(names, ", "), config.EvaluationData, filepath.ToSlash(defaultEvaluationData)),
		Example: `  credence eval
  credence eval emergent pink-slime --data /srv/evaluation --json`,
		ValidArgs: names,
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, name := range args {
				if !slices.Contains(names, name) {
					return run.BadInput(fmt.Errorf("unknown evaluation %q; expected one of %s", name,
						strings.Join(names, ", ")))
				}
			}
			root, err := evaluationRoot(folder)
			if err != nil {
				return run.BadInput(err)
			}
			return evaluate(cmd.Context(), a, root, args)
		},
	}
	cmd.Flags().StringVar(&folder, "data", "", "the folder of the data sets")
	return cmd
}

func evaluationNames() []string {
	var names []string
	for _, d := range evaluation.DataSets() {
		names = append(names, d.Name)
	}
	return names
}

// evaluationRoot returns the folder of the data sets. It need not have all of them, but it must be there.
func evaluationRoot(folder string) (string, error) {
	from := "--data"
	if folder == "" {
		folder, from = os.Getenv(config.EvaluationData), config.EvaluationData
	}
	if folder == "" {
		folder, from = defaultEvaluationData, "neither --data nor "+config.EvaluationData+" being set, that"
	}
	absolute, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(absolute); err != nil || !info.IsDir() {
		return "", fmt.Errorf("NOT MEASURED: there is no folder %s, which %s names; the evaluation data are not "+
			"part of Credence: name the folder that has them with --data or %s",
			absolute, from, config.EvaluationData)
	}
	return absolute, nil
}

// measured is one evaluation as --json prints it.
type measured struct {
	Name    string            `json:"name"`
	Missing []string          `json:"missing,omitempty"` // files that are not there; then there is no result
	Result  evaluation.Result `json:"result"`
}

// evaluate measures on the data sets that are there, and fails if some are not.
func evaluate(ctx context.Context, a *run.App, root string, names []string) error {
	results := []measured{}
	var absent []string
	for _, d := range evaluation.DataSets() {
		if len(names) > 0 && !slices.Contains(names, d.Name) {
			continue
		}
		m := measured{Name: d.Name, Missing: d.Missing(root)}
		if len(m.Missing) > 0 {
			absent = append(absent, d.Name+" needs "+strings.Join(m.Missing, " and "))
		} else if err := measure(ctx, a, root, &m); err != nil {
			return run.BadInput(err)
		}
		if !a.JSON && m.Result != nil {
			gap := ""
			if len(results) > 0 {
				gap = "\n"
			}
			if _, err := io.WriteString(a.Streams.Out, gap+m.Result.Text()); err != nil {
				return err
			}
		}
		results = append(results, m)
	}
	if a.JSON {
		if err := report.PrintJSON(a.Streams.Out, results); err != nil {
			return err
		}
	}
	if len(absent) > 0 {
		return run.BadInput(fmt.Errorf("NOT MEASURED in %s: %s; name the folder that has them with --data or %s",
			root, strings.Join(absent, "; "), config.EvaluationData))
	}
	return nil
}

func measure(ctx context.Context, a *run.App, root string, m *measured) error {
	bar := terminal.NewPhaseBar(a.Streams.Err, run.PhaseUnit)
	defer bar.Done()
	result, err := evaluation.Run(ctx, m.Name, root, bar.Update)
	if err == nil {
		m.Result = result
	}
	return err
}
