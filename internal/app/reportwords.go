package app

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/wording"
)

// listed returns "a, b, c", cut to "a, b, and 7 more" where there are many.
func listed(items []string) string {
	if len(items) > mostMembers {
		return strings.Join(items[:mostMembers], ", ") + ", and " + wording.Digits(len(items)-mostMembers) + " more"
	}
	return strings.Join(items, ", ")
}

// parenthesized returns " (text)", or nothing where there is no text.
func parenthesized(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// quoted returns the text in straight double quotes, curly and doubled marks left as they are.
func quoted(text string) string { return `"` + strings.Trim(text, `"`) + `"` }

func number(x float64) string { return fmt.Sprintf("%.2f", x) }

func lowerFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToLower(text[:1]) + text[1:]
}
