package copyingtest

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/copying"
)

// Text makes a text.
func (c Corpus) Text(number int) copying.Text {
	kind, from := c.Truth(number)
	r := c.random(number, 2)
	t := copying.Text{ID: ID(number), Outlet: "Outlet " + strconv.Itoa(r.IntN(outlets)), Published: date(number)}
	own := c.original(number)
	t.Title = own.title
	if kind == Original {
		t.Body = own.body("(Reuters)")
		return t
	}
	other := c.original(from)
	if kind == Whole {
		t.Title = other.title
	}
	if body, is := copied(r, kind, own, other); is {
		t.Body = body
	} else if body, is := copiedInPart(r, kind, own, other); is {
		t.Body = body
	} else {
		t.Body = c.honest(r, kind, number, own, other)
	}
	return t
}

// copied makes the body of a text of which nearly all is copied from another; is reports whether the kind is one.
func copied(r *rand.Rand, kind Kind, own, other article) (body string, is bool) {
	switch kind {
	case Whole, Headline:
		return other.body("(Reuters)"), true
	case Translated:
		return other.body("Mit Material von Reuters"), true
	case Edits5, Edits10, Edits20, Edits30, Edits50:
		return edit(r, other.body("(Reuters)"), edits[kind]), true
	case Reordered:
		p := other.paragraphs
		r.Shuffle(paras, func(i, j int) { p[i], p[j] = p[j], p[i] })
		return other.body(""), true
	case Shortened:
		for i, p := range other.paragraphs[:3] {
			_, other.paragraphs[i], _ = strings.Cut(p, ". ")
		}
		return strings.Join(other.paragraphs[:3], "\n"), true
	case Updated:
		for i, p := range other.paragraphs {
			first, _, _ := strings.Cut(own.paragraphs[i], ".")
			other.paragraphs[i] = p + " " + first + "."
		}
		return own.paragraphs[0] + "\n" + other.body("(Reuters)"), true
	case Unquoted:
		other.quote = own.quote + " " + phrase(r, 60)
		return other.body(""), true
	}
	return "", false
}

// copiedInPart makes the body of a text that is a part of another, or has one in it.
func copiedInPart(r *rand.Rand, kind Kind, own, other article) (body string, is bool) {
	switch kind {
	case Brief:
		return other.paragraphs[r.IntN(paras)], true
	case Half:
		return strings.Join(append(other.paragraphs[:3:3], own.paragraphs[:2]...), "\n"), true
	case HalfOwn:
		for i := r.IntN(2); i < paras; i += 2 {
			other.paragraphs[i] = own.paragraphs[i]
		}
		return strings.Join(other.paragraphs[:4], "\n"), true
	case Quarter:
		ownWords := strings.Join(own.paragraphs, "\n")
		taken := strings.Fields(strings.Join(other.paragraphs, " "))[:len(strings.Fields(ownWords))/3]
		return strings.Join(taken, " ") + "\n" + ownWords, true
	case Sentence:
		body, _, _ = strings.Cut(other.paragraphs[r.IntN(paras)], ".")
		return body, true
	case Paragraph:
		return strings.Join(append(own.paragraphs[:4:4], other.paragraphs[r.IntN(paras)]), "\n"), true
	}
	return "", false
}

// honest makes the body of a text that copies nothing from another one with which it shares something.
func (c Corpus) honest(r *rand.Rand, kind Kind, number int, own, other article) string {
	switch kind {
	case SameEvent:
		return c.sameEvent(r, other)
	case SharedQuote:
		return own.paragraphs[0] + "\nThe minister said: “" + other.quote + "”\n" +
			strings.Join(own.paragraphs[1:], "\n")
	case SameNames:
		return sameNames(r, own, other)
	case ShortQuote:
		first, _, _ := strings.Cut(own.paragraphs[0], ".")
		second, _, _ := strings.Cut(own.paragraphs[1], ".")
		return first + ". The engineer said: “" + c.statement(number, 44) + "” " + second + "."
	case MereQuote:
		return phrase(r, 6) + ": “" + c.statement(number, 44) + "” " + phrase(r, 6) + "."
	case Release:
		said := strings.Fields(c.statement(number, 70))
		own.quote = strings.Join(said[:40], " ")
		own.paragraphs[2] += " " + strings.Join(said[40:], " ") + "."
		return own.body("")
	case Footer:
		first, second, _ := strings.Cut(own.paragraphs[0], ". ")
		second, _, _ = strings.Cut(second, ".")
		return first + ". " + second + ".\n" + c.footer(number%footers)
	}
	return ""
}
