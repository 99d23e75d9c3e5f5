package app

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Streams are the three standard streams of a command.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// interactive tells whether a person sits at both ends, so that a question can be asked.
func (s Streams) interactive() bool { return isTerminal(s.In) && isTerminal(s.Err) }

// isTerminal tells whether stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// styleFor returns the style for a stream: colour where wanted says "always", or "auto" and the stream is a terminal
// whose user did not turn colour off (NO_COLOR).
func styleFor(w io.Writer, wanted string) style {
	switch wanted {
	case "always":
		return style{color: true}
	case "never":
		return style{}
	}
	return style{color: isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}
