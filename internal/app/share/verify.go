package share

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/receipt"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

// errNotVerified is the error of a receipt that does not hold; what is wrong stands in the report.
var errNotVerified = errors.New("the receipt does not hold")

func verifyCommand(a *run.App) *cobra.Command {
	return &cobra.Command{
		Use:   "verify FILE",
		Short: "checks a receipt: its hash, and every number by computing it again; needs no Neo4j",
		Long: `Checks that the SHA-256 of a receipt fits its content, computes the answer again from the evidence in it, and
lists the numbers that differ by more than 1e-9. If none differs, it says how likely the claim is and with what
confidence. FILE may be - for standard input. The exit code is 0 if everything is right, 1 if the receipt does not
hold, and 2 if the file is not a receipt.`,
		Args:    run.One("the file with the receipt"),
		Example: `  credence verify partner.receipt.json`,
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := a.ReadFile(args[0])
			if err != nil {
				return err
			}
			found, err := receipt.Verify(text)
			if err != nil {
				return err
			}
			if err := printReport(a, found); err != nil {
				return err
			}
			if !found.OK() {
				return errNotVerified
			}
			return nil
		},
	}
}

func printReport(a *run.App, r *receipt.Report) error {
	if a.JSON {
		return report.PrintJSON(a.Streams.Out, report.Verification{OK: r.OK(), Report: r})
	}
	p := &terminal.Page{Style: terminal.StyleFor(a.Streams.Out, a.Color())}
	report.WriteVerification(p, r)
	_, err := io.WriteString(a.Streams.Out, p.String())
	return err
}
