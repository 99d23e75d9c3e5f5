package copying

import (
	"context"
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/credits"
	"github.com/credence-graph/credence/internal/evidence"
)

// Text is a published item as far as copying is concerned.
type Text struct {
	ID        string // unique in its corpus
	Title     string
	Body      string // plain text in UTF-8, paragraphs set apart by line ends; "" where it is not known
	Outlet    string // name of who published it
	Agency    string // news agency that the item's own data credits; "" for none
	Published evidence.Date
	URL       string   // in one canonical form for the whole corpus: addresses are compared as they are
	Canonical string   // address that the item gives as its canonical one, or as its syndication source
	Originals []string // addresses that the item gives as its original sources
}

// Corpus is a collection of texts that is read several times and need not fit into memory.
type Corpus interface {
	// Len returns the number of texts.
	Len() int
	// Each gives all texts to yield, in any order that is the same every time, until yield returns an error, which it
	// returns. It must give up when ctx is done.
	Each(ctx context.Context, yield func(Text) error) error
	// Fetch returns the texts with the given ids, in their order; at most a few hundred at once. It must be safe to
	// call from several goroutines.
	Fetch(ctx context.Context, ids []string) ([]Text, error)
}

// Memory is a corpus in memory.
type Memory struct {
	texts []Text
	at    map[string]int
}

// InMemory makes a corpus of texts, which must not be changed while it is used.
func InMemory(texts []Text) *Memory {
	m := &Memory{texts: texts, at: make(map[string]int, len(texts))}
	for i, t := range texts {
		m.at[t.ID] = i
	}
	return m
}

// Len returns the number of texts.
func (m *Memory) Len() int { return len(m.texts) }

// Each gives the texts in their order.
func (m *Memory) Each(ctx context.Context, yield func(Text) error) error {
	for _, t := range m.texts {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := yield(t); err != nil {
			return err
		}
	}
	return nil
}

// Fetch returns texts by id.
func (m *Memory) Fetch(_ context.Context, ids []string) ([]Text, error) {
	out := make([]Text, len(ids))
	for i, id := range ids {
		at, ok := m.at[id]
		if !ok {
			return nil, fmt.Errorf("no text has the id %q", id)
		}
		out[i] = m.texts[at]
	}
	return out, nil
}

// TextOptions says what [FindText] looks for and tells. The zero value means: everything.
type TextOptions struct {
	// New limits the answer to pairs, and to quotations, with at least one text for which it is true. nil: all are new.
	New func(id string) bool
	// Known says which pairs are judged already; they are passed over before they are compared. a < b. nil: none is.
	Known func(a, b string) bool
	// Workers is the number of goroutines that compute; 0: as many as the program may run at once.
	Workers int
	// Progress gets how far a phase is: "read", "match", "compare", "quotes"; never by two goroutines at once.
	Progress func(phase string, done, of int)
}

// Span is a passage of a text.
type Span struct {
	Start, End int    // bytes of Text.Body (of Text.Title for [DetectorHeadline]); End is not included
	Line       int    // in which it starts, the first is 1
	Text       string // exactly as it is written, at most spanBytes
	Cut        bool   // Text is only the beginning of it
}

// Passage is a run of words that two texts share: the same words, whatever their case, punctuation and white space.
type Passage struct {
	Words    int
	From, To Span
}

// Names of the detectors, with the version of what they do: what they find changes only with the number.
const (
	// DetectorText compares bodies.
	DetectorText = "text/2"
	// DetectorHeadline compares headlines where one of the two has no body.
	DetectorHeadline = "headline/1"
	// DetectorCanonical follows canonical links.
	DetectorCanonical = "canonical/1"
	// DetectorQuote finds quotations that texts share.
	DetectorQuote = "quote/1"
	// DetectorCredit reads credit lines and datelines.
	DetectorCredit = "credit/1"
)

// Reason says why a copy is directed as it is.
type Reason string

// The reasons, the strongest first.
const (
	ByCanonical    Reason = "canonical"    // the copy names the other's address as its canonical one
	ByOriginal     Reason = "original"     // the copy names the other's address as its original source
	ByCredit       Reason = "credit"       // the copy credits the agency that published the other
	ByTime         Reason = "time"         // the copy was published later
	ByCompleteness Reason = "completeness" // a date is missing, and the other has a tenth more words or above
)

