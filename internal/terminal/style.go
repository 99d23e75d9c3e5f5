package terminal

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Is reports whether stream is a terminal.
func Is(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// StyleFor returns the style for a stream: colour where wanted says "always", or "auto" and the stream is a terminal
// whose user did not turn colour off (NO_COLOR). Lines are wrapped on a terminal only.
func StyleFor(w io.Writer, wanted string) Style {
	s := Style{width: widthOf(w)}
	switch wanted {
	case "always":
		s.Color = true
	case "never":
	default:
		s.Color = Is(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return s
}

// widthOf returns how many columns a terminal has, 0 if it is not one.
func widthOf(stream any) int {
	if f, ok := stream.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			return width
		}
	}
	return 0
}

// Style is how text is fitted to a terminal; the zero style leaves it plain.
type Style struct {
	Color bool
	width int // in columns; 0 = lines are not wrapped
}

// Bold marks a heading.
func (s Style) Bold(text string) string { return s.wrap("1", text) }

// Number marks a figure of the answer.
func (s Style) Number(text string) string { return s.wrap("1;36", text) }

// Dim marks what matters less.
func (s Style) Dim(text string) string { return s.wrap("2", text) }

// Good marks good news, in green.
func (s Style) Good(text string) string { return s.wrap("32", text) }

// Bad marks bad news, in red.
func (s Style) Bad(text string) string { return s.wrap("31", text) }

func (s Style) wrap(code, text string) string {
	if !s.Color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
