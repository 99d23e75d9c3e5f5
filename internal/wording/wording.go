package wording

import (
	"fmt"
	"strings"
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
