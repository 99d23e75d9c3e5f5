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

// interactive reports whether a person sits at both ends, so that a question can be asked.
func (s Streams) interactive() bool { return isTerminal(s.In) && isTerminal(s.Err) }

// isTerminal reports whether stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// styleFor returns the style for a stream: colour where wanted says "always", or "auto" and the stream is a terminal
// whose user did not turn colour off (NO_COLOR). Lines are wrapped on a terminal only.
func styleFor(w io.Writer, wanted string) style {
	s := style{width: widthOf(w)}
	switch wanted {
	case "always":
		s.color = true
	case "never":
	default:
		s.color = isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return s
}

// widthOf returns how many columns a terminal has, 0 if the stream is not a terminal.
func widthOf(stream any) int {
	if f, ok := stream.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			return width
		}
	}
	return 0
}