// Copy says that one text has what it says from another.
type Copy struct {
	From, To string // From copies To; if it is not Directed, either may have copied, and From > To
	// Kappa is the containment of the smaller text in the larger: of the words of the one with fewer (of headlines: of
	// the runs of three words), the share that the other has too, in pieces of some words. [MinKappa] to 1; 1 for a
	// canonical link.
	Kappa    float64
	Detector string
	Directed bool
	Reason   Reason // "" if not directed
	// Shared is the number of words (of headlines: of distinct runs of three words) that both have, FromSize and
	// ToSize are those of each, without boilerplate and without what is quoted, unless there is little else.
	// Shared/FromSize is the share of From that is in To: where From is far longer than To, it is far below Kappa.
	Shared, FromSize, ToSize int
	Passages                 []Passage       // at most maxPassages that do not overlap, the longest first
	Credit                   *credits.Credit // of From, the first that names an agency
}

// Credited is a text that credits an agency.
type Credited struct {
	ID string
	credits.Credit
}

// Link is a declared link between two texts of the corpus.
type Link struct{ From, To string }

// TextResult is what [FindText] found.
type TextResult struct {
	Copies     []Copy      // by From, To, Detector
	Groups     []Group     // by the origin
	Quotations []Quotation // the longest first
	Credits    []Credited  // by ID: of each text the first that names an agency, no attributions
	Originals  []Link      // original-source links within the corpus, by From and To; they state no copying
	Statistics TextStatistics
}

// TextStatistics says what was done, and where a limit of size left something out.
type TextStatistics struct {
	Texts    int
	Short    int   // texts whose body has too few words to compare, or is not known
	Shingles int64 // of all bodies, those repeated within one text once
	// Frequent shingles are in more than frequentTexts texts; Boilerplate are those of them whose texts have little
	// else in common with others. They count in no comparison.
	Frequent, Boilerplate int
	OnlyBoilerplate       int // pairs that, without boilerplate, are too short to compare
	// CappedLists are lists of texts with a gram that were longer than listTexts: only their first texts in time were
	// kept. A later text is then compared with those.
	CappedLists int
	// texts that are in no list because all of theirs are capped: only their own search finds them
	Unprobed   int
	Candidates int // pairs that may be copies
	// candidates left out because the later text is compared with likeModels of their kind already
	Collapsed            int
	Cut                  int // candidates left out because the later text has more than maxModels
	NotNew, AlreadyKnown int // candidates passed over as the options ask
	Compared             int // pairs compared in full
	CappedHeadlines      int // headline searches that gave up some earlier headlines
	CappedQuotes         int // quotations with more holders than are listed
}

// Limits. They are part of what the detectors are.
const (
	// MinKappa is the least containment of a copy. Of a short text more must be shared than of a long one, see few.
	MinKappa = .3
	// MinWords is the least number of words of a body that is compared.
	MinWords = 20
	minGrams = 12 // distinct ones
	minOwn   = 5  // words of a body outside quotation marks

	commonTexts   = 10  // texts above which a shingle is common
	frequentTexts = 30  // texts above which it is frequent: boilerplate or copied by many
	copiedShare   = .6  // mean share of common shingles in its texts from which a frequent shingle is copied text
	listTexts     = 8   // texts kept for one gram, the first in time
	likeModels    = 4   // earlier texts that resemble each other with which a text is compared
	maxModels     = 256 // earlier texts with which a text is compared
	candidateMin  = .15 // estimated containment of a candidate, by grams
	maxPassages   = 3
	spanBytes     = 300
	longerBy      = 1.1 // ratio of words from which one of two texts is the more complete
)

// span cuts a passage out of a text.
func span(text string, start, end int) Span {
	s := Span{Start: start, End: end, Line: 1 + strings.Count(text[:start], "\n")}
	shown := end
	if end-start > spanBytes {
		shown, s.Cut = start+spanBytes, true
		for shown > start && text[shown]&0xc0 == 0x80 { // not within a character
			shown--
		}
	}
	s.Text = strings.Clone(text[start:shown]) // not to hold the whole text
	return s
}
