package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/receipt"
	"github.com/credence-graph/credence/internal/wording"
)

func (a *app) receiptCommand() *cobra.Command {
	var at momentFlags
	cmd := &cobra.Command{
		Use:   "receipt CLAIM",
		Short: "writes an answer with all that it was computed from, for \"credence verify\"",
		Long: `Writes one JSON object with all the evidence for a claim (every record with its provenance and quotes), the
policy, the moment, the version of the graph, every number of the answer, and the SHA-256 of all that. The same
evidence always gives the same bytes. "credence verify" checks it without Neo4j.`,
		Args:    one("the claim: its id or a piece of its text"),
		Example: `  credence receipt partner > partner.receipt.json`,
	}
	at.register(cmd)
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		moment, err := at.moment()
		if err != nil {
			return err
		}
		ids, err := s.claims(ctx, args)
		if err != nil {
			return err
		}
		sub, err := s.reader.Subgraphs(ctx, ids, moment)
		if err != nil {
			return err
		}
		text, err := receipt.Make(sub, ids[0], s.policy)
		if err != nil {
			return err
		}
		_, err = s.streams.Out.Write(append(text, '\n'))
		return err
	})
	return cmd
}

// errNotVerified is the error of a receipt that does not hold; what is wrong stands in the report.
var errNotVerified = errors.New("the receipt does not hold")

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify FILE",
		Short: "checks a receipt: its hash, and every number by computing it again; needs no Neo4j",
		Long: `Checks that the SHA-256 of a receipt fits its content, computes the answer again from the evidence in it, and
lists the numbers that differ by more than 1e-9. If none differs, it says how likely the claim is and with what
confidence. FILE may be - for standard input. The exit code is 0 if everything is right, 1 if the receipt does not
hold, and 2 if the file is not a receipt.`,
		Args:    one("the file with the receipt"),
		Example: `  credence verify partner.receipt.json`,
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := a.readFile(args[0])
			if err != nil {
				return err
			}
			report, err := receipt.Verify(text)
			if err != nil {
				return err
			}
			if err := a.printReport(report); err != nil {
				return err
			}
			if !report.OK() {
				return errNotVerified
			}
			return nil
		},
	}
}

// readFile reads a file that a person named; - is standard input.
func (a *app) readFile(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(a.streams.In)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, inputError{err}
	}
	return text, nil
}

// reportJSON is a report as verify prints it with --json.
type reportJSON struct {
	OK bool `json:"ok"`
	*receipt.Report
}

// mostDifferences is how many numbers that differ the text lists.
const mostDifferences = 20

func (a *app) printReport(r *receipt.Report) error {
	if a.json {
		return printJSON(a.streams.Out, reportJSON{r.OK(), r})
	}
	p := &page{style: styleFor(a.streams.Out, a.color())}
	p.line("%s %s", p.style.bold("Claim:"), r.Text)
	p.line("Graph: version %s.", r.GraphVersion)
	if r.Intact {
		p.line("%s The content is as it was written: SHA-256 %s.", p.style.good("Intact."), r.SHA256)
	} else {
		p.line("%s The content is not what SHA-256 %s was made of.", p.style.bad("Changed."), r.SHA256)
	}
	if len(r.Differences) == 0 {
		p.line("%s The evidence gives every number again: %s", p.style.good("Right."), headline(r.Answer))
		p.judgement(r.Answer)
	} else {
		p.line("%s The evidence gives %s other %s:", p.style.bad("Wrong."), wording.Digits(len(r.Differences)), wording.Choose(len(r.Differences), "number", "numbers"))
		for _, d := range r.Differences[:min(len(r.Differences), mostDifferences)] {
			p.line("  %s: the receipt says %s, computed again it is %s", d.Path, d.Receipt, d.Recomputed)
		}
		if more := len(r.Differences) - mostDifferences; more > 0 {
			p.line("  and %s more; --json lists all of them", wording.Digits(more))
		}
	}
	_, err := io.WriteString(a.streams.Out, p.String())
	return err
}

// headline returns the first sentences of an answer.
func headline(c *convergence.Convergence) string {
	for _, note := range c.Explanation() {
		if note.Code == convergence.NoteHeadline {
			return strings.TrimSpace(note.Text)
		}
	}
	return fmt.Sprintf("%d sources.", c.Supporting.Sources)
}
