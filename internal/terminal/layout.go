package terminal

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

// leastWidth is the narrowest terminal for which lines are wrapped: in a narrower one nothing lines up.
const leastWidth = 40

// ansi matches what marks text for a terminal and takes no room.
var ansi = regexp.MustCompile("\x1b\\[[0-9;]*m") //nolint:gochecknoglobals // compiled once

// Cells returns how many columns of a terminal a text takes: wide letters take two, combining marks and marks of colour
// none.
func Cells(text string) int {
	if strings.Contains(text, "\x1b") {
		text = ansi.ReplaceAllString(text, "")
	}
	return uniseg.StringWidth(text)
}

// Padded returns a text with as many spaces before or after it as it takes to fill a width.
func Padded(text string, width int, right bool) string {
	pad := strings.Repeat(" ", max(width-Cells(text), 0))
	if right {
		return pad + text
	}
	return text + pad
}

// Wrap breaks a line at words so that no line is wider than width; what follows the first is indented as far as the
// line is, or to hang where that is more. A word that is wider stays whole, so that it can be copied. No width = no
// break.
func Wrap(text string, width, hang int) []string {
	if width < leastWidth || Cells(text) <= width {
		return []string{text}
	}
	return breakAt(text, width, hang)
}

// wrapCell is wrap for an entry of a table, which is narrower than a terminal.
func wrapCell(text string, width int) []string {
	if Cells(text) <= width {
		return []string{text}
	}
	return breakAt(text, width, 0)
}

func breakAt(text string, width, hang int) []string {
	rest := strings.TrimLeft(text, " ")
	indent := len(text) - len(rest)
	hang = max(hang, indent)
	if strings.HasPrefix(rest, "- ") {
		hang = max(hang, indent+2)
	}
	if hang > width/2 {
		hang = indent
	}
	var lines []string
	line, used := strings.Repeat(" ", indent), indent
	empty := true
	for _, piece := range pieces(rest) {
		bare := strings.TrimRight(piece, " ")
		if !empty && used+Cells(bare) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line, used = strings.Repeat(" ", hang), hang
		}
		line, used, empty = line+piece, used+Cells(piece), false
	}
	return append(lines, strings.TrimRight(line, " "))
}

// pieces cuts a text where a line may end: after spaces, and between wide letters, which have none between words.
func pieces(text string) []string {
	var all []string
	for text != "" {
		end := strings.IndexByte(text, ' ')
		if end < 0 {
			end = len(text)
		}
		for end < len(text) && text[end] == ' ' {
			end++
		}
		all, text = append(all, split(text[:end])...), text[end:]
	}
	return all
}

// split cuts a word where Unicode allows a line to end, if it has wide letters; others stay whole.
func split(word string) []string {
	if Cells(word) <= uniseg.GraphemeClusterCount(ansi.ReplaceAllString(word, "")) {
		return []string{word}
	}
	var parts []string
	for state := -1; word != ""; {
		var part string
		part, word, _, state = uniseg.FirstLineSegmentInString(word, state)
		parts = append(parts, part)
	}
	return parts
}

// leastColumn is the narrowest to which a column of a table is cut.
const leastColumn = 16

// fit makes the widest columns of a table narrower until it fits a width, as far as can be; figures stay whole.
func fit(widths []int, width int, whole []int) {
	if width < leastWidth {
		return
	}
	for {
		total, widest := 2*(len(widths)-1), -1
		for i, w := range widths {
			total += w
			if w > leastColumn && !slices.Contains(whole, i) && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if total <= width || widest < 0 {
			return
		}
		widths[widest]--
	}
}
