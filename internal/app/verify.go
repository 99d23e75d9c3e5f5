package app

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/receipt"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

// errNotVerified is the error of a receipt that does not hold; what is wrong stands in the report.
var errNotVerified = errors.New("the receipt does not hold")

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify FILE",
		Short: "checks a receipt: its hash, and every number by computing it again; needs no Neo4j",
		Long: `Checks that the SHA-256 of a receipt is that of its content, computes the answer again from the evidence in it, and says
exactly which numbers differ (by more than 1e-9); where none does, it says how likely the claim is and with what confidence.
FILE may be - for standard input. It exits with 0 where all is right, with 1 where the receipt does not hold, and with 2
where the file is no receipt.`,
		Args:    one("the file with the receipt"),
		Example: `  credence verify partner.receipt.json`,
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := a.readFile(args[0])
			if err != nil {
				return err
			}
			found, err := receipt.Verify(text)
			if err != nil {
				return err
			}
			if err := a.printReport(found); err != nil {
				return err
			}
			if !found.OK() {
				return errNotVerified
			}
			return nil
		},
	}
}

func (a *app) printReport(r *receipt.Report) error {
	if a.json {
		return report.PrintJSON(a.streams.Out, report.Verification{OK: r.OK(), Report: r})
	}
	p := &terminal.Page{Style: terminal.StyleFor(a.streams.Out, a.color())}
	report.WriteVerification(p, r)
	_, err := io.WriteString(a.streams.Out, p.String())
	return err
}
