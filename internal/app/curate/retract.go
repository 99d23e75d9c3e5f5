package curate

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
)

func retractCommand(a *run.App) *cobra.Command {
	var act run.ActFlags
	cmd := &cobra.Command{
		Use:   "retract ID...",
		Short: "withdraws records that were wrong; they still count as of an earlier time",
		Long: `Withdraws our record of a link: a statement, derivation, corroboration, ownership, funding, sameness,
relation or confirmation. Nothing is deleted, and what rested on it is computed again from then on. If a publisher
itself withdrew an item, that is a property of the source, not a retraction: credence add source ADDRESS --withdrawn
DATE.

It prints the list of "credence impact": every claim whose figures change, the largest loss first. If that list takes
too long to compute, the records are still retracted, and the output says how to get the list. "credence unretract"
undoes it.` + run.PrintsPayload,
		Args:    run.Some("the id of a link, such as statement:4f1c..."),
		Example: `  credence retract statement:0a1b2c --reason "the quote is of another article"`,
	}
	act.Register(cmd, "why the record was wrong")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		ids := make([]evidence.ID, len(args))
		for i, text := range args {
			id, err := s.Names().ID(ctx, text)
			if err != nil {
				return err
			}
			if id.Kind().IsNode() {
				return explainNode(ctx, s, id)
			}
			ids[i] = id
		}
		if err := act.Check(); err != nil {
			return err
		}
		return s.Act(ctx, "Retract", "retract", act.All, map[string]any{"ids": ids, "by": act.By()})
	})
	return cmd
}

// mostOfLinks is how many links of each kind explainNode names.
const mostOfLinks = 9

// explainNode says which links of a node could be retracted, since a node itself cannot.
func explainNode(ctx context.Context, s *run.Session, id evidence.ID) error {
	var lines []string
	for _, kind := range evidence.LinkKinds() {
		pages, err := s.Reader.Links(ctx, evidence.LinkQuery{Subjects: []evidence.ID{id}, Kind: kind,
			Direction: evidence.Either, Page: evidence.Page{First: mostOfLinks}})
		if err != nil {
			return err
		}
		for _, at := range pages[0].Links {
			lines = append(lines, "  "+string(at.Link.LinkID()))
		}
	}
	text := fmt.Sprintf("%s is a %s. To retract is to say that our record of a link is wrong; a %s cannot be "+
		"retracted, only its links can", id, id.Kind(), id.Kind())
	if len(lines) == 0 {
		text += ", and it has none."
	} else {
		text += ":\n" + strings.Join(lines, "\n")
	}
	instead, err := insteadOf(ctx, s, id)
	if err != nil {
		return err
	}
	return run.BadInput(evidence.Invalidf("", "%s%s", text, instead))
}

// insteadOf says what to do with a node if retracting one of its links is not what is meant.
func insteadOf(ctx context.Context, s *run.Session, id evidence.ID) (string, error) {
	switch id.Kind() {
	case evidence.KindPerson:
		return "\nIf the person is to be taken out of the graph: credence erase " + terminal.ShellWord(string(id)), nil
	case evidence.KindSource:
	default:
		return "", nil
	}
	objects, err := s.Reader.Objects(ctx, []evidence.ID{id}, evidence.Moment{})
	if err != nil {
		return "", err
	}
	source, is := objects[0].Node.(*evidence.Source)
	if !is {
		return "", evidence.NotFoundf("the graph has no source %q", id)
	}
	command := "credence add source " + terminal.ShellWord(source.URL) + " --withdrawn DATE"
	if source.URL == "" {
		line, err := json.Marshal(map[string]string{"type": "source", "id": id.Key(), "withdrawnAt": "DATE"})
		if err != nil {
			return "", err
		}
		command = "echo " + terminal.ShellWord(string(line)) + " | credence import -"
	}
	return "\nIf its publisher withdrew it, record that; what rests on it is then computed again:\n  " + command, nil
}
