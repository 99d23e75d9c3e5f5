package app

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/app/ask"
	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/formats/registry"
)

// argumentCompleters are the completers of the arguments of commands, in order; the last one is that of all that
// follow.
func argumentCompleters() map[string][]completer {
	claims, sources := ids(evidence.KindClaim), ids(evidence.KindSource)
	things := ids(evidence.KindClaim, evidence.KindSource, evidence.KindOutlet)
	rated := ids(evidence.KindOutlet, evidence.KindSource)
	return map[string][]completer{
		"converge": {claims}, "diff": {claims}, "watch": {claims}, "export": {claims},
		"dossier": {claims, words()}, "flatline": {claims, words()},
		"receipt": {claims, words()}, "what-if": {claims, words()},
		"why": {sources, sources, words()}, "confirm": {sources}, "detect": {sources}, "impact": {sources},
		"reliability": {rated}, "matrix": {ids(evidence.KindOutlet)},
		"path": {things, things, words()}, "neighbors": {things, words()}, "merge": {things}, "same": {things},
		"changes": {things, words()},
		"rate":    {rated, described("SourceReliability", "none"), words()},
		"review":  {words(), words("confirmed", "rejected", "suggested"), words()},
		"find":    {conditions},
		"add interest": {ids(evidence.KindSource, evidence.KindOutlet, evidence.KindOrganization, evidence.KindPerson),
			words()},
		"add leaning": {ids(evidence.KindOutlet), words()},
	}
}

// flagCompleters are the completers of flags: of one command's, or of every command's flag of that name.
func flagCompleters() map[string]completer {
	claims, sources, outlets := ids(evidence.KindClaim), ids(evidence.KindSource), ids(evidence.KindOutlet)
	severities := words("high", "medium", "low")
	kinds := words("claim", "source", "outlet", "organization", "person")
	completers := map[string]completer{
		"--claim": claims, "--part-of": claims, "--mentions": claims, "--supports": claims, "--refutes": claims,
		"what-if --supports": sources, "what-if --refutes": sources, "what-if --without": sources,
		"--source": sources, "--takes-from": sources,
		"--outlet": outlets, "--outlets": outlets, "--on": outlets, "--of": outlets,
		"--rests-on": ids(evidence.KindClaim, evidence.KindSource, evidence.KindOutlet),
		"--code":     codes, "--severity": severities, "--fail-on": severities,
		"import --format": readFormats, "export --format": writtenFormats,
		"--if-wrong": ids(evidence.KindSource, evidence.KindOutlet, evidence.KindOrganization, evidence.KindPerson),
		"--policy":   policies, "--policy-name": policies, "--undated": words("include", "exclude"),
		"find --kind": kinds, "same --kind": kinds,
		"add source --kind": described("SourceKind"), "add outlet --kind": described("OutletKind"),
		"add interest --kind": described("InterestKind"), "--direction": described("InterestDirection"),
		"--identity": described("Identity"), "--via": described("DerivationKind"), "--using": described("EdgeKind"),
		"--reliability": described("SourceReliability"), "--firsthand": words("true", "false"),
		"--order": words(ask.OrderNames()...), "--when": conditions, "--since": words("today", "yesterday", "monday"),
	}
	for _, s := range config.Table() {
		if s.Kind == config.Choice {
			completers["--"+s.Flag] = words(s.Choices...)
		}
	}
	return completers
}

// described completes one of the values of an enumeration of the schema, or one of some more words.
func described(enum string, more ...string) completer {
	return func(r request) []string {
		var values []string
		_, parts := graph.Documented(enum)
		for _, part := range parts {
			values = append(values, cobra.CompletionWithDesc(part.Name, description(part.Text)))
		}
		return beginning(append(values, more...), r.typed)
	}
}

// codes completes the code of a finding.
func codes(r request) []string {
	var values []string
	for _, g := range audit.Guides() {
		values = append(values, cobra.CompletionWithDesc(string(g.Code), description(g.Meaning)))
	}
	return beginning(values, r.typed)
}

// readFormats completes a format that is read.
func readFormats(r request) []string {
	values := []string{cobra.CompletionWithDesc("jsonl", "Credence's own JSON Lines")}
	for _, f := range registry.Formats(nil) {
		values = append(values, cobra.CompletionWithDesc(f.Name, description(f.About)))
	}
	return beginning(values, r.typed)
}

// writtenFormats completes a format that is written.
func writtenFormats(r request) []string {
	var values []string
	for _, f := range export.Formats() {
		values = append(values, cobra.CompletionWithDesc(f.Name, description(f.About)))
	}
	return beginning(values, r.typed)
}

// policies completes the name of a policy: the method's, or one of the file of policies.
func policies(r request) []string {
	values := []string{"default"}
	if cfg, err := config.Load(r.cmd.Flags()); err == nil {
		for _, p := range cfg.Policies {
			values = append(values, p.Name)
		}
	}
	return beginning(values, r.typed)
}

// conditions completes the figure of a condition.
func conditions(r request) []string {
	var values []string
	for _, name := range ask.FigureNames() {
		values = append(values, name+"<=", name+">=")
	}
	return beginning(values, r.typed)
}

// helpValues returns what help explains: the commands below the one that is named, or all commands and topics.
func helpValues(root *cobra.Command, args []string, typed string) []string {
	about, rest, err := root.Find(args)
	if err != nil || len(rest) > 0 {
		return nil
	}
	var values, names []string
	add := func(cmd *cobra.Command) {
		if name := strings.ToLower(cmd.Name()); !slices.Contains(names, name) {
			names = append(names, name)
			values = append(values, cobra.CompletionWithDesc(name, cmd.Short))
		}
	}
	for _, sub := range about.Commands() {
		if sub.IsAvailableCommand() {
			add(sub)
		}
	}
	for _, sub := range about.Commands() {
		if sub.IsAdditionalHelpTopicCommand() {
			add(sub)
		}
	}
	return beginning(values, typed)
}
