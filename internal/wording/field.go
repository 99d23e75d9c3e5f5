package wording

import (
	"strings"
	"unicode"
)

// Field says in words what a field of a record is: "publishedAt" is "date of publication".
func Field(name string) string {
	switch name {
	case "url":
		return "address"
	case "publishedAt", "datePublished":
		return "date of publication"
	case "withdrawnAt":
		return "date of withdrawal"
	case "validTo":
		return "end"
	case "firsthand":
		return "own evidence"
	case "reliability":
		return "Admiralty letter"
	case "recordedFrom":
		return "where it was recorded from"
	case "justification":
		return "reason"
	case "kappa":
		return "share copied"
	case "reciprocated":
		return "whether the other side states it"
	case "text":
		return "words"
	case "claimDate":
		return "date of the claim"
	case "alternateName":
		return "verdict in words"
	}
	var words strings.Builder // "bestRating" is "best rating"
	for _, r := range name {
		if unicode.IsUpper(r) {
			words.WriteByte(' ')
		}
		words.WriteRune(unicode.ToLower(r))
	}
	return words.String()
}
