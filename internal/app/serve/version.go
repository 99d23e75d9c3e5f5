package serve

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/report"
)

// versionInfo is what the version command prints.
type versionInfo struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Modified bool   `json:"modified,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Neo4j    string `json:"neo4j"` // the version that a local Neo4j has
}

func versionCommand(a *run.App) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "prints the version",
		Example: `  credence version`,
		Args:    run.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			v := readVersion()
			if a.JSON {
				return report.PrintJSON(a.Streams.Out, v)
			}
			text := "credence " + v.Version
			if v.Revision != "" {
				text += " (" + v.Revision + ")"
			}
			_, err := fmt.Fprintf(a.Streams.Out, "%s, %s, %s, Neo4j %s\n", text, v.Go, v.Platform, v.Neo4j)
			return err
		},
	}
}

func readVersion() versionInfo {
	v := versionInfo{Version: "unreleased", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
		Neo4j: neo4jd.Version}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value[:min(len(s.Value), 12)]
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	return v
}
