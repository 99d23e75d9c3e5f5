// Package copyingtest makes corpora with known copies, for tests and benchmarks of package copying. Every text is made
// anew whenever it is asked for, from its number alone, so that a million take no memory.
package copyingtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/evidence"
)

// Kind is what is known of a text.
type Kind string

// The kinds. The first group are originals, the second copies of one, the third honest texts that share something with
// one and copy nothing.
const (
	Original Kind = "original"

	Whole      Kind = "whole"      // the same headline and body
	Headline   Kind = "headline"   // the same body under a reworded headline
	Edited     Kind = "edited"     // one word in sixteen replaced
	Reworded   Kind = "reworded"   // one word in ten replaced: some 0.6 of the shingles are left
	Translated Kind = "translated" // the same body, the credit line translated
	Brief      Kind = "brief"      // a paragraph, published alone
	Half       Kind = "half"       // the first half and more, continued with own words
	Paragraph  Kind = "paragraph"  // one paragraph of five in an otherwise own text: less than half, and so none by definition

	SameEvent   Kind = "same event"   // the names and many of the words, other sentences
	SharedQuote Kind = "shared quote" // a quotation of some 20 words
	Footer      Kind = "footer"       // the same footer of 44 words under 30 of its own
)

// Copies are the kinds of copies, Honest those that share something and copy nothing.
var (
	Copies = []Kind{Whole, Headline, Edited, Reworded, Translated, Brief, Half, Paragraph}
	Honest = []Kind{SameEvent, SharedQuote, Footer}
)

const (
	round       = 20 // texts in which each kind comes once, at the end
	sparseRound = 80
	outlets     = 50
	footers     = 3
	day0        = 19000 // 2022-01-08
	perDay      = 200
	vocab       = 20000
	paras       = 5
	sentence    = 15
)

var kinds = append(append([]Kind{}, Copies...), Honest...)

// Corpus holds N texts. Of each 20, 8 are copies, one a kind, and 3 share something honestly; with Sparse, of each 80 as
// many.
type Corpus struct {
	N      int
	Seed   uint64
	Sparse bool
}

// Len returns N.
func (c Corpus) Len() int { return c.N }

// Each makes all texts, in the order of their numbers.
func (c Corpus) Each(ctx context.Context, yield func(copying.Text) error) error {
	for i := range c.N {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := yield(c.Text(i)); err != nil {
			return err
		}
	}
	return nil
}

// Fetch makes the texts again that are asked for.
func (c Corpus) Fetch(_ context.Context, ids []string) ([]copying.Text, error) {
	out := make([]copying.Text, len(ids))
	for i, id := range ids {
		n, err := strconv.Atoi(strings.TrimPrefix(id, "t"))
		if err != nil || n >= c.N {
			return nil, fmt.Errorf("no text %q", id)
		}
		out[i] = c.Text(n)
	}
	return out, nil
}

// ID returns the id of a text.
func ID(number int) string { return fmt.Sprintf("t%07d", number) }

// Truth returns of which kind a text is, and the number of the original that it has something from; for an original its
// own.
func (c Corpus) Truth(number int) (Kind, int) {
	size := round
	if c.Sparse {
		size = sparseRound
	}
	place := number%size - (size - len(kinds))
	if place < 0 {
		return Original, number
	}
	// Any original of an earlier or of the same round.
	r := c.random(number, 1)
	from := r.IntN(number/size + 1)
	return kinds[place], from*size + r.IntN(size-len(kinds))
}

func (c Corpus) random(number int, use uint64) *rand.Rand {
	return rand.New(rand.NewPCG(c.Seed<<8|use, uint64(number)))
}

