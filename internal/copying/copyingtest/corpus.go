// Package copyingtest makes corpora with known copies, for tests and benchmarks of package copying. Every text is made
// again whenever it is asked for, from its number alone, so that a million take no memory.
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

	Whole      Kind = "whole"        // the same headline and body
	Headline   Kind = "headline"     // the same body under a reworded headline
	Translated Kind = "translated"   // the same body, the credit line translated
	Edits5     Kind = "5 % edits"    // so many words replaced, anywhere
	Edits10    Kind = "10 % edits"   // in proportion
	Edits20    Kind = "20 % edits"   // in proportion
	Edits30    Kind = "30 % edits"   // in proportion
	Edits50    Kind = "50 % edits"   // in proportion: hardly three words in a row are left
	Reordered  Kind = "reordered"    // the paragraphs in another order
	Shortened  Kind = "shortened"    // the last two paragraphs left out, and a sentence of each other one
	Updated    Kind = "updated"      // an own paragraph before it, and a sentence after each
	Unquoted   Kind = "new quote"    // the same body, its quotation left out and another put in
	Brief      Kind = "brief"        // a paragraph, published alone
	Half       Kind = "half"         // the first half and more, continued with own words
	HalfOwn    Kind = "half own"     // every other of its four paragraphs is its own
	Quarter    Kind = "a quarter"    // a quarter of the words in an otherwise own text: less than is told
	Paragraph  Kind = "paragraph"    // one paragraph of five in an otherwise own text: less than is told
	Sentence   Kind = "one sentence" // of 15 words, published alone: not compared

	SameEvent   Kind = "same event"    // the names and many of the words, other sentences
	SameNames   Kind = "same names"    // own sentences with a dozen names and phrases of three to five words
	SharedQuote Kind = "shared quote"  // a quotation of some 20 words
	ShortQuote  Kind = "short quote"   // a few sentences each around one quotation of 44 words
	MereQuote   Kind = "mere quote"    // a sentence of a dozen words around the same
	Release     Kind = "press release" // own reports that quote one statement and take two sentences from it as well
	Footer      Kind = "footer"        // the same footer of 44 words under 30 of its own
)

// Copies are the kinds of copies, Honest those that share something and copy nothing.
var (
	Copies = []Kind{
		Whole, Headline, Translated, Edits5, Edits10, Edits20, Edits30, Edits50, Reordered, Shortened, Updated, Unquoted,
		Brief, Half, HalfOwn, Quarter, Paragraph, Sentence,
	}
	Honest = []Kind{SameEvent, SameNames, SharedQuote, ShortQuote, MereQuote, Release, Footer}
)

const (
	round       = 50 // texts in which each kind comes once, at the end
	sparseRound = 180
	statements  = 4 // texts of one kind that share a statement
	outlets     = 50
	footers     = 3
	day0        = 19000 // 2022-01-08
	perDay      = 200
	vocab       = 20000
	paras       = 5
	sentence    = 15
)

var kinds = append(append([]Kind{}, Copies...), Honest...)

// Corpus holds N texts. Of each 50, 18 are copies, one a kind, and 7 share something honestly; with Sparse, of each
// 180 as many.
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

// date returns when a text was published: to the minute, of every third to the day.
func date(number int) evidence.Date {
	at := time.Unix(int64(day0+number/perDay)*86400+int64(number%perDay)*7*60, 0).UTC()
	if number%3 == 0 {
		return evidence.Date(at.Format(time.DateOnly))
	}
	return evidence.Date(at.Format("2006-01-02T15:04Z"))
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
		for s := range 2 + r.IntN(5) {
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

// statement is what a few texts of a kind, one round after the other, have from one speaker.
func (c Corpus) statement(number, words int) string {
	size := round
	if c.Sparse {
		size = sparseRound
	}
	return phrase(c.random(number%size+number/size/statements*size, 6), words)
}

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

// edits is the share of words that are replaced.
var edits = map[Kind]float64{Edits5: .05, Edits10: .1, Edits20: .2, Edits30: .3, Edits50: .5}

// edit replaces a share of the words.
func edit(r *rand.Rand, body string, share float64) string {
	words := strings.SplitAfter(body, " ")
	for i := range words {
		if r.Float64() < share {
			words[i] = vocabulary[draw(r)] + " "
		}
	}
	return strings.Join(words, "")
}

// sameNames puts phrases of another text into the own sentences.
func sameNames(r *rand.Rand, own, other article) string {
	words := strings.Fields(strings.Join(other.paragraphs, " "))
	out := strings.Fields(strings.Join(own.paragraphs, " "))
	for i := range 12 {
		n, from, to := 3+r.IntN(3), r.IntN(len(words)-5), i*len(out)/12
		copy(out[to:min(len(out), to+n)], words[from:])
	}
	return strings.Join(out, " ")
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
