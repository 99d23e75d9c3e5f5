package app

import (
	"io"
	"log/slog"
	"os"
	"os/user"

	"github.com/credence-graph/credence/internal/config"
)

// app is one run of the program.
type app struct {
	streams Streams
	json    bool
	cfg     *config.Config // set before any command runs
}

// Streams are the three standard streams of a command.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

func (a *app) color() string {
	if a.cfg == nil {
		return "auto"
	}
	return a.cfg.Output.Color
}

// logger returns the structured log of a server, on standard error.
func (a *app) logger() *slog.Logger { return a.logFrom(a.cfg.Log.Level) }

// quietLogger returns the log of a command that a person waits for: it is for trouble, unless asked for more.
func (a *app) quietLogger() *slog.Logger {
	if a.cfg.Log.Level < slog.LevelInfo {
		return a.logger()
	}
	return a.logFrom(max(a.cfg.Log.Level, slog.LevelWarn))
}

func (a *app) logFrom(level slog.Level) *slog.Logger {
	options := &slog.HandlerOptions{Level: level}
	if a.cfg.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(a.streams.Err, options))
	}
	return slog.New(slog.NewTextHandler(a.streams.Err, options))
}

// collector returns who records, for the provenance: the person at this machine's account.
func collector() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	if name := os.Getenv("USER"); name != "" {
		return name
	}
	return "credence"
}

// readFile reads a file that a person named; - is standard input.
func (a *app) readFile(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(a.streams.In)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, badInput(err)
	}
	return text, nil
}
