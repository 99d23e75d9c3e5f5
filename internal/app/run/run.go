package run

import (
	"io"
	"log/slog"
	"os"
	"os/user"

	"github.com/credence-graph/credence/internal/config"
)

// App is one run of the program.
type App struct {
	Streams Streams
	JSON    bool
	Config  *config.Config // set before any command runs
}

// Streams are the three standard streams of a command.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// Color says when output is coloured, as terminal.StyleFor takes it.
func (a *App) Color() string {
	if a.Config == nil {
		return "auto"
	}
	return a.Config.Output.Color
}

// Logger returns the structured log of a server, on standard error.
func (a *App) Logger() *slog.Logger { return a.logFrom(a.Config.Log.Level) }

// QuietLogger returns the log of a command that a person waits for: it is for trouble, unless asked for more.
func (a *App) QuietLogger() *slog.Logger {
	if a.Config.Log.Level < slog.LevelInfo {
		return a.Logger()
	}
	return a.logFrom(max(a.Config.Log.Level, slog.LevelWarn))
}

func (a *App) logFrom(level slog.Level) *slog.Logger {
	options := &slog.HandlerOptions{Level: level}
	if a.Config.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(a.Streams.Err, options))
	}
	return slog.New(slog.NewTextHandler(a.Streams.Err, options))
}

// Collector returns who records, for the provenance: the person at this machine's account.
func Collector() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	if name := os.Getenv("USER"); name != "" {
		return name
	}
	return "credence"
}

// ReadFile reads a file that a person named; - is standard input.
func (a *App) ReadFile(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(a.Streams.In)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, BadInput(err)
	}
	return text, nil
}
