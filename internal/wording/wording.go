package wording

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Digits returns n in figures with a comma between thousands: "99,994".
func Digits(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// Number returns n in words from "no" to "twelve", in figures beyond.
func Number(n int) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
		"twelve"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return Digits(n)
}

// Choose returns one where n is 1, else many.
func Choose(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Count says how many of a thing there are, in figures: "1 source", "4 sources".
func Count(n int, thing string) string { return Digits(n) + " " + thing + Choose(n, "", "s") }

// Join returns "a", "a and b" or "a, b and c" for the conjunction "and".
func Join(items []string, conjunction string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " " + conjunction + " " + items[last]
}

// JoinMost is Join for lists that may be long: of more than most items the rest are counted, "a, b and 97 more".
func JoinMost(items []string, most int, conjunction string) string {
	if len(items) <= most {
		return Join(items, conjunction)
	}
	return Join(append(items[:most:most], Digits(len(items)-most)+" more"), conjunction)
}

// Have returns the verb of who is called by a name: "have" for a description of several, such as "military officials",
// whose last word is no name, else "has".
func Have(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return "has"
	}
	last := words[len(words)-1]
	first, _ := utf8.DecodeRuneInString(last)
	for _, singular := range []string{"ss", "us", "is"} {
		if strings.HasSuffix(last, singular) {
			return "has"
		}
	}
	if unicode.IsLower(first) && strings.HasSuffix(last, "s") {
		return "have"
	}
	return "has"
}
