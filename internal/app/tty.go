package app

import (
	"io"
	"os"

	"golang.org/x/term"
)

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

// widthOf returns how many columns a terminal has, 0 if the stream is none.
func widthOf(stream any) int {
	if f, ok := stream.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			return width
		}
	}
	return 0
}

// style is how text is fitted to a terminal; the zero style leaves it plain.
type style struct {
	color bool
	width int // in columns; 0 = lines are not wrapped
}

func (s style) bold(text string) string { return s.wrap("1", text) }

// number marks a figure of the answer.
func (s style) number(text string) string { return s.wrap("1;36", text) }

func (s style) dim(text string) string { return s.wrap("2", text) }

func (s style) good(text string) string { return s.wrap("32", text) }

func (s style) bad(text string) string { return s.wrap("31", text) }

func (s style) wrap(code, text string) string {
	if !s.color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