// Text makes a text.
func (c Corpus) Text(number int) copying.Text {
	kind, from := c.Truth(number)
	r := c.random(number, 2)
	t := copying.Text{ID: ID(number), Outlet: "Outlet " + strconv.Itoa(r.IntN(outlets)), Published: date(number)}
	own := c.original(number)
	if kind == Original {
		t.Title, t.Body = own.title, own.body("(Reuters)")
		return t
	}
	other := c.original(from)
	t.Title = own.title
	switch kind {
	case Whole:
		t.Title, t.Body = other.title, other.body("(Reuters)")
	case Headline:
		t.Body = other.body("(Reuters)")
	case Translated:
		t.Body = other.body("Mit Material von Reuters")
	case Edited:
		t.Body = edit(r, other.body("(Reuters)"), 16)
	case Reworded:
		t.Body = edit(r, other.body("(Reuters)"), 10)
	case Brief:
		t.Body = other.paragraphs[r.IntN(paras)]
	case Half:
		t.Body = strings.Join(append(other.paragraphs[:3:3], own.paragraphs[:2]...), "\n")
	case Paragraph:
		t.Body = strings.Join(append(own.paragraphs[:4:4], other.paragraphs[r.IntN(paras)]), "\n")
	case SameEvent:
		t.Body = c.sameEvent(r, other)
	case SharedQuote:
		t.Body = own.paragraphs[0] + "\nThe minister said: “" + c.quote(from) + "”\n" + strings.Join(own.paragraphs[1:], "\n")
	case Footer:
		first, second, _ := strings.Cut(own.paragraphs[0], ". ")
		second, _, _ = strings.Cut(second, ".")
		t.Body = first + ". " + second + ".\n" + c.footer(number%footers)
	}
	return t
}

func date(number int) evidence.Date {
	return evidence.Date(time.Unix(int64(day0+number/perDay)*86400, 0).UTC().Format(time.DateOnly))
}

// article is an original before it is put together.
type article struct {
	title      string
	paragraphs []string
	quote      string
}

func (a article) body(credit string) string {
	return strings.Join(a.paragraphs, "\n") + "\nThe minister said: “" + a.quote + "”\n" + credit
}

// original makes what a text would be if it were an original: some 320 words.
func (c Corpus) original(number int) article {
	r := c.random(number, 3)
	a := article{title: phrase(r, 9), quote: c.quote(number)}
	for range paras {
		var b strings.Builder
		for s := range 4 {
			if s > 0 {
				b.WriteByte(' ')
			}
			appendSentence(&b, r, sentence)
		}
		a.paragraphs = append(a.paragraphs, b.String())
	}
	return a
}

func (c Corpus) quote(number int) string { return phrase(c.random(number, 4), 20) }

func (c Corpus) footer(number int) string {
	return "Subscribe to our newsletter. " + phrase(c.random(number, 5), 40) + "."
}

// sameEvent makes a text from the words of another in another order, each sentence with half of other words.
func (c Corpus) sameEvent(r *rand.Rand, other article) string {
	words := strings.Fields(strings.Join(other.paragraphs, " "))
	var b strings.Builder
	for i := range 280 {
		switch {
		case i%56 == 55:
			b.WriteByte('\n')
		case i > 0:
			b.WriteByte(' ')
		}
		if r.IntN(2) == 0 {
			b.WriteString(words[r.IntN(len(words))])
		} else {
			b.WriteString(vocabulary[draw(r)])
		}
	}
	return b.String()
}

// edit replaces one word in so many.
func edit(r *rand.Rand, body string, in int) string {
	words := strings.SplitAfter(body, " ")
	for i := range words {
		if r.IntN(in) == 0 {
			words[i] = vocabulary[draw(r)] + " "
		}
	}
	return strings.Join(words, "")
}

func phrase(r *rand.Rand, words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(vocabulary[draw(r)])
	}
	return b.String()
}

func appendSentence(b *strings.Builder, r *rand.Rand, words int) {
	for i := range words {
		w := vocabulary[draw(r)]
		if i == 0 {
			b.WriteString(strings.ToUpper(w[:1]) + w[1:])
			continue
		}
		b.WriteByte(' ')
		b.WriteString(w)
	}
	b.WriteByte('.')
}

// draw draws a word, those with small numbers far more often.
func draw(r *rand.Rand) int {
	u := r.Float64()
	return int(u * u * u * vocab)
}

// vocabulary are made-up words of two to four syllables.
var vocabulary = func() []string {
	r := rand.New(rand.NewPCG(1, 1))
	const consonants, vowels = "bcdfghklmnprstvz", "aeiou"
	out := make([]string, vocab)
	for i := range out {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteByte(consonants[r.IntN(len(consonants))])
			b.WriteByte(vowels[r.IntN(len(vowels))])
		}
		out[i] = b.String()
	}
	return out
}()
