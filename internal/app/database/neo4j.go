package database

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/ask"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

func neo4jCommand(a *run.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "neo4j",
		Short: "the local Neo4j: start, stop, status, install, remove",
		Example: `  credence neo4j start
  credence neo4j status`,
		Long: `Credence runs a Neo4j Community of its own if neo4j.uri is not set. It starts with the first command that
needs it, is shared by all, and stops with the last. These commands keep it running, show its state and free its
space.`,
	}
	cmd.AddCommand(neo4jStart(a), neo4jStop(a), neo4jStatus(a), neo4jInstall(a), neo4jRemove(a))
	return cmd
}

func neo4jStart(a *run.App) *cobra.Command {
	return &cobra.Command{Use: "start", Short: "starts it and keeps it running until stop",
		Example: "  credence neo4j start", Args: run.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			status, err := neo4jd.Start(cmd.Context(), a.Neo4jOptions())
			if err != nil {
				return err
			}
			if err := ask.WarmUp(cmd.Context(), a); err != nil {
				return err
			}
			return tellStatus(a, status)
		}}
}

func neo4jStop(a *run.App) *cobra.Command {
	return &cobra.Command{Use: "stop", Short: "stops it once nobody uses it",
		Example: "  credence neo4j stop", Args: run.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			before, err := neo4jd.Inspect(a.Neo4jOptions())
			if err != nil {
				return err
			}
			if err := neo4jd.Stop(cmd.Context(), a.Neo4jOptions()); err != nil {
				return err
			}
			ran := before.Running || before.Phase != "" && before.Failure == nil
			if a.JSON {
				return report.PrintJSON(a.Streams.Out, map[string]bool{"running": false, "wasRunning": ran})
			}
			words := "Neo4j was not running."
			if ran {
				words = "Neo4j stopped."
			}
			_, err = fmt.Fprintln(a.Streams.Out, words)
			return err
		}}
}

func neo4jStatus(a *run.App) *cobra.Command {
	return &cobra.Command{Use: "status", Short: "reports whether it runs, who uses it, and how much space it takes",
		Example: "  credence neo4j status", Args: run.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			status, err := neo4jd.Inspect(a.Neo4jOptions())
			if err != nil {
				return err
			}
			return tellStatus(a, status)
		}}
}

func neo4jInstall(a *run.App) *cobra.Command {
	return &cobra.Command{Use: "install", Short: "downloads it and makes it start fast; does nothing if all is there",
		Example: "  credence neo4j install", Args: run.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return neo4jd.Install(cmd.Context(), a.Neo4jOptions())
		}}
}

func neo4jRemove(a *run.App) *cobra.Command {
	var data bool
	cmd := &cobra.Command{Use: "remove",
		Short:   "frees the space of what can be downloaded again, and with --data that of the graph",
		Example: "  credence neo4j remove", Args: run.NoArgs}
	cmd.Flags().BoolVar(&data, "data", false, "remove the graph as well, with everything recorded in it")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		freed, err := neo4jd.Remove(cmd.Context(), a.Neo4jOptions(), neo4jd.Parts{Cache: true, Data: data})
		if err != nil {
			return err
		}
		if a.JSON {
			return report.PrintJSON(a.Streams.Out, map[string]int64{"freedBytes": freed})
		}
		_, err = fmt.Fprintf(a.Streams.Out, "freed %s\n", size(freed))
		return err
	}
	return cmd
}

// neo4jStatusJSON is what status prints with --json.
type neo4jStatusJSON struct {
	Running      bool       `json:"running"`
	Phase        string     `json:"phase,omitempty"`
	Failure      string     `json:"failure,omitempty"`
	Version      string     `json:"version"`
	URI          string     `json:"uri,omitempty"`
	PID          int        `json:"pid,omitempty"`
	Since        *time.Time `json:"since,omitempty"`
	Users        []int      `json:"users"`
	Kept         bool       `json:"kept"`
	Home         string     `json:"home"`
	Cache        string     `json:"cache"`
	DataBytes    int64      `json:"dataBytes"`
	JarsBytes    int64      `json:"jarsBytes"`
	ArchiveBytes int64      `json:"archiveBytes"`
}

func tellStatus(a *run.App, s neo4jd.Status) error {
	if a.JSON {
		out := neo4jStatusJSON{Running: s.Running, Phase: s.Phase, Version: s.Version, URI: s.URI, PID: s.PID,
			Users: s.Users, Kept: s.Kept,
			Home: s.Home, Cache: s.Cache, DataBytes: s.DataBytes, JarsBytes: s.JarsBytes, ArchiveBytes: s.ArchiveBytes}
		if s.Failure != nil {
			out.Failure = s.Failure.Error()
		}
		if !s.Since.IsZero() {
			out.Since = &s.Since
		}
		if out.Users == nil {
			out.Users = []int{}
		}
		return report.PrintJSON(a.Streams.Out, out)
	}
	p := &terminal.Page{Style: terminal.StyleFor(a.Streams.Out, a.Config.Output.Color)}
	p.Columns(statusRows(s), 2)
	_, err := io.WriteString(a.Streams.Out, p.String())
	return err
}

func statusRows(s neo4jd.Status) [][2]string {
	state := "not running"
	switch {
	case s.Running:
		state = fmt.Sprintf("running, process %d, at %s", s.PID, s.URI)
	case s.Phase != "":
		state = s.Phase
	}
	rows := [][2]string{{"Neo4j " + s.Version, state}}
	if s.Failure != nil {
		rows = append(rows, [2]string{"last failure", strings.ReplaceAll(s.Failure.Error(), "\n", " ")})
	}
	users := "nobody"
	if len(s.Users) > 0 {
		users = fmt.Sprintf("%s (process %s)", wording.Digits(len(s.Users)), strings.Trim(fmt.Sprint(s.Users), "[]"))
	}
	if s.Kept {
		users += "; kept running until stop"
	}
	return append(rows,
		[2]string{"used by", users},
		[2]string{"graph", size(s.DataBytes) + " in " + s.Home},
		[2]string{"jars", size(s.JarsBytes) + " in " + s.Cache},
		[2]string{"class-data archive", size(s.ArchiveBytes)})
}

// size returns a number of bytes as a person reads it.
func size(bytes int64) string {
	switch {
	case bytes == 0:
		return "nothing"
	case bytes < 1<<20:
		return fmt.Sprintf("%.0f KB", float64(bytes)/(1<<10))
	}
	return fmt.Sprintf("%.0f MB", float64(bytes)/(1<<20))
}
