package report

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// listed returns "a, b, c", cut to "a, b, and 7 more" where there are many.
func listed(items []string) string {
	if len(items) > mostMembers {
		return strings.Join(items[:mostMembers], ", ") + ", and " + wording.Digits(len(items)-mostMembers) + " more"
	}
	return strings.Join(items, ", ")
}

// Parenthesized returns " (text)", or "" if there is no text.
func Parenthesized(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// Quoted returns the text in straight double quotes, curly and doubled marks left as they are.
func Quoted(text string) string { return `"` + strings.Trim(text, `"`) + `"` }

func number(x float64) string { return fmt.Sprintf("%.2f", x) }

func lowerFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// Viewed makes what show takes of what writes a view: the view is read out of the answer first.
func Viewed[V any](write func(*terminal.Page, V)) func(*terminal.Page, json.RawMessage) error {
	return func(p *terminal.Page, answer json.RawMessage) error {
		var view V
		if err := json.Unmarshal(answer, &view); err != nil {
			return fmt.Errorf("reading the answer: %w", err)
		}
		write(p, view)
		return nil
	}
}

// Total adds up counts by kind.
func Total(counts map[evidence.Kind]int) int {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum
}
